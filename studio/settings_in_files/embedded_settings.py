"""Settings inside files: put into a copy that somebody downloads, read from files of Easel's and other programs'."""

import json
import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, cast

from providers.happened import happened
from studio.errors import StudioError
from studio.files.inspection import recognise
from studio.ledger.job import Asset, Job
from studio.settings_in_files.carriers import (
    exif_text,
    heif_text,
    jpeg_text,
    matroska_text,
    mp4_text,
    png_text,
    webp_text,
    xmp_packet,
)
from studio.settings_in_files.carriers.limits import MAX_TEXT_BYTES, MAX_TEXTS, TextTooLarge
from studio.settings_in_files.carriers.splice import Splice, Spliced
from studio.settings_in_files.carriers.xmp_packet import read_property
from studio.settings_in_files.foreign.foreign_settings import told_among
from studio.settings_in_files.foreign.program_settings import ProgramSettings
from studio.settings_in_files.settings_note import FORMAT, MAX_NOTE_BYTES, NotANote, Note, note_of, read_note

KEYWORD = "Easel"
"""Keyword of the text chunk in a PNG file."""

CARRIERS = {"image/png", "image/jpeg", "image/webp", "video/mp4", "video/quicktime"}
"""MIME types of the files that can carry a note."""

MANIFEST_KEY = "easel_settings"
"""Where in the "making" of an export's manifest the note stands."""

_PNG_XMP = "XML:com.adobe.xmp"
_MAX_ZIP_ENTRIES = 5000
_LAST = 3


class SettingsUnreadable(StudioError):
    """A file carries settings that cannot be read. The sentence says why."""


def carries(job: Job, asset: Asset) -> bool:
    """Return whether a copy of a file can carry the settings it was made with."""
    return asset.mime in CARRIERS and not job.made_here


def with_note(original: Path, mime: str, note: str) -> Spliced | None:
    """Return a file with a note inside, or None where its format has no safe place for it.

    No byte of the picture or the video changes: a chunk, segment or box is added.

    Args:
        original: The file.
        mime: What it is.
        note: As `studio.settings_in_files.settings_note.note_text` writes it.

    Raises:
        OSError: The file is gone.
    """
    if mime not in CARRIERS or len(note) > MAX_NOTE_BYTES:
        return None
    try:
        with original.open("rb") as file:
            return Spliced(original, _splices(file, mime, note))
    except ValueError:  # it is not made as its format wants it: better unchanged than broken
        return None


def _splices(file: BinaryIO, mime: str, note: str) -> list[Splice]:
    match mime:
        case "image/png":
            return png_text.added_text(file, KEYWORD, note)
        case "image/jpeg":
            return jpeg_text.added_text(file, note)
        case "image/webp":
            return webp_text.added_text(file, note)
        case _:
            return mp4_text.added_text(file, note)


def read_settings(path: Path) -> Note | ProgramSettings | None:
    """Return the settings inside a file, or None where there are none.

    Takes milliseconds, and reads no more of a file than its texts: a few MB at most.

    Raises:
        SettingsUnreadable: There are some, but they are damaged, too large or of a newer Easel.
        OSError: The file is gone.
    """
    with path.open("rb") as file:
        start = file.read(64)
        try:
            if start.startswith(b"PK\x03\x04"):
                return _in_zip(path)
            format_name = _container(start)
            return _in_text(file) if format_name is None else _in_media(file, format_name)
        except NotANote as error:
            raise SettingsUnreadable(error.why) from None
        except TextTooLarge:
            raise SettingsUnreadable(happened("settings_too_large")) from None
        except ValueError:
            raise SettingsUnreadable(happened("settings_damaged")) from None


def _container(start: bytes) -> str | None:
    """Return how a file holds its texts, from its first bytes; None for one that may be text itself."""
    if start[4:8] == b"ftyp" and start[8:12] in heif_text.BRANDS:
        return "heif"
    return "matroska" if start.startswith(b"\x1a\x45\xdf\xa3") else recognise(start)


def _in_media(file: BinaryIO, format_name: str) -> Note | ProgramSettings | None:
    note = next(_notes(file, format_name), None)
    if note is not None:
        try:
            return read_note(note)
        except RecursionError:
            raise SettingsUnreadable(happened("settings_damaged")) from None
    return told_among(islice(_texts(file, format_name), MAX_TEXTS))


