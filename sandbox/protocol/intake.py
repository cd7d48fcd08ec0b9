"""How references come in: every link of a request is read and checked before the task is accepted."""

import asyncio
import io
from pathlib import Path
from urllib.parse import unquote, urlsplit

from materials.pixels.picture_as_seen import shown_size, turn_of_picture
from sandbox.documents import refusals
from sandbox.documents.anyfast_documents import AnyFastImage
from sandbox.documents.request_body import Body, LinkedMedia, ReferenceRule
from sandbox.protocol.fetching import Fetch, Unreachable, decode_data_uri
from sandbox.task_store import RESULT_LIFE_S, UPLOAD_LIFE_S, Input, TaskStore

IN_PROCESS_SUFFIX = ".sandbox.invalid"
MAX_PIXELS = 120_000_000


class Intake:
    """Reads references: the gateway's own files from disk, data URIs, anything else through `fetch`."""

    def __init__(self, store: TaskStore, fetch: Fetch) -> None:
        self._store = store
        self._fetch = fetch

    async def take(self, body: Body, host: str, now: float) -> list[Input]:
        """Read, check and keep every reference of a body.

        Args:
            body: The request.
            host: Host and port the request came to; links to it are the gateway's own files.
            now: Unix time, for links that have expired.

        Raises:
            Refusal: 422 naming the field that cannot be reached or is not what the document takes.
        """
        inputs: list[Input] = []
        for reference in body.references():
            data = await self._read(reference, host, now, data_uris=isinstance(body, AnyFastImage))
            problem = await asyncio.to_thread(_problem, data, reference.rule)
            if problem is not None:
                raise refusals.bad_file_type(reference.field, problem)
            sha256 = await asyncio.to_thread(self._store.add_blob, data)
            inputs.append(Input(field=reference.field, kind=reference.rule.kind, sha256=sha256))
        return inputs

    async def _read(self, reference: LinkedMedia, host: str, now: float, *, data_uris: bool) -> bytes:
        try:
            if reference.url.startswith("data:"):
                if not data_uris:
                    raise Unreachable("a public http or https link is needed, not a data URI")
                data = decode_data_uri(reference.url)
            else:
                path = self._own_file(reference.url, host, now)
                data = path.read_bytes() if path else await self._fetch(reference.url, reference.rule.max_bytes)
        except Unreachable as error:
            raise refusals.bad_picture(reference.field, f"{error}.") from None
        if len(data) > reference.rule.max_bytes:
            most = reference.rule.max_bytes // (1024 * 1024)
            raise refusals.bad_picture(reference.field, f"the file is larger than {most} MB.")
        return data

    def _own_file(self, url: str, host: str, now: float) -> Path | None:
        parts = urlsplit(url)
        own = parts.netloc == host or (parts.hostname or "").endswith(IN_PROCESS_SUFFIX)
        if not own or not parts.path.startswith("/files/"):
            return None
        found = find_file(self._store, unquote(parts.path).removeprefix("/files/"), now)
        if found is None:
            raise Unreachable("the file does not exist or has expired")
        return found[0]


def find_file(store: TaskStore, place: str, now: float) -> tuple[Path, str] | None:
    """Return path and content type of `uploads/<id>/<name>` or `results/<task id>/<name>`, or None.

    Uploads live 72 hours, results 24, as documented.
    """
    kind, _, rest = place.partition("/")
    owner, _, name = rest.partition("/")
    if kind == "uploads":
        upload = store.upload(owner)
        if upload is None or now - upload.created > UPLOAD_LIFE_S or not store.blob(upload.sha256).exists():
            return None
        return store.blob(upload.sha256), upload.content_type
    task = store.task(owner) if kind == "results" else None
    if task is None or now - task.created > RESULT_LIFE_S + task.duration_s:
        return None
    found = store.result_file(owner, name)
    return found if found and found[0].exists() else None


def _problem(data: bytes, rule: ReferenceRule) -> str | None:
    """Return what is wrong with a reference as a sentence, or None."""
    if rule.kind == "video":
        from sandbox.paint.clips import probe

        return None if probe(data) else "this is not a video that can be read."
    if rule.kind == "archive":
        return _archive_problem(data)
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as picture:
            kind, mode = picture.format, picture.mode
            width, height = shown_size(picture.size, turn_of_picture(picture))
            if width * height > MAX_PIXELS:
                return f"{width}x{height} pixels are too many."
            picture.verify()
            alpha = "A" in mode or "transparency" in picture.info
    except Exception:
        # Pillow raises nearly anything on broken files; all of it means the same to the caller.
        return "this is not a picture that can be read."
    if rule.formats is not None and kind not in rule.formats:
        return f"{kind} is not taken; use JPEG, PNG, BMP or WEBP."
    if not rule.png_alpha and kind == "PNG" and alpha:
        return "a PNG with transparency is not taken."
    if rule.side_px is not None and not (
        rule.side_px[0] <= min(width, height) and max(width, height) <= rule.side_px[1]
    ):
        return f"both sides must have {rule.side_px[0]} to {rule.side_px[1]} pixels; this picture has {width}x{height}."
    if rule.max_ratio is not None and max(width, height) > rule.max_ratio * min(width, height):
        return "the aspect ratio must be between 1:8 and 8:1."
    return None


def _archive_problem(data: bytes) -> str | None:
    """Return what is wrong with a ZIP of photographs: the maker of the model asks for 30 to 50 of them."""
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith((".jpg", ".jpeg", ".png", ".webp"))]
    except zipfile.BadZipFile:
        return "this is not a ZIP archive."
    return None if 30 <= len(names) <= 50 else f"30 to 50 photographs are needed; there are {len(names)}."
