"""Which map a file holds, by the names that texture libraries, painting programs and engines give their files."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import takewhile

from materials.maps.maps import Convention
from materials.sets.name_words import (
    ALPHA_WORDS,
    COATS,
    DIRECTX,
    FORM,
    LETTERS,
    LONG_ENDINGS,
    MAP_WORDS,
    OPENGL,
    OTHER_SPACES,
    OVER_ALPHA,
    PACKED,
    PREVIEWS,
    SECOND_BEST,
    SIZE,
    WORKFLOWS,
    Channels,
    Content,
    Word,
)
from materials.sets.packed_orders import alternatives, orders_of

__all__ = ["Content", "FileMeaning", "name_of_set", "read_names"]

_FAMILIAR = frozenset(("orm", "arm", "rma", "mra", "mrao", "maskmap", "ort", "ord", "aorm", "ddna"))
"""Packed names that are no other word; the rest need capitals, or a file beside them that is called alike."""
_GLUE = frozenset(("ao", "nrm", "rgh", "map", "maps", "tex", "gl", "dx", "ogl"))


@dataclass(frozen=True)
class FileMeaning:
    """What a file's name says.

    Attributes:
        channels: What the file holds: one entry for a file with one map, else one per channel in the order red, green,
            blue, alpha, None for a channel that is nothing we use. None at all: a map that is of no use here.
        convention: Of a normal map; None when the name does not say.
        others: Further orders the channels of a packed file may have under that name; its pixels decide.
        alpha: What the alpha channel of a file with one map holds besides.
        transparent: Whether its alpha is said to be transparency.
        single: What the file holds if it is grey, and so not packed after all.
        worth: 0 for a map that goes after the same map under a more exact name ("bump" after "height"), else 1.
        preview: Whether it shows the material and is no map.
        subject: The words of the name that are the material's.
    """

    channels: Channels
    convention: Convention | None = None
    others: tuple[Channels, ...] = ()
    alpha: Content | None = None
    transparent: bool = False
    single: Content | None = None
    worth: int = 1
    preview: bool = False
    subject: tuple[str, ...] = field(default=(), compare=False)

    @property
    def held(self) -> frozenset[Content]:
        """The maps that are in it."""
        return frozenset(held for held in (*self.channels, self.alpha) if held)


@dataclass(frozen=True)
class _Token:
    """A word of a name, in lower case; `shouted`: it was written in capitals."""

    word: str
    shouted: bool = False


@dataclass(frozen=True)
class _Element:
    """One or two words of a name and what they stand for; None: they are the material's."""

    word: str
    held: Word | None
    words: int


def stem_of(path: str) -> str:
    """Return a file's name without folders and ending."""
    name = re.split(r"[\\/]", path)[-1]
    return name.rpartition(".")[0] or name


def _tokens(path: str) -> list[_Token]:
    """Return the words of a file's name, CamelCase split; words for formats and the like are left out."""
    stem = re.sub(r"(?i)non[ _-]?colou?r", " ", stem_of(path))
    stem = re.sub(r"(?i)(direct)[ _-]?(x)|(open)[ _-]?(gl)|(mask)[ _-]?(map)", _as_one_word, stem)
    split = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", stem)
    found: list[_Token] = []
    raws = re.findall(r"\d+[kK](?![a-z])|\d+[xX]\d+|[^\W\d_]+\d*|\d+", split)
    for number, raw in enumerate(raws):
        word = raw.lower()
        if FORM.fullmatch(word) and not SIZE.fullmatch(word):
            continue
        # "NRM16" is a map, "Metal032_Color" a metal.
        letters = word if number == 0 and len(raws) > 1 else word.rstrip("0123456789")
        known = letters in MAP_WORDS or letters in LETTERS or letters in PACKED or letters in OPENGL | DIRECTX
        parts = _glued(letters) if not known else [letters]
        found += [_Token(part, raw.isupper()) for part in (parts if parts and (known or len(parts) > 1) else [word])]
    return found


def _as_one_word(match: re.Match[str]) -> str:
    return f" {''.join(part for part in match.groups() if part).lower()} "


@cache
def _glued(word: str) -> list[str]:
    """Return the known words that a word written without gaps is made of, or nothing."""
    if not word:
        return []
    for end in range(len(word), 1, -1):
        piece = word[:end]
        if (piece in MAP_WORDS and end > 3) or piece in _GLUE or (piece in PACKED and end == len(word)):
            rest = _glued(word[end:])
            if rest or end == len(word):
                return [piece, *rest]
    long = next((ending for ending in LONG_ENDINGS if word.endswith(ending)), "")
    return [word[: -len(long)], long] if long else []