def _notes(file: BinaryIO, format_name: str | None) -> Iterator[str]:
    match format_name:
        case "png":
            yield from (text for keyword, text in png_text.texts(file) if keyword == KEYWORD)
            return
        case "jpeg":
            packets = jpeg_text.xmp(file)
        case "webp":
            packets = webp_text.xmp(file)
        case "mp4" | "mov":
            packets = mp4_text.xmp(file)
        case _:
            return
    for packet in packets:
        note = read_property(packet)
        if note is not None:
            yield note


def _texts(file: BinaryIO, format_name: str | None) -> Iterator[tuple[str, str]]:
    """Yield name and text of each that another program may have left, the likeliest first."""
    found: list[tuple[str, str]] = []
    exif: bytes | None = None
    packets: Iterable[bytes] = ()
    match format_name:
        case "png":
            found = list(png_text.texts(file))
            exif = png_text.exif(file)
            packets = [text.encode() for name, text in found if name == _PNG_XMP]
        case "jpeg":
            exif, packets = jpeg_text.exif(file), jpeg_text.xmp(file)
        case "webp":
            exif, packets = webp_text.exif(file), webp_text.xmp(file)
        case "heif":
            exif, packets = heif_text.exif(file), heif_text.xmp(file)
        case "mp4" | "mov":
            found = list(islice(mp4_text.tags(file), MAX_TEXTS))
        case "matroska":
            found = list(matroska_text.tags(file))
        case _:
            return
    yield from sorted(found, key=_likeliness)
    for last in (False, True):  # not sorted: entries may share one long text, so only one is held at a time
        for one in islice(exif_text.texts(exif or b""), MAX_TEXTS):
            if (_likeliness(one) == _LAST) is last:
                yield one
    for packet in packets:
        yield from xmp_packet.texts(packet)


def _likeliness(named: tuple[str, str]) -> int:
    """Return where a text belongs: what was run goes before what an editor looked like at that time."""
    name, text = named[0].lower(), named[1]
    if "workflow" in name or "_graph" in name or text[:9].lower() == "workflow:":
        return _LAST
    return {"parameters": 0, "prompt": 1}.get(name, 2)


def _in_text(file: BinaryIO) -> Note | ProgramSettings | None:
    """Return the settings of a file that is nothing but text: a workflow, a note, the lines of A1111."""
    file.seek(0)
    content = file.read(MAX_TEXT_BYTES + 1)
    if b"\0" in content:
        return None
    if len(content) > MAX_TEXT_BYTES:
        raise TextTooLarge
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    note = _in_manifest(text)
    return note if note is not None else told_among([("", text)])


def _in_zip(path: Path) -> Note | None:
    """Return the note in the manifest of a ZIP of Easel's: of one material, or of files that one job made."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()[:_MAX_ZIP_ENTRIES]
            manifests = [entry for entry in entries if entry.filename.rpartition("/")[2] == "manifest.json"]
            if not manifests:
                return None
            with archive.open(manifests[0]) as file:
                text = file.read(MAX_TEXT_BYTES + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        return None  # no ZIP after all, or one with a password
    if len(text) > MAX_TEXT_BYTES:
        raise TextTooLarge
    return _in_manifest(text)


def _in_manifest(text: str | bytes) -> Note | None:
    try:
        manifest: Any = json.loads(text)
    except (ValueError, RecursionError):
        return None
    told = cast(dict[str, Any], manifest) if isinstance(manifest, dict) else {}
    if told.get("format") == FORMAT:
        return note_of(told)
    making, listed = told.get("making"), told.get("files")
    if isinstance(making, dict):
        note = cast(dict[str, Any], making).get(MANIFEST_KEY)
        return None if note is None else note_of(note)
    return _of_files(cast(list[Any], listed)) if isinstance(listed, list) else None


def _of_files(listed: list[Any]) -> Note | None:
    """Return the settings of the files that a manifest lists, when one job made all of them."""
    files = [cast(dict[str, Any], one) for one in listed if isinstance(one, dict) and "job_id" in one]
    if not files:
        return None
    if any(one["job_id"] != files[0]["job_id"] for one in files):
        raise SettingsUnreadable(happened("zip_of_different_settings"))
    return note_of({**files[0], "format": FORMAT, "file": None})
