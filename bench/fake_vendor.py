"""A vendor that costs almost nothing: tasks that end after a fixed time, all with one ready picture."""

import io
import socket
import sys
import time

import numpy as np
import uvicorn
from PIL import Image
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

TASK_S = 10.0
"""Seconds from the create to the end of each task."""


def create_vendor(task_s: float = TASK_S) -> Starlette:
    """Build a gateway that answers FoxAPI's create and poll, and serves results.

    `GET /ends` answers when each task ended, as Unix time by prompt.
    """
    ends: dict[str, float] = {}
    prompts: dict[str, str] = {}
    picture = _picture()

    async def create(request: Request) -> Response:
        task_id = f"task-{len(ends)}"
        ends[task_id] = time.time() + task_s
        prompts[task_id] = (await request.json())["prompt"]
        return JSONResponse({"id": task_id, "status": "pending", "created": int(time.time())})

    async def poll(request: Request) -> Response:
        task_id = request.path_params["task_id"]
        if time.time() < ends[task_id]:
            return JSONResponse({"id": task_id, "status": "processing"})
        results = [{"url": str(request.url_for("file", name=task_id))}]
        return JSONResponse({"id": task_id, "status": "completed", "results": results})

    async def file(request: Request) -> Response:
        return Response(picture, media_type="image/png")

    async def all_ends(request: Request) -> Response:
        return JSONResponse({prompts[task_id]: end for task_id, end in ends.items()})

    return Starlette(
        routes=[
            Route("/v1/images/generations", create, methods=["POST"]),
            Route("/v1/tasks/{task_id}", poll),
            Route("/files/{name}.png", file, name="file"),
            Route("/ends", all_ends),
        ]
    )


def _picture() -> bytes:
    """Return a PNG of about 100 kB."""
    noise = np.random.default_rng(0).integers(0, 256, (180, 180, 3), dtype=np.uint8)
    stream = io.BytesIO()
    Image.fromarray(noise).save(stream, "PNG")
    return stream.getvalue()


def main() -> None:
    """Serve on a free port and print the address: `python -m bench.fake_vendor [SECONDS OF A TASK]`."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=2048)
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    vendor = create_vendor(*map(float, sys.argv[1:2]))
    uvicorn.Server(uvicorn.Config(vendor, log_level="error", access_log=False)).run(sockets=[listener])


if __name__ == "__main__":
    main()
