"""Text from outside made fit to be stored, sent and shown: whole characters, one line, no key."""

import re
from typing import Any, cast

LONG_KEY_CHARS = 8

_HALF = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+")
"""Control characters, and those that turn the direction of the text after them."""


def whole(text: str) -> str:
    """Return a text without lone halves of characters (surrogates): no database, header or JSON can carry them.

    Two halves that belong together become their character; a lone one becomes U+FFFD.
    """
    if not _HALF.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def whole_within(value: Any, depth: int = 64) -> Any:
    """Return decoded JSON in which every text is whole, at whatever depth; what is nested deeper stays as it is."""
    if isinstance(value, str):
        return whole(value)
    if depth and isinstance(value, list):
        return [whole_within(item, depth - 1) for item in cast(list[Any], value)]
    if depth and isinstance(value, dict):
        fields = cast(dict[Any, Any], value)
        return {whole_within(name, 0): whole_within(item, depth - 1) for name, item in fields.items()}
    return value


def one_line(text: str, most_chars: int) -> str:
    """Return a text as one line that shows what it says: no control or direction marks, cut with an ellipsis."""
    line = " ".join(_UNSEEN.sub(" ", whole(text[: 8 * most_chars])).split())
    return line if len(line) <= most_chars else f"{line[: most_chars - 1]}…"


def without_key(text: str, key: str) -> str:
    """Return a text in which "[key]" stands for the key: some vendors repeat it in their words.

    A key shorter than eight characters is taken out where it stands as a word: inside other words it would be chance.
    """
    if not key or key not in text:
        return text
    if len(key) >= LONG_KEY_CHARS:
        return text.replace(key, "[key]")
    return re.sub(rf"(?<![\w./:-]){re.escape(key)}(?![\w/-]|\.\w)", "[key]", text)
