"""From a prompt in English or Chinese to a grammar, its look and its overlays, and back to a sentence."""

import re
from dataclasses import dataclass, field

import numpy as np

from materials.drawing.grammars import GRAMMARS
from materials.drawing.grammars.grammar import Grammar
from materials.drawing.look import Look
from materials.drawing.overlays import OVERLAYS
from materials.material import FloatArray
from materials.pixels.colour import rgb

_HEAD_END = re.compile(
    r"\bwithout\b|\bwith\b|\b(?:covered|overgrown|filled|stained|dusted) (?:in|with|by)\b|[,;.，。；、]"
    r"|带有|带着|覆盖|长满|布满|附有|上面有"
)
_HEAVY = (
    r"heavi?ly|heavy|very|extremely|badly|deeply|thick(?:ly)?|dense(?:ly)?|lots of|completely|fully|overgrown"
    r"|covered (?:in|with|by)|大量|厚|长满|布满|覆盖|严重|非常|很多"
)
_LIGHT = (
    r"\b(?:slight(?:ly)?|light(?:ly)?|a bit(?: of)?|a little|some|hint of|faint(?:ly)?)\b|少许|少量|轻微|一点|略|稍"
)
_NONE = r"(?:\b(?:without(?: any)?|no|free of)|没有|无)\s*$"
_HEAVY_AMOUNT, _LIGHT_AMOUNT, _MOST = 2.0, 0.45, 0.9

_WORN = re.compile(
    r"\b(?:weathered|worn|old|aged|ancient|battered|rough|rustic|vintage|decayed)\b|破旧|风化|老旧|古老|陈旧|磨损|斑驳|做旧"
)
_NEW = re.compile(r"\b(?:new|clean|fresh|pristine|immaculate)\b|崭新|干净|全新")
_POLISHED = re.compile(r"\b(?:polished|glossy|shiny|varnished|lacquered|glazed|honed)\b|抛光|光滑|光亮|亮面|清漆|上釉")
_MATTE = re.compile(r"\b(?:matt?e?|unglazed|unpolished|dull)\b|哑光|亚光|磨砂")

_COLOURS: tuple[tuple[str, str, str, str], ...] = (
    # name, English, Chinese, sRGB of a believable surface of that colour
    ("red", "red|crimson|scarlet", "红", "#962f24"),
    ("orange", "orange", "橙|橘", "#c0692b"),
    ("yellow", "yellow|ochre", "黄", "#c99a33"),
    ("olive", "olive", "橄榄", "#6b6a35"),
    ("green", "green|emerald", "绿", "#3f6b3d"),
    ("teal", "teal|turquoise", "青绿|蓝绿", "#2f7472"),
    ("blue", "blue|azure|cobalt", "蓝", "#2f5288"),
    ("navy", "navy|indigo", "藏青|深蓝|靛", "#22304f"),
    ("purple", "purple|violet|burgundy", "紫", "#5c3f6f"),
    ("pink", "pink|rose", "粉", "#c98d92"),
    ("brown", "brown|chestnut|tan", "棕|褐", "#6b4a31"),
    ("beige", "beige|sand-coloured|cream|ivory", "米色|米白|奶油", "#cdbd9c"),
    ("white", "white", "白", "#dcd9d2"),
    ("black", "black|charcoal|anthracite", "黑", "#2a2928"),
    ("grey", "gr[ae]y", "灰", "#7f7d79"),
)  # fmt: skip
_VARIANTS = {
    "walnut": r"\bwalnut\b|胡桃",
    "oak": r"\boak\b|橡",
    "pine": r"\b(?:pine|spruce|birch)\b|松木|桦",
    "ebony": r"\b(?:ebony|wenge|dark wood)\b|乌木|黑檀",
    "cherry": r"\b(?:cherry|mahogany|rosewood)\b|樱桃木|红木",
    "painted": r"\bpaint(?:ed)?\b|油漆|喷漆|漆面",
    "patina": r"\bpatina\b|verdigris|铜绿|包浆",
    "hammered": r"\bhammered\b|锤纹|锤打",
}


_COAT_WITH_ADJECTIVE = re.compile(
    r"\b\w+ (?:" + "|".join(word for overlay in OVERLAYS for word in overlay.english) + r")\b"
    r"|\w{0,3}(?:" + "|".join(word for overlay in OVERLAYS for word in overlay.chinese) + r")"
)
"""A coat and the word before it: "green moss" does not make the wall green."""


@dataclass(frozen=True)
class Understood:
    """What was read from a prompt.

    Attributes:
        grammar: None when no material was named.
        look: Wear, colour, finish, variants.
        overlays: (name, amount 0 to 1) in the order they are laid.
        sentence: The reading in plain words, for people.
    """

    grammar: Grammar | None
    look: Look
    overlays: tuple[tuple[str, float], ...]
    sentence: str


@dataclass(frozen=True)
class _Keyword:
    pattern: re.Pattern[str]
    length: int
    grammar: Grammar = field(compare=False)


def _keywords() -> list[_Keyword]:
    found: list[_Keyword] = []
    for grammar in GRAMMARS:
        for word in grammar.english:
            ending = r"(?:s|es|en)?"
            phrase = re.escape(word).replace(r"\ ", r"[\s-]+")
            found.append(_Keyword(re.compile(rf"\b{phrase}{ending}\b"), len(word), grammar))
        # A Chinese character says about as much as two or three Latin letters.
        found += [_Keyword(re.compile(re.escape(word)), 3 * len(word), grammar) for word in grammar.chinese]
    return sorted(found, key=lambda keyword: -keyword.length)


