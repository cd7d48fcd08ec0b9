"""The names of one person, for tests of what is made of @name in a prompt."""

from types import SimpleNamespace
from typing import Any

from studio.references.named_references import NamedReferences

CUP, HAT, WALK = (f"easel:{letter * 64}" for letter in "abc")
KINDS = {CUP: "image", HAT: "image", WALK: "video"}


class Names(NamedReferences):
    """Ann's names."""

    def __init__(self) -> None:
        pass

    async def mentioned(self, owner: str, prompt: str) -> dict[str, list[Any]]:
        known = {"cup": [CUP], "anna": [HAT, CUP], "walk": [WALK]} if owner == "ann" else {}
        return {
            name: [SimpleNamespace(value=value, info=SimpleNamespace(kind=KINDS[value])) for value in values]
            for name, values in known.items()
            if f"@{name}" in prompt
        }
