"""What downloads are called: "red-brick-wall-normal.png"."""

import re
import unicodedata

_LONGEST = 48


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
    if label:
        parts.append(slug(label))
    elif count > 1:
        parts.append(str(position + 1))
    return f"{'-'.join(parts)}.{suffix}"
