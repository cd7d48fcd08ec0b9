"""The HTTP routes of what is made while it is sent, and of a library's archive that comes in."""

import asyncio
from pathlib import Path

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from studio.archive.library_import import Imported
from studio.errors import NotFound, StorageFull, StudioError
from studio.studio import Studio
from ui.asking.file_links import PREFIX, FileLinks, content_disposition
from ui.asking.page import owner_of
from ui.routes.file_route import SAFE_HEADERS, not_found
from words.language import t

LIBRARY_PATH = f"{PREFIX}/library"
"""Where a library's archive is sent to, as the body of a POST."""


def take_routes(studio: Studio, links: FileLinks) -> list[Route]:
    """Return the routes."""
    server = _Server(studio, links)
    return [
        Route(PREFIX + "/take/{what}/{signature}/{token}/{name}", server.take, name="easel_take"),
        Route(LIBRARY_PATH, server.receive, methods=["POST"], name="easel_library"),
    ]


class _Server:
    def __init__(self, studio: Studio, links: FileLinks) -> None:
        self._studio = studio
        self._links = links

    async def take(self, request: Request) -> Response:
        owner = owner_of(request)
        what, signature, token, name = (request.path_params[key] for key in ("what", "signature", "token", "name"))
        if what not in ("selection", "sheet", "library") or not self._links.is_for(owner, signature, what, token):
            return not_found()
        headers = {
            **SAFE_HEADERS,
            "Cache-Control": "private, no-store",
            "Content-Disposition": content_disposition("attachment", name),
        }
        try:
            if what == "library":
                pieces = self._studio.library_export.write(owner)
                return StreamingResponse(pieces, headers=headers, media_type="application/zip")
            if what == "sheet":
                page = await self._studio.selection_zips.sheet(owner, token)
                return StreamingResponse(page, headers=headers, media_type="text/html; charset=utf-8")
            packed = await self._studio.selection_zips.pack(owner, token)
            return StreamingResponse(packed, headers=headers, media_type="application/zip")
        except NotFound as error:
            return PlainTextResponse(str(error), status_code=404, headers=SAFE_HEADERS)

    async def receive(self, request: Request) -> Response:
        owner, partial = owner_of(request), self._studio.files.new_partial()
        try:
            await self._studio.disk_space.check()
            await self._received(owner, request, partial)
            imported = await self._studio.library_import.read(owner, partial)
            await self._studio.library.complete()
            return JSONResponse({**vars(imported), "message": _sentence(imported)})
        except StudioError as error:
            return JSONResponse({"sentence": str(error)}, status_code=507 if isinstance(error, StorageFull) else 422)
        except ClientDisconnect:
            return not_found()
        finally:
            partial.unlink(missing_ok=True)

    async def _received(self, owner: str, request: Request, partial: Path) -> None:
        """Write a body to the disk as it comes, as long as its owner may bring more.

        Raises:
            StorageFull: There is no room for it.
        """
        room = self._studio.upload_room
        declared = request.headers.get("content-length", "")
        await room.check(owner, int(declared) if declared.isdecimal() else 0)
        coming = room.arriving(owner)
        try:
            with await asyncio.to_thread(partial.open, "wb") as file:
                async for piece in request.stream():
                    await coming.more(len(piece))
                    await asyncio.to_thread(file.write, piece)
        except OSError as error:
            raise StorageFull(t("The disk cannot take this library. Free some space and import it again.")) from error
        finally:
            coming.close()


def _sentence(imported: Imported) -> str:
    new = f"{imported.files} {'file' if imported.files == 1 else 'files'}"
    if not imported.files and not imported.jobs:
        return t("Everything in this archive is here already.")
    return (
        t("{new} imported.", new=new)
        if not imported.known_files
        else t("{new} imported; {known_files} were here already.", new=new, known_files=imported.known_files)
    )
