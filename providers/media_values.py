"""What a media field of a request holds: addresses, data, and files that the studio keeps."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar, Self, cast

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class LocalMedia:
    """A file the studio keeps, made reachable before the submit. As text, and so in a request: `easel:<sha256>`.

    Attributes:
        sha256: Hex digest of its content.
    """

    PREFIX: ClassVar[str] = "easel:"

    sha256: str

    @classmethod
    def parse(cls, value: object) -> Self | None:
        """Return the file that a media value names, or None where it is anything else: a link, data, no text."""
        if not isinstance(value, str) or not value.startswith(cls.PREFIX):
            return None
        sha256 = value.removeprefix(cls.PREFIX)
        return cls(sha256) if _SHA256.fullmatch(sha256) else None

    def __str__(self) -> str:
        return f"{self.PREFIX}{self.sha256}"


def media_values(held: object) -> list[Any]:
    """Return what a media field holds as a list, in order: it is one value, several, or nothing."""
    if held is None or held == "":
        return []
    return list(cast(list[Any] | tuple[Any, ...], held)) if isinstance(held, list | tuple) else [held]
