"""Edits that visibly transform their source pictures, guided by the words of the prompt."""

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageOps

from sandbox.paint import drawing_styles, filters
from sandbox.paint.pictures import compose
from sandbox.paint.subject import subject_mask
from sandbox.paint.turbulence import Plane, Rng, blur, step
from sandbox.paint.understanding import Reading, read, score

# Edits are computed at this many pixels at most; larger pictures get the change, enlarged, on their own detail.
MAX_EDITED_PX = 2_400_000
Effect = Callable[[Plane, Reading, Rng], Plane]

# In this order; several may apply. Styles of drawing come last, so that they draw what the others made.
EFFECTS: tuple[tuple[str, Effect], ...] = (
    ("autumn fall golden-leaves 秋 枫叶", filters.autumn),
    ("snow snowy winter frost christmas 雪 冬", filters.winter),
    ("spring cherry blossom 春 樱花", filters.spring),
    ("sunset sunrise golden dusk evening warm dawn 日落 夕阳 黄昏 日出 晚霞 傍晚 暖", filters.sunset),
    ("night midnight moonlight moonlit dark 夜 月光", filters.night),
    ("neon cyberpunk 霓虹 赛博朋克", filters.neon),
    ("day daylight sunny bright noon summer 白天 晴 阳光 夏 明亮", filters.daylight),
    ("fog foggy mist misty haze 雾", filters.fog),
    ("rain rainy storm wet 雨", filters.rain),
    ("cold cool blue-tone icy 冷", filters.cold),
    ("vintage retro film old faded polaroid 复古 胶片 怀旧", filters.vintage),
    ("black-and-white monochrome grayscale b&w noir greyscale 黑白", filters.monochrome),
    ("watercolor watercolour aquarelle 水彩", drawing_styles.watercolour),
    ("oil-painting oil impressionist van-gogh painting 油画", drawing_styles.oil),
    ("sketch pencil drawing line-art charcoal 素描 铅笔 线稿", drawing_styles.pencil),
    ("comic cartoon anime manga illustration pop-art ghibli 漫画 卡通 动漫 插画", drawing_styles.comic),
    ("pixel-art pixel 8-bit 像素", drawing_styles.pixels),
)


def edit(sources: list[Image.Image], prompt: str, *, seed: int, size: tuple[int, int]) -> Image.Image:
    """Return the edited picture in exactly this size; same arguments, same pixels.

    The first source leads. Further ones are joined in: as the background when the prompt speaks of one, otherwise side
    by side with soft seams. A prompt without a word this understands gets a clear regrade.
    """
    rng = np.random.default_rng([seed, 31])
    reading = read(prompt, seed)
    scale = min(1.0, (MAX_EDITED_PX / (size[0] * size[1])) ** 0.5)
    small = (max(8, round(size[0] * scale)), max(8, round(size[1] * scale)))
    fitted = [_array(_framed(source, small, rng if number else None)) for number, source in enumerate(sources)]
    before = fitted[0]
    after = _joined(fitted, reading, rng) if len(fitted) > 1 else before
    wants_background = reading.mentions("background backdrop 背景")
    blurred = reading.mentions("blur blurred blurry bokeh 模糊 虚化")
    if wants_background and len(fitted) == 1 and not blurred:
        after = _new_background(after, reading, prompt, seed, small)
    touched = wants_background or len(fitted) > 1
    if blurred:
        after, touched = _blurred_background(after), True
    effects = [effect for words, effect in EFFECTS if score(words, reading.words)]
    if not touched and not effects and reading.colours:
        # "Make the dress red": only when nothing else was asked, for "black and white" names colours too.
        after, touched = filters.tinted(after, reading.colours[0], subject_mask(after)), True
    for effect in effects:
        after = effect(after, reading, rng)
    after = filters.finish(after, rng) if touched or effects else filters.regrade(after, reading, rng)
    picture = Image.fromarray((np.clip(after, 0, 1) * 255 + 0.5).astype(np.uint8))
    return picture if picture.size == size else _enlarged(picture, sources[0], before, size, len(sources))


def _framed(source: Image.Image, size: tuple[int, int], rng: Rng | None) -> Image.Image:
    """Return a source cropped to the frame; later sources are moved a little by chance."""
    centring = (0.5, 0.45) if rng is None else (float(rng.uniform(0.4, 0.6)), 0.45)
    return ImageOps.fit(source, size, Image.Resampling.LANCZOS, centering=centring)


def _array(picture: Image.Image) -> Plane:
    return np.asarray(picture, np.float32) / 255


def _enlarged(
    picture: Image.Image, source: Image.Image, before: Plane, size: tuple[int, int], sources: int
) -> Image.Image:
    """Return the picture at its final size, with the fine detail of the source put back where there is only one."""
    large = picture.resize(size, Image.Resampling.LANCZOS)
    if sources > 1 or min(source.size) <= before.shape[0]:
        return large
    detailed = _framed(source, size, None)
    plain = Image.fromarray((before * 255 + 0.5).astype(np.uint8)).resize(size, Image.Resampling.LANCZOS)
    detail = np.asarray(detailed, np.int16) - np.asarray(plain, np.int16)
    return Image.fromarray(np.clip(np.asarray(large, np.int16) + detail, 0, 255).astype(np.uint8))


def _joined(fitted: list[Plane], reading: Reading, rng: Rng) -> Plane:
    """Return several sources as one picture."""
    if reading.mentions("background backdrop scene behind 背景 场景"):
        mask = subject_mask(fitted[0])[..., None]
        return fitted[1] * (1 - mask) + fitted[0] * mask
    height, width = fitted[0].shape[:2]
    across = np.arange(width, dtype=np.float32)[None, :] / width
    down = np.arange(height, dtype=np.float32)[:, None] / height
    lean = float(rng.uniform(0.10, 0.2)) * (1 if rng.random() < 0.5 else -1)
    place = (across if width >= height else down) + lean * ((down if width >= height else across) - 0.5)
    joined = fitted[0]
    for number, picture in enumerate(fitted[1:], start=1):
        seam = number / len(fitted)
        cover = step(seam - 0.05, seam + 0.05, place)
        joined = joined * (1 - cover[..., None]) + picture * cover[..., None]
    return joined


def _new_background(picture: Plane, reading: Reading, prompt: str, seed: int, size: tuple[int, int]) -> Plane:
    """Set the subject before a scene composed from the prompt, graded towards it."""
    scene = _array(compose(prompt, seed=seed, size=size))
    mask = subject_mask(picture)
    scene = blur(scene, 0.003 * min(size))
    mean, target = picture.mean((0, 1)), scene.mean((0, 1))
    graded = np.clip(picture * (1 + 0.45 * (target / np.maximum(mean, 0.05) - 1)), 0, 1)
    # Light of the new place wraps around the edge of the subject.
    halo = np.clip(blur(1 - mask, 0.02 * min(size)) - (1 - mask), 0, 1) * mask
    graded = graded + (blur(scene, 0.03 * min(size)) - graded) * (halo * 0.6)[..., None]
    return (scene * (1 - mask[..., None]) + graded * mask[..., None]).astype(np.float32)


def _blurred_background(picture: Plane) -> Plane:
    mask = subject_mask(picture)[..., None]
    return picture * mask + filters.bokeh(picture, 0.022) * (1 - mask)
