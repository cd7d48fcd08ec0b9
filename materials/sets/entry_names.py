"""Names in a ZIP that do not say how they are written: UTF-8, GBK, Shift-JIS, or the code page of old DOS."""

import zipfile
from collections.abc import Sequence

_UTF8_FLAG = 0x800


def readable_names(entries: Sequence[zipfile.ZipInfo]) -> list[str]:
    """Return the names of entries as people wrote them; all of an archive are written in one way.

    `zipfile` reads names without the UTF-8 flag as code page 437, which can be taken back.
    """
    raw = {entry.filename: _bytes_of(entry) for entry in entries}
    unclear = b"/".join(name for name in raw.values() if name is not None and not name.isascii())
    codec = max(("utf-8", "gbk", "cp932", "cp437"), key=lambda each: _likely(unclear, each)) if unclear else "cp437"
    return [entry.filename if (name := raw[entry.filename]) is None else name.decode(codec) for entry in entries]


def _bytes_of(entry: zipfile.ZipInfo) -> bytes | None:
    """Return a name as its bytes, None where it says how it is written."""
    if entry.flag_bits & _UTF8_FLAG:
        return None
    try:
        return entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return None


def _likely(raw: bytes, codec: str) -> float:
    """Return how likely names are written so: valid UTF-8 is certain, common characters speak for the others."""
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        return -1.0
    if codec == "utf-8":
        return 9.0
    if codec == "cp437":
        return 0.3
    marks = [character for character in text if not character.isascii()]
    return sum(_common(character, codec) for character in marks) / len(marks)


def _common(character: str, codec: str) -> float:
    """Return 1 for a character people often write in that code: kana, kanji and hanzi of the first level."""
    if codec == "cp932" and "\u3041" <= character <= "\u30fe":
        return 1.5
    coded = character.encode(codec)
    first = coded[0]
    if len(coded) == 1 or not "\u4e00" <= character <= "\u9fff":
        return 0.1
    return float(0xB0 <= first <= 0xD7 and coded[1] >= 0xA1) if codec == "gbk" else float(0x88 <= first <= 0x97)