_KEYWORDS = _keywords()


def understand(prompt: str, *, wear: float | None = None, colour: str | None = None) -> Understood:
    """Read a prompt; a wear (0 to 1) or a colour (hex sRGB) that is given goes before its words.

    The longest keyword in the head of the prompt (before "with", a comma, 带有 ...) picks the grammar; of equally long
    ones the last, as both languages put the noun last. Coats are looked for in the whole prompt.
    """
    text = prompt.lower()
    head_end = _HEAD_END.search(text)
    head = text[: head_end.start()] if head_end and head_end.start() > 0 else text
    grammar, span = _find_grammar(head)
    if grammar is None:
        grammar, span = _find_grammar(text)
    rest = text[: span[0]] + " " * (span[1] - span[0]) + text[span[1] :] if span else text
    overlays = _find_overlays(rest, grammar)
    colour_name, light = (colour, rgb(colour)) if colour else _find_colour(head, span)
    if light is None:
        colour_name, light = _find_colour(_COAT_WITH_ADJECTIVE.sub(" ", text), span)
    if wear is None:
        wear = 0.9 if _WORN.search(text) else 0.05 if _NEW.search(text) else 0.4
    finish = "polished" if _POLISHED.search(text) else "matte" if _MATTE.search(text) else None
    variants = frozenset(name for name, pattern in _VARIANTS.items() if re.search(pattern, text))
    look = Look(wear=wear, colour=light, finish=finish, variants=variants)
    return Understood(grammar, look, overlays, _sentence(grammar, look, colour_name, overlays))


def _find_grammar(text: str) -> tuple[Grammar | None, tuple[int, int] | None]:
    best: tuple[int, int, Grammar, tuple[int, int]] | None = None
    for keyword in _KEYWORDS:
        if best and keyword.length < best[0]:
            break
        for match in keyword.pattern.finditer(text):
            if best is None or match.start() > best[1]:
                best = (keyword.length, match.start(), keyword.grammar, match.span())
    return (best[2], best[3]) if best else (None, None)


def _find_overlays(text: str, grammar: Grammar | None) -> tuple[tuple[str, float], ...]:
    found: list[tuple[str, float]] = []
    for overlay in OVERLAYS:
        if not overlay.english or (grammar and overlay.name in grammar.absorbs):
            continue
        words = "|".join(
            [rf"\b(?:{word})\b" for word in overlay.english] + [re.escape(word) for word in overlay.chinese]
        )
        match = re.search(words, text)
        if not match:
            continue
        # The adverb stands right before the coat: "heavily rusted", "with some moss", 大量青苔.
        before = re.split(r"[,;，。；]|\band\b|和", text[: match.start()])[-1][-24:]
        after = re.split(r"[,;，。；]|\band\b|和", text[match.end() :])[0][:4]
        if re.search(_NONE, before):
            continue
        amount = overlay.usual
        if re.search(_HEAVY, before) or after.startswith(("严重", "很多")):
            amount = min(_MOST, overlay.usual * _HEAVY_AMOUNT)
        elif re.search(_LIGHT, before):
            amount = overlay.usual * _LIGHT_AMOUNT
        found.append((overlay.name, round(amount, 2)))
    return tuple(found)


def _find_colour(text: str, keyword: tuple[int, int] | None) -> tuple[str | None, FloatArray | None]:
    """Return the first colour named and its light, darkened or lightened by the word before it.

    Colours within the grammar's own keyword do not count, unless the keyword is named after the colour.
    """
    best: tuple[int, int, str, str, int] | None = None
    for name, english, chinese, value in _COLOURS:
        for match in re.finditer(rf"\b(?:{english})\b|{chinese}", text):
            inside = keyword is not None and keyword[0] <= match.start() < keyword[1] and len(text) >= keyword[1]
            if inside and keyword and text[keyword[0] : keyword[1]] not in _COLOURED_KEYWORDS:
                continue
            rank = (match.start(), -len(match.group()))
            if best is None or rank < best[:2]:
                best = (*rank, name, value, match.start())
    if best is None:
        return None, None
    name, colour, start = best[2], rgb(best[3]), best[4]
    before = text[max(0, start - 7) : start]
    if re.search(r"\b(?:dark|deep)\s*$|[深暗]\s*$", before):
        return f"dark {name}", colour * np.float32(0.45)
    if re.search(r"\b(?:light|pale)\s*$|[浅淡]\s*$", before):
        return f"light {name}", np.clip(colour * np.float32(1.3) + np.float32(0.08), 0, 0.85)
    return name, colour


_COLOURED_KEYWORDS = frozenset({"红砖"})


def _sentence(
    grammar: Grammar | None, look: Look, colour_name: str | None, overlays: tuple[tuple[str, float], ...]
) -> str:
    coats = [f"{name} {round(amount * 100)} %" for name, amount in overlays]
    if grammar is None:
        plaster = ", ".join(["plain plaster", *coats])
        return f"No material recognised, so {plaster} was drawn. Name one, such as brick, oak planks or linen."
    parts = [grammar.title]
    if colour_name:
        parts.append(colour_name)
    parts += sorted(look.variants - set(grammar.title.lower().split()))
    parts += coats
    if look.wear > 0.7:
        parts.append("worn")
    elif look.wear < 0.2:
        parts.append("new")
    if look.finish:
        parts.append(look.finish)
    return ", ".join(parts)
