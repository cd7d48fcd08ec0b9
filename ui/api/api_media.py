"""Media parameters of API calls: links pass through, uploaded files are kept, any other path is refused."""

from pathlib import Path
from typing import Any

from providers.media_values import LocalMedia
from studio.errors import FieldErrors, StudioError
from studio.references.references import References
from ui.api.api_schema import UPLOADED_FILE, JsonSchema
from ui.asking.page import Visit

KEPT_FILE: JsonSchema = {"anyOf": [{"type": "string", "description": "easel:<sha256> of a kept file."}, UPLOADED_FILE]}
"""A file that is here; what `kept_file` takes."""

_ADDRESSES = ("http://", "https://")


class MediaRefused(Exception):
    """A media value cannot be used; the text says what to do."""


async def kept_media(references: References, visit: Visit, value: Any) -> Any:
    """Return a media value with each uploaded file kept and replaced by its "easel:<sha256>".

    Takes what clients send: text (a link, a data URI, a kept file, or the path that an upload was answered with), the
    object that `handle_file` makes, or a list of these. Text that is none of it comes back as it is, for the request
    class to judge.

    Raises:
        MediaRefused: A path is none of the files this visitor uploaded, or the file is no picture or video.
    """
    if isinstance(value, list):
        return [await kept_media(references, visit, item) for item in value]
    if isinstance(value, dict):
        path = value.get("path")
        if not isinstance(path, str) or not path:
            raise MediaRefused("Give a link, or upload a file with handle_file.")
        if path.startswith(_ADDRESSES):
            return path
        uploaded = visit.uploads.find(path, visit.owner)
        if uploaded is None:
            raise MediaRefused("Upload this file with handle_file; paths on the server are not opened.")
        return await _kept(references, visit.owner, uploaded, value.get("orig_name"))
    if isinstance(value, str) and Path(value[:4096]).is_absolute():
        uploaded = visit.uploads.find(value, visit.owner)
        if uploaded is None:
            raise MediaRefused("Upload this file first; paths on the server are not opened.")
        return await _kept(references, visit.owner, uploaded, None)
    return value


async def kept_file(references: References, visit: Visit, name: str, value: Any) -> str:
    """Return "easel:<sha256>" of an upload, or the value of a kept file as it is.

    Args:
        references: Where uploads are kept.
        visit: Whose call.
        name: The parameter.
        value: What it was given.

    Raises:
        FieldErrors: Under `name`, for anything else.
    """
    try:
        kept = await kept_media(references, visit, value)
    except MediaRefused as refused:
        raise FieldErrors({name: str(refused)}) from None
    local = LocalMedia.parse(kept)
    if local is None:
        raise FieldErrors({name: "Upload a file with handle_file, or name a kept one. Links are not opened here."})
    return str(local)


async def _kept(references: References, owner: str, path: Path, name: Any) -> str:
    try:
        return (await references.keep(owner, path, name if isinstance(name, str) and name else path.name)).value
    except StudioError as error:
        raise MediaRefused(str(error)) from None
