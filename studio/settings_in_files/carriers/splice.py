"""A file with bytes added: its original and the few places where it differs; nothing is copied or re-encoded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_PIECE_BYTES = 1 << 20


@dataclass(frozen=True)
class Splice:
    """At `at` of the original, `removed` bytes give way to `added`."""

    at: int
    added: bytes
    removed: int = 0


@dataclass(frozen=True)
class Spliced:
    """A file that is an original with splices.

    Attributes:
        original: The file; it is only read.
        splices: In the order of their places, none overlapping.
    """

    original: Path
    splices: Sequence[Splice]

    @property
    def size_bytes(self) -> int:
        """Size of the whole."""
        return self.original.stat().st_size + sum(len(one.added) - one.removed for one in self.splices)

    def pieces(self) -> Iterator[bytes]:
        """Yield the whole in pieces of at most 1 MB, or one splice.

        Raises:
            OSError: The original is gone.
        """
        with self.original.open("rb") as file:
            at = 0
            for splice in self.splices:
                yield from _read(file, splice.at - at)
                yield splice.added
                at = splice.at + splice.removed
                file.seek(at)
            while piece := file.read(_PIECE_BYTES):
                yield piece


def _read(file: BinaryIO, length: int) -> Iterator[bytes]:
    while length > 0 and (piece := file.read(min(length, _PIECE_BYTES))):
        length -= len(piece)
        yield piece
