"""A vendor over real sockets that counts every submit by the reference in its prompt, and Easel's side of it."""

import asyncio
import base64
import io
import random
import threading
import time
from collections import Counter
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Annotated, Any, ClassVar, Literal

import uvicorn
from PIL import Image
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from providers.client import VendorClient
from providers.errors import NotFound
from providers.price import Balance, PriceList
from providers.provider import Credentials, Hosted, LocalFile
from providers.spec import Capability, GenerationRequest, Role, Shown
from providers.task import Output, Task, TaskStatus


def picture(reference: str) -> bytes:
    """Return the picture that belongs to a reference; no two are alike."""
    file = io.BytesIO()
    Image.frombytes("RGB", (8, 8), random.Random(reference).randbytes(192)).save(file, "PNG")
    return file.getvalue()


class CountingVendor:
    """Answers after a while, as vendors do, and remembers which reference was submitted how often."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.submits: Counter[str] = Counter()
        self._ready_at: dict[str, float] = {}
        self.app = Starlette(
            routes=[
                Route("/v1/submit", self._submit, methods=["POST"]),
                Route("/v1/tasks/{reference}", self._task),
                Route("/files/{reference}.png", self._file),
            ]
        )

    async def _submit(self, request: Request) -> Response:
        body = await request.json()
        reference = str(body["prompt"])
        self.submits[reference] += 1
        await asyncio.sleep(self._random.uniform(0.01, 0.15))
        if body["mode"] == "at once":
            await asyncio.sleep(self._random.uniform(0, 0.3))
            return JSONResponse({"b64": base64.b64encode(picture(reference)).decode()})
        self._ready_at[reference] = time.monotonic() + self._random.uniform(0.1, 1.5)
        return JSONResponse({"id": reference})

    async def _task(self, request: Request) -> Response:
        reference = request.path_params["reference"]
        if reference not in self._ready_at:
            return JSONResponse({"error": {"message": "no such task"}}, 404)
        return JSONResponse({"id": reference, "done": time.monotonic() > self._ready_at[reference]})

    async def _file(self, request: Request) -> Response:
        await asyncio.sleep(self._random.uniform(0, 0.1))
        return Response(picture(request.path_params["reference"]), media_type="image/png")


@contextmanager
def serving(vendor: CountingVendor) -> Generator[str]:
    """Serve a vendor on a free port; yield its base URL."""
    config = uvicorn.Config(vendor.app, host="127.0.0.1", port=0, log_level="critical", lifespan="off")
    server = uvicorn.Server(config)
    socket = config.bind_socket()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


class CountedRequest(GenerationRequest):
    """A request whose prompt is its reference."""

    provider = "counting"
    endpoint = "counting_picture"
    capability = Capability.TEXT_TO_IMAGE
    model_labels: ClassVar[Mapping[str, str]] = {"m": "M"}

    model: Annotated[Literal["m"], Shown(Role.MODEL, "Model")] = "m"
    prompt: Annotated[str, Shown(Role.PROMPT, "Prompt")]
    mode: Annotated[Literal["task", "at once"], Shown(Role.SEQUENTIAL, "Mode")] = "task"


class CountingProvider:
    """Easel's side of the vendor, through the real HTTP client."""

    name = "counting"
    title = "Counting"
    requests: tuple[type[GenerationRequest], ...] = (CountedRequest,)
    max_concurrent = 60

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._client = VendorClient(base_url)

    async def submit(self, request: GenerationRequest, credentials: Credentials) -> Task:
        reply: Any = await self._client.submit("/v1/submit", credentials, request.payload(), read_timeout_s=30)
        if "b64" in reply:
            return Task(None, TaskStatus.SUCCEEDED, outputs=(Output("image", data=base64.b64decode(reply["b64"])),))
        return Task(reply["id"], TaskStatus.QUEUED)

    async def poll(self, task_id: str, credentials: Credentials) -> Task:
        reply: Any = await self._client.get(f"/v1/tasks/{task_id}", credentials)
        if not reply["done"]:
            return Task(task_id, TaskStatus.RUNNING)
        url = f"{self._base_url}/files/{task_id}.png"
        return Task(task_id, TaskStatus.SUCCEEDED, outputs=(Output("image", url=url),))

    async def host(self, file: LocalFile, credentials: Credentials) -> Hosted:
        raise NotImplementedError("no request of this vendor holds files")

    async def prices(self, credentials: Credentials) -> PriceList:
        raise NotFound("no price list")

    async def balance(self, credentials: Credentials) -> Balance:
        raise NotFound("no balance")

    async def aclose(self) -> None:
        await self._client.aclose()
