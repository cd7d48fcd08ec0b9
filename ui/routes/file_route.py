"""The HTTP routes behind signed links: files with ranges and caching, and ZIP archives of a job's results."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from providers.media_values import LocalMedia
from studio.errors import FieldErrors, NotFound, NotMedia, StudioError
from studio.files.previews import UNUSED_FOR, Previews
from studio.ledger.job import Job
from studio.library.job_zip import job_zip
from studio.library.library import LibraryItem
from studio.settings_in_files.carriers.splice import Spliced
from studio.settings_in_files.file_settings import FileSettings
from studio.studio import Studio
from studio.workbench.material_files import is_material
from ui.asking.file_links import PREFIX, REFERENCE_ID, FileLinks, content_disposition
from ui.asking.page import owner_of
from ui.wishes.export_wishes import wish_in_query

INLINE = {
    "image/jpeg", "image/png", "image/webp", "image/avif", "image/gif", "image/bmp",
    "video/mp4", "video/webm", "video/quicktime",
}  # fmt: skip
"""What a browser may show at this address; anything else is only saved."""

SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # Opened on its own, a file may show itself and nothing more: no script, no form, no request to elsewhere.
    "Content-Security-Policy": (
        "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'"
    ),
    "Cross-Origin-Resource-Policy": "same-site",
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True)
class _Kept:
    sha256: str
    mime: str
    name: str
    is_map: bool
    item: LibraryItem | None = None


def file_routes(studio: Studio, links: FileLinks) -> list[Route]:
    """Return the routes that serve what `links` signs."""
    directory = studio.settings.data_dir / "previews"
    studio.upkeep.expire(directory, UNUSED_FOR)
    previews = Previews(directory)
    studio.bin.when_dropped.append(previews.forget)
    server = _FileServer(studio, links, previews)
    return [
        Route(PREFIX + "/file/{signature}/{id}/{variant}/{name}", server.file, name="easel_file"),
        Route(PREFIX + "/zip/{signature}/{job_id}/{name}", server.archive, name="easel_zip"),
    ]


class _FileServer:
    def __init__(self, studio: Studio, links: FileLinks, previews: Previews) -> None:
        self._studio = studio
        self._links = links
        self._previews = previews

    async def file(self, request: Request) -> Response:
        signature, id_, variant = (request.path_params[key] for key in ("signature", "id", "variant"))
        owner = owner_of(request)
        if not self._links.is_for(owner, signature, "file", id_, variant):
            return not_found()
        try:
            kept = await self._find(owner, id_, variant)
            path, mime = await self._variant(kept, variant)
            copy = await self._copy(kept) if variant == "original" and "settings" in request.query_params else None
        except (NotFound, NotMedia, OSError):
            return not_found()
        etag = f'"{kept.sha256[:32]}-{variant}{"" if copy is None else "-settings"}"'
        kept_s = self._links.left_s(signature)
        headers = {**SAFE_HEADERS, "Cache-Control": f"private, max-age={kept_s}, immutable", "ETag": etag}
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers=headers)
        shown = mime in INLINE and "download" not in request.query_params
        headers["Content-Disposition"] = content_disposition("inline" if shown else "attachment", kept.name)
        if copy is not None:
            headers["Content-Length"] = str(copy.size_bytes)
            return StreamingResponse(copy.pieces(), headers=headers, media_type=mime)
        return FileResponse(path, headers=headers, media_type=mime if mime in INLINE else "application/octet-stream")

    async def archive(self, request: Request) -> Response:
        owner, job_id = owner_of(request), request.path_params["job_id"]
        if not self._links.is_for(owner, request.path_params["signature"], "zip", job_id):
            return not_found()
        try:
            job = await self._studio.jobs.get(owner, job_id)
        except NotFound:
            return not_found()
        if not job.outputs:
            return not_found()
        name = content_disposition("attachment", request.path_params["name"])
        if is_material(job):
            return await self._export(request, job, name)
        try:
            settings = self._studio.file_settings if "settings" in request.query_params else None
            file = await run_in_threadpool(_archive, job, self._studio.files.path, settings)
        except OSError:
            return not_found()
        size = file.seek(0, 2)
        headers = {
            **SAFE_HEADERS,
            # Outputs can be deleted, so an archive is made anew each time.
            "Cache-Control": "private, no-store",
            "Content-Disposition": name,
            "Content-Length": str(size),
        }
        return StreamingResponse(_chunks(file), headers=headers, media_type="application/zip")

    async def _export(self, request: Request, job: Job, name: str) -> Response:
        try:
            wish = wish_in_query(request.query_params)
            made = await self._studio.exports.make(job, wish.targets, wish.options)
        except FieldErrors:
            return not_found()
        except StudioError as error:
            return PlainTextResponse(str(error), status_code=409, headers=SAFE_HEADERS)
        headers = {
            **SAFE_HEADERS,
            # Labels can be corrected, and the same address then means another ZIP.
            "Cache-Control": "private, no-cache",
            "Content-Disposition": name,
            "ETag": f'"{made.sha256[:32]}"',
        }
        return FileResponse(made.path, headers=headers, media_type="application/zip")

    async def _find(self, owner: str, id_: str, variant: str) -> _Kept:
        if id_.startswith(REFERENCE_ID):
            reference = await self._studio.references.info(owner, str(LocalMedia(id_.removeprefix(REFERENCE_ID))))
            return _Kept(reference.sha256, reference.info.mime, reference.name, is_map=False)
        try:
            item = await self._studio.library.get(owner, id_)
        except NotFound:
            if variant != "thumb":  # of what is in the bin only its small picture is shown
                raise
            deleted = await self._studio.bin.get(owner, id_)
            return _Kept(deleted.sha256, deleted.mime, deleted.name, deleted.label is not None)
        asset = item.asset
        return _Kept(asset.sha256, asset.mime, asset.name, asset.label is not None, item)

    async def _copy(self, kept: _Kept) -> Spliced | None:
        if kept.item is None:
            return None
        return await run_in_threadpool(self._studio.file_settings.copy_of, kept.item.job, kept.item.asset)

    async def _variant(self, kept: _Kept, variant: str) -> tuple[Path, str]:
        original = self._studio.files.path(kept.sha256)
        if variant == "original":
            return original, kept.mime
        if variant == "preview" and kept.mime.startswith("image/"):
            return await self._previews.path(kept.sha256, original, kept.mime, exact=kept.is_map)
        if variant in ("thumb", "preview"):
            return await self._studio.files.ensure_thumbnail(kept.sha256), "image/webp"
        raise NotFound("There is no such variant.")


def not_found() -> Response:
    """Answer alike what was deleted, what belongs to somebody else and what was never there."""
    return PlainTextResponse("This link does not lead to a file.", status_code=404, headers=SAFE_HEADERS)


def _archive(job: Job, path_of: Callable[[str], Path], settings: FileSettings | None) -> IO[bytes]:
    file = tempfile.TemporaryFile()  # noqa: SIM115  (closed when its last chunk has been sent)
    for piece in job_zip(job, path_of, settings):
        file.write(piece)
    return file


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while chunk := file.read(1 << 20):
            yield chunk
