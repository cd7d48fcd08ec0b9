"""Files that stand inside an answer: base64, bare or as a data: URI."""

import base64

_URL_SAFE = str.maketrans("-_", "+/")


def inline_file(value: object) -> bytes | None:
    """Return the bytes that a text holds in base64, or None when it holds none: damaged, empty, or no base64 at all."""
    if not isinstance(value, str) or not value.strip():
        return None
    if is_data_uri(value):
        head, _, value = value.partition(",")
        if not head.lower().endswith(";base64"):
            return None
    packed = "".join(value.split()).translate(_URL_SAFE)
    try:
        return base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True) or None
    except ValueError:  # damaged, or not even ASCII
        return None


def is_data_uri(value: object) -> bool:
    """Say whether a value is a file as an address of its own."""
    return isinstance(value, str) and value[:5].lower() == "data:"


def mime_of_data_uri(value: str) -> str:
    """Return the MIME type that a data: URI names, "" for none."""
    return value[5:200].partition(",")[0].partition(";")[0].strip().lower()
