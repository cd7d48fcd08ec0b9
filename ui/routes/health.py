"""Signs of life for whoever runs Easel: is the process there, and can it take work."""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from studio.studio import Studio


def health_routes(studio: Studio) -> list[Route]:
    """Return /healthz (200 while the process answers) and /readyz (503 while no job could be started).

    /readyz says also when the disk is nearly full.

    Both tell everybody the same and nothing of anybody's; why Easel is not ready stands in its log and on the page.
    """

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok", headers={"Cache-Control": "no-store"})

    async def readyz(_: Request) -> Response:
        ready = await studio.ready()
        nearly = {"disk": "nearly full"} if ready and await studio.disk_space.notice() else {}
        return JSONResponse({"ready": ready, **nearly}, 200 if ready else 503, headers={"Cache-Control": "no-store"})

    return [Route("/healthz", healthz), Route("/readyz", readyz)]
