"""One prompt into many requests: wildcards, lists, sizes, seeds and models as combinations in a fixed order. Pure."""

import itertools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from providers.by_role import settings_by_role
from providers.happened import Happenings, happened
from providers.sizes import SizeUnknown, carried_size, sized
from providers.spec import GenerationRequest, Role
from studio.batches.prompt_wildcards import Axis, read_template
from studio.errors import FieldErrors

MOST_CELLS = 100
"""Most combinations of one batch: each is a submit that may cost money, and has to fit on a page."""
_SEEDS = re.compile(r"(\d{1,10})(?:\s*(?:-|–|\.\.)\s*(\d{1,10}))?")


@dataclass(frozen=True)
class FannedModel:
    """One of the models a prompt goes to.

    Attributes:
        cls: Its request class.
        model: Its id.
        title: Its name for people, told apart from the others'.
    """

    cls: type[GenerationRequest]
    model: str
    title: str


@dataclass(frozen=True)
class FanOutWish:
    """What somebody wants to fan out.

    Attributes:
        prompt: A template, see `studio.batches.prompt_wildcards`.
        models: At least one.
        lists: Name -> values; `{name}` in the prompt stands for each of them in turn.
        seeds: "1-8", "1, 5, 9", or nothing.
        sizes: "1024x768, 3:4, 2K", or nothing.
        values: All other settings, by role.
        sizes_of: The request class the SIZE in `values` was chosen for; None: any of `models` takes it as it is.
    """

    prompt: str
    models: Sequence[FannedModel]
    lists: Mapping[str, Sequence[str]]
    seeds: str
    sizes: str
    values: Mapping[Role, Any]
    sizes_of: type[GenerationRequest] | None = None


@dataclass(frozen=True)
class Combination:
    """One cell: where it stands on each axis, and the settings of its model by field name.

    Attributes:
        problem: Why it cannot be made, if so; its settings are then incomplete.
    """

    at: tuple[int, ...]
    model: FannedModel
    settings: dict[str, Any]
    problem: Happenings = ()


@dataclass(frozen=True)
class FanOut:
    """All combinations of a wish, the last axis running quickest."""

    axes: tuple[Axis, ...]
    combinations: tuple[Combination, ...]


def fan_out(wish: FanOutWish) -> FanOut:
    """Return every combination of a wish. Axes come in the order of the prompt, then size, seed, model.

    Raises:
        FieldErrors: Under "prompt", "lists", "seeds", "sizes" or "models", with a sentence; or there are too many.
    """
    template = read_template(wish.prompt, wish.lists)
    seeds, sizes = read_seeds(wish.seeds), read_sizes(wish.sizes)
    if not wish.models:
        raise FieldErrors({"models": happened("choose_model")})
    axes = [*template.axes]
    if sizes:
        axes.append(Axis("Size", tuple(sizes)))
    if seeds:
        axes.append(Axis("Seed", tuple(str(seed) for seed in seeds)))
    axes.append(Axis("Model", tuple(each.title for each in wish.models)))
    count = math.prod(len(axis.values) for axis in axes)
    if count > MOST_CELLS:
        how = " × ".join(str(len(axis.values)) for axis in axes if len(axis.values) > 1)
        raise FieldErrors({"": happened("too_many_combinations", combinations=count, how=how, most=MOST_CELLS)})
    found: list[Combination] = []
    for at in itertools.product(*(range(len(axis.values)) for axis in axes)):
        rest = iter(at[len(template.axes) :])
        size = sizes[next(rest)] if sizes else None
        seed = seeds[next(rest)] if seeds else None
        model = wish.models[next(rest)]
        found.append(_combination(wish, at, model, template.prompt(at), size, seed))
    return FanOut(tuple(axes), tuple(found))


def _combination(
    wish: FanOutWish, at: tuple[int, ...], model: FannedModel, prompt: str, size: str | None, seed: int | None
) -> Combination:
    values = {**wish.values, Role.PROMPT: prompt}
    if seed is not None:
        values[Role.SEED] = seed
    problem: Happenings = ()
    try:
        if size is not None:
            values |= sized(model.cls, size)
        elif wish.sizes_of is not None and values.get(Role.SIZE) is not None:
            values[Role.SIZE] = carried_size(values[Role.SIZE], wish.sizes_of, model.cls)
    except SizeUnknown as unknown:
        problem = (happened("size_not_known", model=model.title, size=str(unknown)),)
    for name, info in model.cls.model_fields.items():
        shown = model.cls.shown(name)
        if info.is_required() and shown.start is not None:
            start: Any = shown.start
            values.setdefault(shown.role, [*start] if isinstance(start, tuple) else start)
    return Combination(at, model, settings_by_role(model.cls, model.model, values), problem)


def read_seeds(text: str) -> list[int]:
    """Return the seeds of "1-8" or "1, 5, 9", each once and in that order; none for an empty text.

    Raises:
        FieldErrors: Under "seeds".
    """
    found: dict[int, None] = {}
    for part in _parts(text):
        match = _SEEDS.fullmatch(part)
        if match is None:
            raise FieldErrors({"seeds": happened("seeds_not_numbers")})
        first = int(match[1])
        last = int(match[2]) if match[2] else first
        if last < first:
            raise FieldErrors({"seeds": happened("seeds_backwards", last=last, first=first)})
        if last - first >= MOST_CELLS:
            raise FieldErrors({"seeds": happened("too_many_seeds", part=part, seeds=last - first + 1, most=MOST_CELLS)})
        found |= dict.fromkeys(range(first, last + 1))
    return [*found]


def read_sizes(text: str) -> list[str]:
    """Return the sizes of "1024x768, 3:4, 2K", each once and in that order; none for an empty text."""
    return [*dict.fromkeys(re.sub(r"\s*[×xX*]\s*(?=\d)", "x", part) for part in _parts(text))]


def read_lists(text: str) -> dict[str, list[str]]:
    """Return the lists of lines such as "colour: red, green, blue".

    Raises:
        FieldErrors: Under "lists".
    """
    found: dict[str, list[str]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        name, colon, rest = re.sub("：", ":", line, count=1).partition(":")
        values = [*_parts(rest)]
        if not colon or not name.strip() or not values:
            raise FieldErrors({"lists": happened("lists_not_lines")})
        found[name.strip()] = values
    return found


def _parts(text: str) -> Iterator[str]:
    return filter(None, (part.strip() for part in re.split(r"[,;，；、\n]", text)))