def read_names(paths: Sequence[str]) -> list[FileMeaning | None]:
    """Say what each file of one material holds; None where its name does not tell.

    Words that all names begin with are the material's ("rough_wood_..."), one that names how a set was made behind its
    size is nobody's ("COL_2K_METALNESS"). Of several words that name a map the last counts, unless they stand
    together: then the file is packed. An entry without channels is a map that is known, but of no use here.

    Args:
        paths: File names, with or without folders.
    """
    tokens = [_tokens(path) for path in paths]
    words = [[token.word for token in each] for each in tokens]
    shared = _shared_start([_without_sizes(each) for each in words])
    words = [_without_sizes(_without_workflow(each, max(shared, 1))) for each in words]
    # Files called alike but for the last word say together that these words are maps.
    partners = _partners(words)
    alone = all(each == words[0] for each in words)
    meanings: list[FileMeaning | None] = []
    for path, each, marks in zip(paths, words, tokens, strict=True):
        last = marks[len(each) - 1] if each else _Token("")
        sure = last.shouted or tuple(each[:-1]) in partners or re.split(r"[\\/]", path)[-1].startswith("T_")
        meanings.append(_meaning(each, shared, letters=sure, alone=alone, bumps=_bumps(partners, each)))
    return meanings


def _without_sizes(words: Sequence[str]) -> list[str]:
    return [word for word in words if not SIZE.fullmatch(word)]


def _without_workflow(words: list[str], first: int) -> list[str]:
    """Leave out a last word that is said of the whole set behind its size; a map stands before that, from `first`."""
    if len(words) > 2 and words[-1] in WORKFLOWS and SIZE.fullmatch(words[-2]):
        before = [word for word in words[first:-2] if not SIZE.fullmatch(word)]
        if any(word in MAP_WORDS for word in before):
            return words[:-1]
    return words


def _shared_start(words: Sequence[Sequence[str]]) -> int:
    """Return how many words all names begin with that are the material's."""
    shared = 0
    while len(words) > 1 and all(len(each) > shared + 1 and each[shared] == words[0][shared] for each in words):
        if MAP_WORDS.get(words[0][shared]) == "normal":  # "x_normal_dx" and "x_normal_gl"
            break
        shared += 1
    return shared


def _partners(words: Sequence[Sequence[str]]) -> dict[tuple[str, ...], set[str]]:
    """Return start of a name -> the last words it has, where there are several and they name maps."""
    ends: dict[tuple[str, ...], set[str]] = {}
    for each in words:
        if each:
            ends.setdefault(tuple(each[:-1]), set()).add(each[-1])
    known = MAP_WORDS.keys() | LETTERS.keys() | PACKED.keys() | OVER_ALPHA.keys()
    return {start: last for start, last in ends.items() if len(last & known) > 1}


def _bumps(partners: dict[tuple[str, ...], set[str]], words: Sequence[str]) -> bool:
    """Whether B is a bump map: where D is the colour (Arroway); alone it is the colour (Megascans)."""
    return "d" in partners.get(tuple(words[:-1]), ())


def _meaning(words: Sequence[str], shared: int, *, letters: bool, alone: bool, bumps: bool) -> FileMeaning | None:
    convention: Convention | None = "directx" if DIRECTX & set(words) else "opengl" if OPENGL & set(words) else None
    subject = words[:shared]
    own = [word for word in words[shared:] if word not in DIRECTX | OPENGL]
    own = [word for word in own[:-1] if word not in subject] + own[-1:]  # "Boot_metallic-Boot_roughness"
    if own and own[-1] in PREVIEWS:
        return FileMeaning((), preview=True, subject=(*subject, *own[:-1]))
    meaning, used = _short(own, letters=letters, bumps=bumps)
    if meaning is None:
        elements = _elements(own)
        ends = [number for number, element in enumerate(elements) if element.held]
        # Of a name that stands alone nothing tells which words are the material's: "metal_plate" is no metalness.
        if not ends or (alone and ends[-1] != len(elements) - 1):
            return None
        first = ends[-1]
        while first and elements[first - 1].held:
            first -= 1
        used = sum(element.words for element in elements[first:])
        meaning = _of_run(elements[first : ends[-1] + 1], elements[first - 1].word if first else "")
    before = tuple(own[: len(own) - used])
    return replace(
        meaning, convention=convention if "normal" in meaning.channels else None, subject=(*subject, *before)
    )


