"""Prompts with alternatives: `{red|green}`, one inside another, and `{name}` for a list of values. Pure.

A backslash makes `{`, `|`, `}` and itself plain. Braces without a bar around what is no list's name are plain as well,
so that a prompt that holds JSON stays what it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from providers.happened import happened
from studio.errors import FieldErrors

_MOST_OPTIONS = 1000
_DEEPEST = 20
_SPECIAL = "{|}\\"


@dataclass(frozen=True)
class Axis:
    """One thing that varies: its name for people, and its values as they are written, each once."""

    name: str
    values: tuple[str, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The values as they are written where the name does not stand above them: a bare number says nothing."""
        return tuple(f"{self.name} {value}" if value.isdigit() else value for value in self.values)


@dataclass(frozen=True)
class Template:
    """A prompt that was read.

    Attributes:
        parts: Text, or the number of the axis whose value stands there.
        axes: In the order they first stand in the prompt; a list that is named twice is one axis.
    """

    parts: tuple[str | int, ...]
    axes: tuple[Axis, ...]

    def prompt(self, at: Sequence[int]) -> str:
        """Return the prompt with one value of each axis; what follows the template's own axes in `at` is left alone."""
        return "".join(part if isinstance(part, str) else self.axes[part].values[at[part]] for part in self.parts)


def read_template(text: str, lists: Mapping[str, Sequence[str]]) -> Template:
    """Read a prompt.

    Args:
        text: The prompt.
        lists: Name -> values. Names are compared as they are written.

    Raises:
        FieldErrors: Under "prompt": braces that do not match; under "lists": one that the prompt does not name.
    """
    reader = _Reader(text, lists)
    parts: list[str | int] = []
    axes: list[Axis] = []
    named: dict[str, int] = {}
    for name, options in reader.pieces():
        if len(options) == 1:
            parts.append(options[0])
            continue
        place = named.get(name) if name else None
        if place is None:
            place = named[name] = len(axes)
            axes.append(Axis(name or f"Choice {sum(axis.name not in lists for axis in axes) + 1}", tuple(options)))
        parts.append(place)
    unused = [name for name in lists if name not in reader.used]
    if unused:
        raise FieldErrors({"lists": happened("list_not_in_prompt", list=unused[0])})
    return Template(tuple(parts), tuple(axes))


class _Reader:
    """Reads a prompt from its start to its end, once."""

    def __init__(self, text: str, lists: Mapping[str, Sequence[str]]) -> None:
        self._text = text
        self._lists = lists
        self._at = 0
        self.used: set[str] = set()

    def pieces(self) -> Iterator[tuple[str, list[str]]]:
        """Yield (name of a list or "", what can stand there) for plain text and each group outside all others."""
        while self._at < len(self._text):
            if self._text[self._at] == "{":
                yield self._group(1)
            elif self._text[self._at] == "}":
                raise FieldErrors({"prompt": happened("brace_not_opened")})
            else:
                yield "", [self._plain("{}")]

    def _group(self, depth: int) -> tuple[str, list[str]]:
        self._at += 1
        begin, alternatives = self._at, [[""]]
        while True:
            if self._at >= len(self._text) or depth > _DEEPEST:
                raise FieldErrors({"prompt": happened("brace_not_closed")})
            mark = self._text[self._at]
            if mark == "}":
                break
            if mark == "|":
                self._at += 1
                alternatives.append([""])
                continue
            options = self._group(depth + 1)[1] if mark == "{" else [self._plain("{|}")]
            if len(alternatives[-1]) * len(options) > _MOST_OPTIONS:
                raise FieldErrors({"prompt": happened("group_too_large", most=_MOST_OPTIONS)})
            alternatives[-1] = [before + option for before in alternatives[-1] for option in options]
        name = self._text[begin : self._at].strip()
        self._at += 1
        if len(alternatives) > 1:
            return "", [*dict.fromkeys(option for options in alternatives for option in options)]
        if name in self._lists:
            self.used.add(name)
            return name, [*dict.fromkeys(self._lists[name])]
        return "", [f"{{{text}}}" for text in alternatives[0]]

    def _plain(self, until: str) -> str:
        found: list[str] = []
        while self._at < len(self._text) and (mark := self._text[self._at]) not in until:
            escaped = mark == "\\" and self._text[self._at + 1 : self._at + 2] in tuple(_SPECIAL)
            found.append(self._text[self._at + 1] if escaped else mark)
            self._at += 2 if escaped else 1
        return "".join(found)
