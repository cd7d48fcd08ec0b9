"""Which of the files that somebody brings belong to one material: by their folders, the names they share, and tiles."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from materials.errors import NotLoaded
from materials.sets.file_names import Content, FileMeaning, called, name_of_set, read_names, stem_of
from materials.sets.name_words import FORM, MAP_WORDS, SIZE

PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp", ".tga", ".gif", ".exr", ".dds")
_SHOWN_SETS = 30
_TILE = re.compile(r"(?<![0-9a-z])(1[0-9]{3}|u[0-9]+_v[0-9]+)(?![0-9a-z])", re.IGNORECASE)


@dataclass
class FileSet:
    """The files of one material; `files` are places in what was given."""

    name: str
    files: list[int]


@dataclass
class _Group:
    """Files of one folder whose names tell the same material, and the maps among them."""

    folder: tuple[str, ...]
    subject: str
    tile: str
    files: list[int] = field(default_factory=list[int])
    held: set[Content] = field(default_factory=set[Content])


def sets_among(paths: Sequence[str]) -> list[FileSet]:
    """Return the materials among files; fewer than two: all files are of one.

    Two folders, or two names in a folder, are two materials when both have maps of their own. A lone map beside a set
    is another version of that set's map. Tiles of a surface (UDIM 1001, 1002) are a material each.

    Args:
        paths: Names with folders, as far as known.
    """
    pictures = [number for number, path in enumerate(paths) if path.lower().endswith(PICTURE_ENDINGS)]
    groups, loose = _groups(paths, pictures)
    sets = _joined(groups)
    if len(sets) < 2:
        return [FileSet(name_of_set(paths), list(range(len(paths))))]
    for number, folder in loose.items():
        own = [
            each for each in sets if each.folder[: len(folder)] == folder or folder[: len(each.folder)] == each.folder
        ]
        if len(own) == 1:
            own[0].files.append(number)
    return _named(sets, paths)


class SeveralSets(NotLoaded):
    """The files hold several materials, and none of them was chosen by its name."""

    def __init__(self, sets: Sequence[FileSet]) -> None:
        self.names = tuple(each.name for each in sets)
        shown = ", ".join(f'"{name}"' for name in self.names[:_SHOWN_SETS])
        more = f" and {len(sets) - _SHOWN_SETS} more" if len(sets) > _SHOWN_SETS else ""
        super().__init__(f"There are {len(sets)} texture sets in it: {shown}{more}. Choose one of them by its name.")


def chosen_set(paths: Sequence[str], name: str | None) -> list[int]:
    """Return the places of the files that are the chosen material.

    Raises:
        SeveralSets: There are several, and none has that name.
    """
    sets = sets_among(paths)
    if len(sets) == 1:
        return sets[0].files
    for each in sets:
        if name is not None and each.name.casefold() == name.strip().casefold():
            return each.files
    raise SeveralSets(sets)


def _groups(paths: Sequence[str], pictures: Sequence[int]) -> tuple[list[_Group], dict[int, tuple[str, ...]]]:
    """Sort pictures by folder, subject and tile; those whose name tells no map are returned with their folder."""
    folders = {number: _folder(paths[number]) for number in pictures}
    tiles = {number: _tile(paths[number]) for number in pictures}
    several = len(set(tiles.values()) - {""}) > 1
    found: dict[tuple[tuple[str, ...], str, str], _Group] = {}
    loose: dict[int, tuple[str, ...]] = {}
    for folder in dict.fromkeys(folders.values()):
        inside = [number for number in pictures if folders[number] == folder]
        meanings: list[FileMeaning | None] = read_names([_TILE.sub("", paths[number]) for number in inside])
        for number, meaning in zip(inside, meanings, strict=True):
            if meaning is None or not meaning.held:
                loose[number] = folder
                continue
            tile = tiles[number] if several else ""
            key = (folder, " ".join(meaning.subject), tile)
            group = found.setdefault(key, _Group(*key))
            group.files.append(number)
            group.held |= meaning.held
    return list(found.values()), loose


def _joined(groups: Sequence[_Group]) -> list[_Group]:
    """Put groups together that are one material."""
    if all(len(group.held) < 2 and group.subject == groups[0].subject and not group.tile for group in groups):
        return [_Group((), "", "", [number for group in groups for number in group.files])]
    sets: list[_Group] = []
    for group in sorted(groups, key=lambda each: -len(each.held)):
        near = [each for each in sets if _related(group, each)]
        if len(near) == 1 and (len(group.held) == 1 or not group.held & near[0].held):
            near[0].files += group.files
            near[0].held |= group.held
        else:
            sets.append(_Group(group.folder, group.subject, group.tile, list(group.files), set(group.held)))
    return sets


def _related(first: _Group, second: _Group) -> bool:
    less, more = sorted((first.subject, second.subject), key=len)
    near = first.tile == second.tile and _nested(first.folder, second.folder)
    return near and (not less or more == less or more.startswith(f"{less} "))


def _nested(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    shallow, deep = sorted((first, second), key=len)
    return deep[: len(shallow)] == shallow


def _folder(path: str) -> tuple[str, ...]:
    """Return the folders of a file that are not called after sizes, formats or maps."""
    parts = re.split(r"[\\/]", path)[:-1]
    return tuple(part for part in parts if not all(_says_nothing(word) for word in re.findall(r"[^\W_]+", part)))


def _says_nothing(word: str) -> bool:
    low = word.lower()
    return (
        bool(FORM.fullmatch(low) or SIZE.fullmatch(low)) or low in MAP_WORDS or low in ("opengl", "directx", "gl", "dx")
    )


def _tile(path: str) -> str:
    found = _TILE.search(stem_of(path))
    number = found[1].lower() if found else ""
    return number if not number.isdigit() or (1001 <= int(number) <= 1100 and number != "1024") else ""


def _named(sets: Sequence[_Group], paths: Sequence[str]) -> list[FileSet]:
    folders = len({each.folder for each in sets}) > 1
    found: list[FileSet] = []
    for each in sets:
        words = [called(re.findall(r"[^\W_]+", each.folder[-1]))] if folders and each.folder else []
        if each.subject and len({other.subject for other in sets if other.folder == each.folder}) > 1:
            words.append(name_of_set([stem_of(paths[number]) + ".png" for number in each.files]) or each.subject)
        name = " ".join([*words, each.tile]).strip() or each.subject or "the other files"
        taken = sum(other.name.casefold() == name.casefold() or other.name.startswith(f"{name} (") for other in found)
        found.append(FileSet(f"{name} ({taken + 1})" if taken else name, sorted(each.files)))
    return sorted(found, key=lambda each: each.name.casefold())
