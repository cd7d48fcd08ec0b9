"""The small panel in the corner that tells what a sandbox picture was asked for."""

import re
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

# Noto Sans SC (SIL Open Font License, see fonts/OFL.txt), reduced to Latin, Greek, Cyrillic, kana, GB 2312 and the
# first level of Big5: shipped, so that Chinese prompts are legible, and every picture the same, on any machine.
FONT = Path(__file__).parent / "fonts" / "NotoSansSC-subset.ttf"
MAX_LINES = 3
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
            return [*lines, _ellipsised(line + "".join(pieces[index:]), face, width_px)]
        lines.append(_ellipsised(line.rstrip(), face, width_px))
        line = piece
    return [*lines, _ellipsised(line.rstrip(), face, width_px)] if line else lines


def _ellipsised(line: str, face: ImageFont.FreeTypeFont, width_px: float) -> str:
    if face.getlength(line) <= width_px:
        return line
    while line and face.getlength(line.rstrip() + "…") > width_px:
        line = line[:-1]
    return line.rstrip() + "…"


def stamp(picture: Image.Image, prompt: str, *, model: str, seed: int) -> Image.Image:
    """Return the picture with the caption panel in its lower left corner."""
    panel = caption_panel(picture.size, prompt, model=model, seed=seed)
    margin = round(min(picture.size) * 0.028)
    box = (margin, picture.height - margin - panel.height)
    stamped = picture.copy()
    stamped.paste(panel, box, panel)
    return stamped


def caption_panel(size: tuple[int, int], prompt: str, *, model: str, seed: int) -> Image.Image:
    """Return the RGBA panel for a picture of this size: the prompt, and below it "Sandbox", model and seed."""
    short = min(size)
    text_px = max(11, round(short * 0.0235))
    small_px = max(10, round(short * 0.0185))
    inside = min(size[0] * 0.62, text_px * 34) if size[0] >= size[1] * 0.8 else size[0] * 0.84
    lines = wrap(legible(prompt), font(text_px), inside, MAX_LINES)
    foot = _ellipsised(f"Sandbox · {model} · seed {seed}", font(small_px), inside)
    widest = max([font(text_px).getlength(line) for line in lines] + [font(small_px).getlength(foot)])
    pad = round(text_px * 0.8)
    step = round(text_px * 1.42)
    height = pad * 2 + step * len(lines) + round(small_px * 1.35)
    width = round(widest) + pad * 2
    scale = 4
    mask = Image.new("L", (width * scale // 2, height * scale // 2), 0)
    radius = round(text_px * 0.55) * scale // 2
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, mask.width - 1, mask.height - 1), radius, fill=158)
    panel = Image.new("RGBA", (width, height), (18, 19, 22, 0))
    panel.putalpha(mask.resize((width, height), Image.Resampling.LANCZOS))
    ink = ImageDraw.Draw(panel)
    for number, line in enumerate(lines):
        ink.text((pad, pad - text_px * 0.18 + number * step), line, font=font(text_px), fill=(255, 255, 255, 255))
    ink.text((pad, pad + step * len(lines)), foot, font=font(small_px), fill=(214, 214, 208, 255))
    return panel


def watermark(picture: Image.Image) -> Image.Image:
    """Return the picture with a translucent mark in its upper right corner."""
    size_px = max(14, round(min(picture.size) * 0.036))
    face = font(size_px)
    text = "AI 生成 · Sandbox"
    margin = round(min(picture.size) * 0.03)
    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    place = (picture.width - margin - face.getlength(text), margin)
    ink = ImageDraw.Draw(layer)
    ink.text((place[0] + 1, place[1] + 1), text, font=face, fill=(0, 0, 0, 120))
    ink.text(place, text, font=face, fill=(255, 255, 255, 190))
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")
