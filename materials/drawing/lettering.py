"""Words in pictures: the font that is shipped, what it can draw, and lines of a width."""

import re
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

# Noto Sans SC (SIL Open Font License, see fonts/OFL.txt), reduced to Latin, Greek, Cyrillic, kana, GB 2312 and the
# first level of Big5: shipped, so that Chinese prompts are legible, and every picture the same, on any machine.
FONT = Path(__file__).parent / "fonts" / "NotoSansSC-subset.ttf"
# A word, or one Chinese character, each with the punctuation that must not begin a line.
_BREAKABLE = re.compile(r" +|[⺀-￯][，。、；：？！）】》」』”’]*|[^ ⺀-￯]+[，。、；：？！）】》」』]*")


@cache
def font(size_px: int) -> ImageFont.FreeTypeFont:
    """Return the shipped font."""
    return ImageFont.truetype(str(FONT), size_px, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=20_000)
def _glyph(char: str) -> bytes:
    cell = Image.new("L", (32, 32))
    ImageDraw.Draw(cell).text((2, 2), char, font=font(20), fill=255)
    return cell.tobytes()


def legible(text: str) -> str:
    """Return the text with what the font cannot draw replaced by a middle dot; no boxes ever show."""
    missing = _glyph("\U0010fffd")
    kept = ""
    for char in " ".join(text.split()):
        if char == " " or (ord(char) < 0x10000 and _glyph(char) != missing):
            kept += char
        elif char.isprintable() and not kept.endswith("·"):
            kept += "·"
    return kept


def wrap(text: str, face: ImageFont.FreeTypeFont, width_px: float, max_lines: int) -> list[str]:
    """Break text into at most `max_lines` lines: between words, and between any two Chinese characters.

    The last line ends with an ellipsis when something had to go.
    """
    pieces = _BREAKABLE.findall(text)
    lines: list[str] = []
    line = ""
    for index, piece in enumerate(pieces):
        if not line or face.getlength((line + piece).rstrip()) <= width_px:
            line += piece
            continue
        if len(lines) == max_lines - 1:
            return [*lines, ellipsised(line + "".join(pieces[index:]), face, width_px)]
        lines.append(ellipsised(line.rstrip(), face, width_px))
        line = piece
    return [*lines, ellipsised(line.rstrip(), face, width_px)] if line else lines


def ellipsised(line: str, face: ImageFont.FreeTypeFont, width_px: float) -> str:
    """Return a line no wider than `width_px`, cut with an ellipsis where it has to be."""
    if face.getlength(line) <= width_px:
        return line
    while line and face.getlength(line.rstrip() + "…") > width_px:
        line = line[:-1]
    return line.rstrip() + "…"
