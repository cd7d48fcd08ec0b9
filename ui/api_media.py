"""Media parameters of API calls: links pass through, uploaded files are kept, any other path is refused."""

from pathlib import Path
from typing import Any

from gradio.utils import get_upload_folder

from studio.errors import StudioError
from studio.references import References

_ADDRESSES = ("http://", "https://")


class MediaRefused(Exception):
    """A media value cannot be used; the text says what to do."""


async def kept_media(references: References, owner: str, value: Any) -> Any:
    """Return a media value with each uploaded file kept and replaced by its "easel:<sha256>".

    Takes what clients send: text (a link, a data URI, a kept file, or the path that an upload was answered with), the
    object that `handle_file` makes, or a list of these. Text that is none of it comes back as it is, for the request
    class to judge.

    Raises:
        MediaRefused: A path is not below Gradio's upload folder, or the file is no picture or video.
    """
    if isinstance(value, list):
        return [await kept_media(references, owner, item) for item in value]
    if isinstance(value, dict):
        path = value.get("path")
        if not isinstance(path, str) or not path:
            raise MediaRefused("Give a link, or upload a file with handle_file.")
        if path.startswith(_ADDRESSES):
            return path
        uploaded = _uploaded(path)
        if uploaded is None:
            raise MediaRefused("Upload this file with handle_file; paths on the server are not opened.")
        return await _kept(references, owner, uploaded, value.get("orig_name"))
    if isinstance(value, str) and Path(value[:4096]).is_absolute():
        uploaded = _uploaded(value)
        if uploaded is None:
            raise MediaRefused("Upload this file first; paths on the server are not opened.")
        return await _kept(references, owner, uploaded, None)
    return value


def _uploaded(path: str) -> Path | None:
    """Return the real path of an uploaded file, or None for anything that is not below the upload folder."""
    try:
        real = Path(path).resolve(strict=True)
    except (OSError, ValueError):
        return None
    inside = real.is_relative_to(Path(get_upload_folder()).resolve())
    return real if inside and real.is_file() else None


async def _kept(references: References, owner: str, path: Path, name: Any) -> str:
    try:
        return (await references.keep(owner, path, name if isinstance(name, str) and name else path.name)).value
    except StudioError as error:
        raise MediaRefused(str(error)) from None
