"""Texts of an MP4 or MOV file: an XMP box at its end, and the tags other programs write (ISO 14496-12, QuickTime)."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from studio.settings_in_files.carriers.boxes import Box, boxes, inside, length_of, read
from studio.settings_in_files.carriers.limits import MAX_TEXT_BYTES, MAX_TEXTS, TextTooLarge
from studio.settings_in_files.carriers.splice import Splice
from studio.settings_in_files.carriers.xmp_packet import packet

XMP_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_MAX_TAGS_BYTES = 8_000_000
"""Largest "udta" or "meta" box that is read; covers of albums stand there, too."""


def added_text(file: BinaryIO, text: str) -> list[Splice]:
    """Return the splices that add a box with an XMP packet behind everything else: no other byte moves.

    Raises:
        ValueError: The file does not consist of boxes, or its last one cannot be closed.
    """
    found = list(boxes(file, 0, length_of(file)))
    if not found or found[0].kind != b"ftyp" or sum(box.size for box in found) != length_of(file):
        raise ValueError("no MP4 boxes")
    last, body = found[-1], XMP_UUID + packet(text)
    own = struct.pack(">I4s", len(body) + 8, b"uuid") + body
    if last.kind == b"mfra":  # an index of fragments, which is looked for at the very end
        return [Splice(last.start, own)]
    splices = [Splice(last.start + last.size, own)]
    if last.to_the_end:  # a box without a size reaches to the end of the file, so it is told its size
        if last.size >= 1 << 32:
            raise ValueError("a last box of 4 GB has no room for its size")
        splices.insert(0, Splice(last.start, struct.pack(">I", last.size), removed=4))
    return splices


def xmp(file: BinaryIO) -> Iterator[bytes]:
    """Yield each XMP packet. Raises TooLarge."""
    for box in boxes(file, 0, length_of(file)):
        if box.kind == b"uuid" and read(file, box, 16) == XMP_UUID:
            if box.size > MAX_TEXT_BYTES:
                raise TextTooLarge
            yield read(file, box)[16:]


def tags(file: BinaryIO) -> Iterator[tuple[str, str]]:
    """Yield (name, text) of the tags in "moov": iTunes' (comment as "©cmt") and QuickTime's by their keys.

    Raises:
        TooLarge: They take more room than anybody's settings do.
    """
    for moov in inside(file, None, b"moov"):
        for udta in inside(file, moov, b"udta"):
            for meta in inside(file, udta, b"meta"):
                yield from _listed(file, meta)
        for meta in inside(file, moov, b"meta"):
            yield from _listed(file, meta)


def _listed(file: BinaryIO, meta: Box) -> Iterator[tuple[str, str]]:
    if meta.size > _MAX_TAGS_BYTES:
        raise TextTooLarge
    # QuickTime's has boxes at once, the standard's four bytes of version before them.
    skip = 0 if read(file, meta, 8)[4:] == b"hdlr" else 4
    inner = list(boxes(file, meta.start + meta.head + skip, meta.start + meta.size))
    names = [name for box in inner if box.kind == b"keys" for name in _key_names(read(file, box))]
    for ilst in (box for box in inner if box.kind == b"ilst"):
        for number, tag in enumerate(boxes(file, ilst.start + ilst.head, ilst.start + ilst.size)):
            if number >= MAX_TEXTS:
                return
            for data in inside(file, tag, b"data"):
                if data.size <= MAX_TEXT_BYTES:
                    yield _tag_name(tag.kind, names), read(file, data)[8:].decode("utf-8", "replace")


def _tag_name(kind: bytes, names: list[str]) -> str:
    place = int.from_bytes(kind, "big")
    return names[place - 1] if 0 < place <= len(names) else kind.decode("latin-1")


def _key_names(body: bytes) -> list[str]:
    names: list[str] = []
    at = 8
    while at + 8 <= len(body) and len(names) < MAX_TEXTS:
        size = int.from_bytes(body[at : at + 4], "big")
        if size < 8:
            break
        names.append(body[at + 8 : at + size].decode("utf-8", "replace"))
        at += size
    return names
