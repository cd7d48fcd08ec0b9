"""Texture sets and pictures that people bring as files and links: looked at first, then made into materials."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from materials.errors import NotLoaded
from materials.sets.archive_entries import check_archive, is_archive, read_entry
from materials.sets.file_names import name_of_set
from materials.sets.set_choice import SeveralSets, chosen_set, sets_among
from materials.sets.set_pictures import most_like, small_picture
from providers.happened import happened
from providers.plain_text import one_line
from studio.errors import FieldErrors, StudioError
from studio.fetching.downloads import Downloads
from studio.files.file_store import FileStore
from studio.ledger.job import Job
from studio.workbench.operation_list import DERIVE, LOAD, MOST_FILES
from studio.workbench.workbench import Workbench

_LONGEST_NAME, _LONGEST_PATH = 100, 300
_MOST_PICTURES = 24


@dataclass(frozen=True)
class SourceFile:
    """One file of a set: its name, folders included as far as known, and where it is; `place` may be an address."""

    name: str
    place: Path | str


class ChooseSet(FieldErrors):
    """The files hold several texture sets: `names` are theirs, one has to be chosen."""

    def __init__(self, sentence: str, names: Sequence[str]) -> None:
        super().__init__({"set_name": sentence})
        self.names = tuple(names)


class TextureSets:
    """Opens what people bring. Links are fetched from public addresses only, whatever the settings allow vendors."""

    def __init__(self, workbench: Workbench, store: FileStore, links: Downloads) -> None:
        self._workbench = workbench
        self._store = store
        self._links = links

    async def open(
        self,
        owner: str,
        files: Sequence[SourceFile],
        *,
        name: str | None = None,
        size_m: float | None = None,
        set_name: str | None = None,
    ) -> Job:
        """Start opening a set; return as soon as its row is on the disk. What is wrong with a picture, the job tells.

        Args:
            owner: Whose it becomes.
            files: Pictures and ZIPs. Files stay where they are; the job has them by then.
            name: What people call it; None: as its files are called.
            size_m: Width of the tile in metres, where it is known.
            set_name: Which set, where the files hold several.

        Raises:
            ChooseSet: The files hold several sets, and none has that name.
            FieldErrors: There is no file, there are too many, a ZIP cannot be used, or a link leads to no file.
            StorageFull: The disk has no room for it.
        """
        if not files:
            raise FieldErrors({"files": happened("choose_set")})
        if len(files) > MOST_FILES:
            raise FieldErrors({"files": happened("too_many_set_files", files=len(files))})
        async with self._at_hand(files, "files") as named:
            try:
                await asyncio.to_thread(_check, named, set_name)
            except SeveralSets as error:
                raise ChooseSet(str(error), error.names) from None
            except NotLoaded as error:
                raise FieldErrors({"files": str(error)}) from None
            given_name = one_line(name or set_name or "", _LONGEST_NAME)
            called = given_name or name_of_set([file for file, _ in named]) or "Texture set"
            wishes = {"size_m": size_m, "set_name": set_name}
            given = {wish: value for wish, value in wishes.items() if value is not None}
            return await self._workbench.start(owner, LOAD.name, given, name=called, files=named)

    async def pictures(self, files: Sequence[SourceFile]) -> dict[str, bytes]:
        """Return what the sets among files look like: name -> WebP of at most 160 px; takes a moment for each.

        Args:
            files: As in `open`; those behind a link are passed over.

        Returns:
            At most 24 pictures. A set without one that can be read is left out.
        """
        named = [(_plain(file), file.place) for file in files[:MOST_FILES] if isinstance(file.place, Path)]
        return await asyncio.to_thread(_pictures, named)

    async def derive(self, owner: str, picture: SourceFile, *, name: str | None = None) -> Job:
        """Start making a material of one picture of a surface; return as soon as its row is on the disk.

        Args:
            owner: Whose it becomes.
            picture: The picture.
            name: What people call the result; None: as the file is called.

        Raises:
            FieldErrors: The link leads to no picture.
            StorageFull: The disk has no room for it.
        """
        async with self._at_hand([picture], "picture") as named:
            called = one_line(name or "", _LONGEST_NAME) or Path(named[0][0]).stem
            return await self._workbench.start(owner, DERIVE.name, {}, name=called, files=named)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._links.aclose()

    @asynccontextmanager
    async def _at_hand(self, files: Sequence[SourceFile], field: str) -> AsyncGenerator[list[tuple[str, Path]]]:
        """Give the name and the place of every file while they are copied; what was fetched is removed then."""
        fetched: list[Path] = []
        try:
            named: list[tuple[str, Path]] = []
            for file in files:
                place = file.place
                if isinstance(place, str):
                    fetched.append(self._store.new_partial())
                    try:
                        await self._links.fetch(place, fetched[-1], archives=True)
                    except StudioError as error:
                        raise FieldErrors({field: (happened("link_not_opened"), *error.told)}) from None
                    place = fetched[-1]
                named.append((_plain(file), place))
            yield named
        finally:
            for path in fetched:
                path.unlink(missing_ok=True)


def _plain(file: SourceFile) -> str:
    """Return a file's name as one line: it decides which map is which, and people read it in notes."""
    name = file.name or (unquote(urlsplit(file.place).path) if isinstance(file.place, str) else file.place.name)
    return one_line(name[-_LONGEST_PATH:], _LONGEST_PATH) or "file"


def _check(files: Sequence[tuple[str, Path]], set_name: str | None) -> None:
    """Look at the names of all files, unpacking nothing. Raises what `chosen_set` and `check_archive` do."""
    chosen_set([name for name, _, _ in _entries(files)], set_name)


def _entries(files: Sequence[tuple[str, Path]]) -> list[tuple[str, Path, int | None]]:
    """Return each file and each entry of a ZIP: its name, where it is, and its place in the ZIP."""
    found: list[tuple[str, Path, int | None]] = []
    for name, path in files:
        with path.open("rb") as file:
            archive = is_archive(file.read(4))
        if archive:
            found += [(inner, path, number) for number, inner in enumerate(check_archive(path))]
        else:
            found.append((name, path, None))
    return found


def _pictures(files: Sequence[tuple[str, Path]]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    try:
        entries = _entries(files)
    except NotLoaded:
        return found  # `open` tells why
    for each in sets_among([name for name, _, _ in entries])[:_MOST_PICTURES]:
        best = most_like([entries[place][0] for place in each.files])
        if best is None:
            continue
        _, path, number = entries[each.files[best[0]]]
        try:
            content = path.read_bytes() if number is None else read_entry(path, number)
            found[each.name] = small_picture(content, best[1])
        except (NotLoaded, OSError):
            continue
    return found
