"""What a prompt asks for, read from English and Chinese words: scene, time of day, weather, colours, mood."""

import re
from dataclasses import dataclass

import numpy as np

from sandbox.paint.palettes import PALETTES, Colour, Palette, muted, rgb, tinted

# Scene -> words. English words match whole, with a common ending or without; Chinese ones match anywhere.
SCENES: dict[str, str] = {
    "mountains": "mountain alps alpine peak himalaya fjord valley cliff hill canyon ridge 山 峰 峡谷 岭",
    "lake": "lake pond reflection river fjord 湖 河 倒影",
    "sea": (
        "sea ocean beach wave coast shore harbour harbor island sail boat ship lighthouse tropical surf "
        "海 沙滩 浪 岛 船 灯塔"
    ),
    "dunes": "desert dune sahara sand camel oasis 沙漠 沙丘 骆驼 戈壁",
    "city": "city skyline skyscraper downtown metropolis tower building urban cityscape 城市 都市 高楼 天际线 大厦",
    "street": "street alley neon cyberpunk tokyo hongkong crosswalk traffic umbrella 街 霓虹 巷 赛博朋克 雨伞",
    "forest": "forest wood tree pine jungle grove birch deer fox wolf 森林 树 林 松 竹 鹿 狐",
    "meadow": (
        "flower meadow field garden lavender tulip poppy sunflower poppies poppy blossom prairie grass "
        "spring 花田 草原 花海 花园 田野 向日葵 郁金香 薰衣草 草地"
    ),
    "still_life": (
        "vase bottle cup mug fruit apple pear lemon tea coffee ceramic pottery bowl table product "
        "perfume glass plate jar still-life teapot 静物 杯 瓶 茶 咖啡 水果 碗 陶 香水 苹果 桌"
    ),
    "bauhaus": (
        "abstract geometric bauhaus poster logo pattern graphic minimal shape suprematism icon 抽象 几何 海报 "
        "图案 图形 极简"
    ),
    "portrait": (
        "portrait woman man girl boy face person traveler traveller model headshot lady people 人像 肖像 女 男 "
        "人物 少女 旅人 旅行者"
    ),
    "space": (
        "space planet galaxy star nebula cosmos astronaut saturn moon mars orbit universe 宇宙 星 行星 银河 太空 宇航"
    ),
    "shopfront": (
        "shop store cafe bakery bookstore florist house door window facade cottage restaurant building "
        "cabin 花店 店 门 窗 房 屋 咖啡馆 书店 木屋"
    ),
    "stage": (
        "stage dance dancer ballet concert performance theatre theater singer music spotlight 舞台 舞 表演 音乐 "
        "芭蕾 演出"
    ),
}
GENERIC = ("mountains", "sea", "dunes", "forest", "meadow", "lake", "still_life", "bauhaus", "space", "city")
TIMES: dict[str, str] = {
    "night": "night midnight moonlit moonlight moon starry stars nocturnal neon 夜 月 星空 霓虹",
    "sunset": "sunset golden evening dusk-glow warm 日落 夕阳 黄昏 晚霞 傍晚",
    "dawn": "dawn sunrise morning daybreak early 清晨 日出 黎明 早晨 晨",
    "dusk": "dusk twilight blue-hour cinematic 暮 蓝调",
    "day": "day sunny noon bright summer clear afternoon 白天 晴 阳光 夏 正午 蓝天",
    "mist": "mist fog haze misty foggy overcast cloudy grey gray rain snow winter calm 雾 阴 雨 雪 冬 朦胧",
}
COLOURS: tuple[tuple[str, str], ...] = (
    ("red crimson scarlet ruby 红", "d1383d"),
    ("orange amber copper 橙 橘", "ee8434"),
    ("yellow gold golden 黄 金色", "f0b93a"),
    ("green emerald jade olive 绿 翠", "3f8f5b"),
    ("teal turquoise cyan aqua 青", "2a9d9a"),
    ("blue azure cobalt navy 蓝", "2f6fc4"),
    ("purple violet lavender 紫", "7f5bb5"),
    ("pink rose magenta 粉 玫", "e5739d"),
    ("brown chocolate coffee 棕 褐", "8a5a3b"),
    ("white ivory cream 白色 乳白", "efe9dd"),
    ("black onyx 黑色", "26262b"),
)


@dataclass(frozen=True)
class Reading:
    """What a prompt was understood as.

    Attributes:
        scene: Name of a scene.
        time: Key of PALETTES.
        words: The prompt in lower case, for scenes that look for details.
        colours: Named colours in the order of COLOURS.
        rain, snow, fog: Weather.
    """

    scene: str
    time: str
    words: str
    colours: tuple[Colour, ...]
    rain: bool
    snow: bool
    fog: bool

    def mentions(self, words: str) -> bool:
        """Return whether any of the words (separated by spaces) is in the prompt."""
        return score(words, self.words) > 0

    def palette(self, rng: np.random.Generator) -> Palette:
        """Return the colours of the picture: by time of day, one variant by chance, leaning to the named colours."""
        variants = PALETTES[self.time]
        palette = tinted(variants[int(rng.integers(len(variants)))], list(self.colours))
        if self.mentions("monochrome black-and-white noir 黑白"):
            return muted(palette, 0.0)
        if self.mentions("pastel soft faded vintage muted 柔和 复古 淡"):
            return muted(palette, 0.6)
        if self.mentions("vivid vibrant neon saturated colorful colourful 鲜艳 绚丽 多彩"):
            return muted(palette, 1.25)
        return palette


def score(words: str, text: str) -> int:
    """Return how many of the words (separated by spaces; a hyphen stands for a space) the lower-case text has."""
    return sum(_place(word, text) is not None for word in words.split())


def _place(word: str, text: str) -> int | None:
    """Return where a word stands, from the end where the subject is named: first in English, last in Chinese."""
    if word.isascii():
        found = re.search(rf"\b{re.escape(word.replace('-', ' '))}(?:s|es|y|ing)?\b", text)
        return None if found is None else found.start()
    place = text.rfind(word)
    return None if place < 0 else len(text) - place


def _meant(meanings: dict[str, str], text: str) -> str | None:
    """Return the meaning most of whose words are in the text; on equal score, the one it names soonest."""
    found = {
        name: [place for word in words.split() if (place := _place(word, text)) is not None]
        for name, words in meanings.items()
    }
    best = min(found, key=lambda name: (-len(found[name]), min(found[name], default=0)))
    return best if found[best] else None


def read(prompt: str, seed: int) -> Reading:
    """Return what the prompt asks for; what it leaves open is decided by the seed."""
    text = prompt.lower()
    rng = np.random.default_rng([seed, 17])
    generic = GENERIC[int(rng.integers(len(GENERIC)))]
    scene = _meant(SCENES, text) or generic
    chance = ("sunset", "day", "dawn", "mist", "dusk", "night")[int(rng.integers(6))]
    # A time's own name counts twice: "at dusk, warm light" is dusk.
    times = {name: score(f"{name} {words}", text) for name, words in TIMES.items()}
    most = max(times.values())
    time = next(name for name in times if times[name] == most) if most else chance
    if not most and scene in ("street", "stage", "space"):
        time = "night"
    colours = tuple(rgb(code) for words, code in COLOURS if score(words, text))[:3]
    return Reading(
        scene=scene,
        time=time,
        words=text,
        colours=colours,
        rain=score("rain storm drizzle wet 雨", text) > 0,
        snow=score("snow winter ice frost 雪 冬 冰", text) > 0,
        fog=score("fog mist haze 雾 朦胧", text) > 0,
    )
