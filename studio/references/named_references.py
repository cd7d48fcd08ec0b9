"""People and things worth keeping: a name stands for pictures or videos and is written @name in a prompt."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.engine import Row

from providers.happened import happened
from providers.media_values import LocalMedia
from studio.clock import Clock
from studio.errors import FieldErrors, NotFound
from studio.ledger.database import Ledger
from studio.ledger.inserts import insert_once
from studio.ledger.tables import names
from studio.references.references import Reference, References

MOST_NAMES = 500
MOST_FILES = 9
_NAME = re.compile(r"\w[\w-]{0,39}")
_MENTION = re.compile(r"(?<![A-Za-z0-9_@/.+-])@(\w[\w-]{0,39})")


@dataclass(frozen=True)
class NamedReference:
    """A name of one owner and the references it stands for, in order.

    Attributes:
        name: As it was written first, without the @.
        values: "easel:<sha256>" of each file.
    """

    name: str
    values: tuple[str, ...]


class NamedReferences:
    """The names of all owners; each sees only its own. Capitals make no difference."""

    def __init__(self, ledger: Ledger, references: References, clock: Clock | None = None) -> None:
        self._ledger = ledger
        self._references = references
        self._clock = clock or Clock()

    async def all(self, owner: str) -> list[NamedReference]:
        """Return the owner's names, by name."""
        rows = await self._ledger.rows(select(names).where(names.c.owner == owner).order_by(names.c.folded))
        return [_named(row) for row in rows]

    async def save(self, owner: str, name: str, values: Sequence[str]) -> NamedReference:
        """Keep references under a name; what the name stood for before is replaced.

        Args:
            owner: Whose.
            name: Letters of any script, digits, - and _, at most 40; an @ before it is left out.
            values: One to nine of "easel:<sha256>".

        Raises:
            FieldErrors: The name cannot be written after an @, or there is no file or too many.
            NotFound: The owner has no such file.
        """
        name = name.strip().removeprefix("@")
        if not _NAME.fullmatch(name):
            raise FieldErrors({"name": happened("name_not_a_word")})
        if not 0 < len(values) <= MOST_FILES:
            raise FieldErrors({"values": happened("files_for_name", most=MOST_FILES)})
        sha256s = [(await self._references.info(owner, value)).sha256 for value in values]
        folded = name.casefold()
        mine = names.c.owner == owner
        if len(await self._ledger.rows(select(names.c.folded).where(mine, names.c.folded != folded))) >= MOST_NAMES:
            raise FieldErrors({"name": happened("too_many_names", most=MOST_NAMES)})
        row = {"name": name, "sha256s": sha256s, "created_at": self._clock.now()}
        await self._ledger.write(
            insert_once(names, ("owner", "folded"), owner=owner, folded=folded, **row),
            update(names).where(mine, names.c.folded == folded).values(name=name, sha256s=sha256s),
        )
        return NamedReference(name, tuple(str(LocalMedia(sha256)) for sha256 in sha256s))

    async def forget(self, owner: str, name: str) -> NamedReference:
        """Forget a name and return what it stood for; its files stay.

        Raises:
            NotFound: The owner has no such name.
        """
        mine = names.c.owner == owner, names.c.folded == name.casefold()
        row = await self._ledger.first(select(names).where(*mine))
        if row is None:
            raise NotFound(happened("no_such_name"))
        await self._ledger.write(delete(names).where(*mine))
        return _named(row)

    async def mentioned(self, owner: str, prompt: str) -> dict[str, list[Reference]]:
        """Return what each name mentioned in a prompt stands for, in order; an @ before no name of theirs is text.

        Raises:
            FieldErrors: A file of a name is no longer stored.
        """
        if not _MENTION.search(prompt):
            return {}
        known = {each.name.casefold(): each for each in await self.all(owner)}
        found: dict[str, list[Reference]] = {}
        for mention in _MENTION.finditer(prompt):
            name, _ = _split(mention[1], known)
            if not name or name in found:
                continue
            try:
                found[name] = [await self._references.info(owner, value) for value in known[name].values]
            except NotFound:
                raise FieldErrors({"prompt": happened("file_of_name_gone", name=name)}) from None
        return found


def without_names(prompt: str, said: Mapping[str, str]) -> str:
    """Return the prompt with each mention of a name, a key of `said` as `mentioned` gives it, replaced by its text."""

    def replaced(mention: re.Match[str]) -> str:
        name, rest = _split(mention[1], said)
        return said[name] + rest if name else mention[0]

    return _MENTION.sub(replaced, prompt)


def _split(written: str, known: Collection[str]) -> tuple[str, str]:
    """Return the name that begins what is written after an @, folded, and what follows it; no name: two empty texts.

    Scripts without spaces go on right after a name, so a letter beyond ASCII may follow it; any other may not.
    """
    for end in range(len(written), 0, -1):
        folded = written[:end].casefold()
        if folded in known and (end == len(written) or not written[end].isascii()):
            return folded, written[end:]
    return "", ""


def _named(row: Row[Any]) -> NamedReference:
    return NamedReference(row.name, tuple(str(LocalMedia(sha256)) for sha256 in row.sha256s))
