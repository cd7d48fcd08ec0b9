"""What files are called: downloads ("red-brick-wall-normal.png"), and what visitors bring."""

import re
import unicodedata

from providers.plain_text import one_line

_LONGEST = 48
_LONGEST_GIVEN = 120
_NO_NAME_ON_WINDOWS = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")


def slug(text: str) -> str:
    """Return the start of a text as a file name in any script: letters and digits, parted by hyphens."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).lower())
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        name = longer
    return name


def download_name(prompt: str, label: str | None, position: int, count: int, suffix: str) -> str:
    """Return the file name of a result.

    Args:
        prompt: Of its job; may be empty.
        label: Map name of a material, or None.
        position: Place among the job's outputs, from 0.
        count: How many outputs the job has.
        suffix: Without the dot.
    """
    parts = [slug(prompt) or "easel"]
    if _NO_NAME_ON_WINDOWS.fullmatch(parts[0]):
        parts.insert(0, "easel")
    if label:
        parts.append(slug(label))
    elif count > 1:
        parts.append(str(position + 1))
    return f"{'-'.join(parts)}.{suffix}"


def given_name(name: str) -> str:
    """Return the name a file came with, to show: without folders and control marks, at most 120 characters."""
    last = re.split(r"[/\\]", name)[-1]
    bare = one_line(last if len(last) <= 2000 else last[:1000] + last[-1000:], 2000) or "file"
    if len(bare) <= _LONGEST_GIVEN:
        return bare
    stem, dot, suffix = bare.rpartition(".")
    end = f"…{dot}{suffix}" if stem and len(suffix) <= 10 else "…"
    return bare[: _LONGEST_GIVEN - len(end)] + end
