"""The small panel in the corner that tells what a sandbox picture was asked for."""

from PIL import Image, ImageDraw

from materials.drawing.lettering import ellipsised, font, legible, wrap

MAX_LINES = 3


def stamp(picture: Image.Image, prompt: str, *, seed: int) -> Image.Image:
    """Return the picture with the caption panel in its lower left corner."""
    panel = caption_panel(picture.size, prompt, seed=seed)
    margin = round(min(picture.size) * 0.028)
    box = (margin, picture.height - margin - panel.height)
    stamped = picture.copy()
    stamped.paste(panel, box, panel)
    return stamped


def caption_panel(size: tuple[int, int], prompt: str, *, seed: int) -> Image.Image:
    """Return the RGBA panel for a picture of this size: the prompt, and below it "Sandbox" and the seed.

    The model is not named: a blind vote would not be blind.
    """
    short = min(size)
    text_px = max(11, round(short * 0.0235))
    small_px = max(10, round(short * 0.0185))
    inside = min(size[0] * 0.62, text_px * 34) if size[0] >= size[1] * 0.8 else size[0] * 0.84
    lines = wrap(legible(prompt), font(text_px), inside, MAX_LINES)
    foot = ellipsised(f"Sandbox · seed {seed}", font(small_px), inside)
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