def _short(words: Sequence[str], *, letters: bool, bumps: bool) -> tuple[FileMeaning | None, int]:
    """Read the short forms of engines at the end of a name, and say how many words they take."""
    for count in (3, 2, 1):
        short = "".join(words[-count:])
        if len(words) < count or (count > 1 and max(map(len, words[-count:])) > 2):
            continue
        if short in PACKED and (letters or short in _FAMILIAR):
            return FileMeaning(PACKED[short], others=alternatives(PACKED[short])), count
        if short in OVER_ALPHA and (letters or short in _FAMILIAR):
            name, alpha = OVER_ALPHA[short]
            return FileMeaning((name,), alpha=alpha, transparent=alpha is None), count
    last = words[-1] if words else ""
    if letters and last in LETTERS:
        held: Word = "height" if last == "b" and bumps else LETTERS[last]
        return FileMeaning(() if held == "other" else (held,)), 1
    return None, 0


def _elements(words: Sequence[str]) -> list[_Element]:
    """Read words as what they stand for; two that make one ("ambient occlusion") are taken together."""
    found: list[_Element] = []
    position = 0
    while position < len(words):
        pair = "".join(words[position : position + 2])
        count = 2 if len(words) > position + 1 and pair in MAP_WORDS else 1
        word = pair if count == 2 else words[position]
        found.append(_Element(word, MAP_WORDS.get(word), count))
        position += count
    return found


def _of_run(run: Sequence[_Element], before: str) -> FileMeaning:
    """Say what map words that stand together mean; `before` is the word in front of them."""
    last = run[-1]
    if last.held == "normal" and (before in OTHER_SPACES or any(element.word in COATS for element in run)):
        return FileMeaning(())
    kinds: list[Word] = list(dict.fromkeys(element.held for element in run if element.held))
    maps: list[Content] = [held for held in kinds if held != "other"]
    worth = int(last.word not in SECOND_BEST)
    if not maps or (last.held != "normal" and any(element.word in COATS for element in run[:-1]) and len(maps) == 1):
        return FileMeaning(())
    if len(kinds) == 1:
        return FileMeaning((maps[0],), worth=worth)
    if kinds[-1] in ("basecolor", "normal"):
        # "specular color" is no base colour; of "metal color" the last word counts.
        return FileMeaning(() if run[-2].held == "other" else (kinds[-1],), worth=worth)
    if kinds[0] in ("basecolor", "normal"):
        over: Content | None = next((held for held in maps if held != kinds[0]), None)
        if over is None and run[-1].word not in ALPHA_WORDS:
            return FileMeaning(())
        return FileMeaning(
            (kinds[0],), alpha=over, transparent=over is None, single=over, worth=int(run[0].word not in SECOND_BEST)
        )
    if maps == ["gloss"] and run[0].word in ("specular", "spec"):
        return FileMeaning(PACKED["specgloss"])
    if len(maps) == 1 and (run[0].held == "other" or "mask" in run[-1].word):  # "specular roughness", "metallic mask"
        return FileMeaning((maps[0],), worth=worth)
    channels, *others = orders_of(kinds)
    return FileMeaning(channels, others=tuple(others), single=maps[-1])


def name_of_set(paths: Sequence[str]) -> str:
    """Return what to call the material that files belong to; it may be empty.

    The name of a ZIP or of the folder they lie in, else what their names begin with: "Bricks075_1K-JPG.zip" is
    "Bricks075", "rough_wood_diff_1k.png" and "rough_wood_nor_gl_1k.png" are "rough wood".
    """
    archives = [path for path in paths if path.lower().endswith(".zip")]
    folders = {re.split(r"[\\/]", path)[0] for path in paths if re.search(r"[\\/]", path)}
    if len(archives) == 1 or len(folders) == 1:
        words = _parts(stem_of(archives[0]) if len(archives) == 1 else folders.pop())
    else:
        each = [_parts(stem_of(path)) for path in paths]
        shared = takewhile(lambda words: len(set(words)) == 1, zip(*each, strict=False)) if len(each) > 1 else ()
        words = [first for first, *_ in shared]
    return called(words)


def called(words: Sequence[str]) -> str:
    """Return the words of a material's name as people read it, without those for sizes, formats and maps."""
    kept = [word for word in words if not FORM.fullmatch(word.lower()) and not SIZE.fullmatch(word.lower())]
    while len(kept) > 1 and (kept[-1].lower() in MAP_WORDS or len(kept[-1]) < 2):
        kept.pop()
    return " ".join(kept)[:60]


def _parts(name: str) -> list[str]:
    return [word for word in re.split(r"[_\W]+", name) if word]
