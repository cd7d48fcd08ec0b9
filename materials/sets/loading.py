"""Bring your own: the pictures of an existing texture set become a `TextureSet`, whoever made them."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from materials.errors import NotLoaded
from materials.maps.map_titles import map_words
from materials.maps.maps import Convention
from materials.maps.slope_fit import fit_slopes, judge_convention
from materials.maps.texture_set import ASSUMED_SIZE_M, Origin, TextureMap, TextureSet
from materials.material import COLOUR_MAPS, MAP_NAMES, FloatArray, MapName
from materials.pixels.pixel_codes import colour, grey, inverted, numbers
from materials.pixels.png import CodeArray
from materials.pixels.resample import shrunk
from materials.sets.archive_entries import MOST_BYTES, is_archive, unpack
from materials.sets.brought_picture import BroughtPicture, read_picture
from materials.sets.classify import PACKED, TEXTURE, classify
from materials.sets.file_names import Content, FileMeaning, read_names
from materials.sets.name_proof import contradiction, has_alpha, is_grey
from materials.sets.packed_orders import order_by_pixels
from materials.sets.set_choice import PICTURE_ENDINGS, chosen_set

MOST_PICTURES = 64
KEPT_PX = 4096
"""Larger pictures are made smaller, to spare memory."""

_UNREAD_ENDINGS = (".hdr", ".psd", ".ktx2", ".sbsar")
_ARCHIVE_ENDINGS = (".zip", ".rar", ".7z")
_ORDER_CERTAINTY = 0.6
_EXPORT_FORMAT = "easel-material-export"


@dataclass(frozen=True)
class Loaded:
    """What came of some files.

    Attributes:
        textures: The maps that were found.
        notes: One sentence for everything a person should know: what was taken for what, changed or left out.
    """

    textures: TextureSet
    notes: tuple[str, ...]


@dataclass
class _Candidate:
    """One map that a file offers; `rank` orders candidates for the same map, larger is better."""

    name: MapName
    map: TextureMap
    file: str
    rank: tuple[int, ...]
    notes: list[str]
    convention: Convention | None
    height_range_m: float | None = None


@dataclass
class _Reading:
    """The files of a set while they are read."""

    origin: Origin
    notes: list[str] = field(default_factory=list[str])
    found: list[_Candidate] = field(default_factory=list[_Candidate])
    pictures: list[tuple[str, bytes]] = field(default_factory=list[tuple[str, bytes]])
    size_m: float | None = None
    height_range_m: float | None = None

    def label(self, path: str) -> str:
        """Return what to call a file: its name, with its folder where another one has the same."""
        name = _file_name(path)
        parts = [part for part in re.split(r"[\\/]", path) if part]
        alike = sum(_file_name(other) == name for other, _ in self.pictures)
        return f"{_short(parts[-2])}/{name}" if alike > 1 and len(parts) > 1 else name


def load_brought(files: Sequence[tuple[str, bytes]], set_name: str | None = None) -> Loaded:
    """Read whatever somebody chose as one texture set: pictures, ZIPs, or both; see `load_files`.

    Args:
        files: (name with or without folders, content).
        set_name: Which of the sets among the files, where there are several.

    Raises:
        NotLoaded: A ZIP can't be read, there is too much, no map is among the files, or they hold several sets and
            none was chosen.
    """
    found: list[tuple[str, bytes]] = []
    for path, content in files:
        found += unpack(content) if is_archive(content) else [(path, content)]
        if sum(len(content) for _, content in found) > MOST_BYTES:
            raise NotLoaded(f"The files hold more than {MOST_BYTES >> 20} MB. Choose those of one material.")
    chosen = chosen_set([path for path, _ in found], set_name)
    return load_files([found[number] for number in chosen])


def load_files(files: Sequence[tuple[str, bytes]], *, origin: Origin = "loaded") -> Loaded:
    """Read the pictures of one texture set: ambientCG, Poly Haven, Substance, engines', or without telling names.

    Names decide first; what they leave open is classified by content, which the maps' certainty shows. Packed files
    are taken apart, gloss becomes roughness, DirectX normals become OpenGL. Of several files for one map the better is
    taken: one that is not packed, OpenGL before DirectX, more pixels, more bits. A manifest of our own export gives
    the size in metres.

    Args:
        files: (name with or without folders, content), at most 64 pictures.
        origin: Who made the maps.

    Raises:
        NotLoaded: There is no map among the files, or too many pictures.
    """
    reading = _Reading(origin)
    for path, content in files:
        _sort_in(reading, path, content)
    if len(reading.pictures) > MOST_PICTURES:
        raise NotLoaded(
            f"{len(reading.pictures)} pictures are more than one material has. Choose at most {MOST_PICTURES}."
        )
    unnamed: list[tuple[str, bytes]] = []
    meanings = read_names([path for path, _ in reading.pictures])
    for (path, content), meaning in zip(reading.pictures, meanings, strict=True):
        if meaning is None:
            unnamed.append((path, content))
        elif not meaning.channels:
            why = "it shows the material" if meaning.preview else "its map is not one of the six"
            reading.notes.append(f"{reading.label(path)} was left out: {why}.")
        elif not _take_named(reading, path, content, meaning):
            unnamed.append((path, content))
    _take_unnamed(reading, unnamed)
    return _chosen(reading)


def read_map(
    name: MapName, picture: bytes, *, origin: Origin, certainty: float = 1.0, upright: float | None = None
) -> TextureMap:
    """Read one picture whose map is known, as a vendor's result is; the file is kept as the original.

    Raises:
        NotLoaded: It is no picture, a placeholder, or too large; the sentence does not name the file.
    """
    read = read_picture(picture, [], (name,))
    original = read.original if max(read.codes.shape[:2]) <= KEPT_PX else None
    return TextureMap(shrunk(_numbers(name, read.codes), KEPT_PX), origin, certainty, original, upright)


def _sort_in(reading: _Reading, path: str, content: bytes) -> None:
    ending = path.lower()
    if ending.endswith(_UNREAD_ENDINGS):
        kind = path.rpartition(".")[2].upper()
        reading.notes.append(f"{_file_name(path)} was left out: {kind} is not read. Save it as PNG with 16 bits.")
    elif ending.endswith(_ARCHIVE_ENDINGS) or is_archive(content[:4]):
        reading.notes.append(f"{_file_name(path)} was left out: it is an archive in an archive. Unpack it first.")
    elif ending.endswith("manifest.json"):
        _read_manifest(reading, content)
    elif ending.endswith(PICTURE_ENDINGS) or "." not in _file_name(path):
        reading.pictures.append((path, content))


def _read_manifest(reading: _Reading, content: bytes) -> None:
    try:
        document: Any = json.loads(content)
        if document["format"] != _EXPORT_FORMAT:
            return
        size_m, range_m = float(document["size_m"]), float(document["height_range_m"])
    except (ValueError, KeyError, TypeError):
        return
    if 0 < size_m < 1e6 and 0 <= range_m < 1e6:
        reading.size_m = size_m
        reading.height_range_m = None if document.get("height_range_assumed") else range_m


def _take_named(reading: _Reading, path: str, content: bytes, meaning: FileMeaning) -> bool:
    """Take what a named file holds; return False where its pixels show that it cannot be that."""
    notes: list[str] = []
    label = reading.label(path)
    packed = len(meaning.channels) > 1
    try:
        picture = read_picture(content, notes, meaning.channels, label, alpha=packed or meaning.alpha is not None)
    except NotLoaded as error:
        reading.notes.append(f"{label} was left out: {error}")
        return True
    grey_only = is_grey(picture.codes) and "gloss" not in meaning.channels[3:] and not has_alpha(picture.codes)
    if grey_only and meaning.single:
        packed, meaning = False, replace(meaning, channels=(meaning.single,), alpha=None)
    if packed and grey_only:
        reading.notes.append(f"{label} was left out: its name says that it is packed, but it holds one channel.")
        return True
    if packed:
        _take_apart(reading, path, picture, meaning, notes)
        return True
    (held,) = meaning.channels
    if held is None:
        return False
    why = contradiction(held, picture.codes)
    if why is not None:
        reading.notes.append(f"{label} is called {map_words(held)}, but {why}. Its pixels decide.")
        return False
    if picture.codes.ndim == 3 and picture.codes.shape[2] == 4:
        alpha = picture.codes[..., 3]
        picture = replace(picture, codes=picture.codes[..., :3])
        if meaning.alpha and float(alpha.std()) > 0:
            said = [f"{map_words(meaning.alpha).capitalize()} was taken from alpha of {label}."]
            reading.found.append(_candidate(reading, path, None, alpha, meaning.alpha, meaning, said))
    candidate = _candidate(reading, path, picture.original, picture.codes, held, meaning, notes)
    candidate.height_range_m = picture.height_range_m
    reading.found.append(candidate)
    return True


def _take_apart(reading: _Reading, path: str, picture: BroughtPicture, meaning: FileMeaning, notes: list[str]) -> None:
    label = reading.label(path)
    codes = picture.codes if picture.codes.ndim == 3 else picture.codes[..., None]
    order = order_by_pixels(codes, (meaning.channels, *meaning.others))
    reading.notes += [f"{label} {refused}" for refused in order.refused]
    for index, held in enumerate(order.channels):
        if held is None:
            continue
        sure = order.certainty[held]
        by = "" if sure == 1 else f" by its pixels, {sure:.0%} sure"
        said = f"{map_words(held).capitalize()} was taken from channel {index + 1} of {label}{by}."
        candidate = _candidate(reading, path, None, codes[..., index], held, meaning, [*notes, said])
        candidate.map = replace(candidate.map, certainty=sure)
        reading.found.append(candidate)


def _candidate(
    reading: _Reading,
    path: str,
    original: bytes | None,
    codes: CodeArray,
    held: Content,
    meaning: FileMeaning,
    notes: list[str],
) -> _Candidate:
    name: MapName = "roughness" if held == "gloss" else held
    if held == "gloss":
        codes, original = inverted(grey(codes)), None
        notes = [*notes, f"{reading.label(path)} holds gloss; it was inverted to roughness."]
    array = _numbers(name, codes)
    if meaning.convention == "directx":
        array, original = array * np.array([1, -1, 1], np.float32), None
        notes = [*notes, f"{reading.label(path)} is a DirectX normal map; its green was flipped to OpenGL."]
    if max(array.shape[:2]) > KEPT_PX:
        array, original = shrunk(array, KEPT_PX), None
        notes = [*notes, f"{reading.label(path)} was made smaller, to {KEPT_PX} px, to spare memory."]
    conventions: dict[Convention | None, int] = {"directx": 0, None: 1, "opengl": 2}
    rank = (
        int(held != "gloss"),  # what was painted goes before what had to be turned over
        int(len(meaning.channels) == 1 and held in meaning.channels),
        meaning.worth,
        conventions[meaning.convention],
        array.shape[0] * array.shape[1],
        codes.itemsize,
        int(not path.lower().endswith((".jpg", ".jpeg", ".webp"))),
    )
    return _Candidate(name, TextureMap(array, reading.origin, 1.0, original), path, rank, notes, meaning.convention)


def _take_unnamed(reading: _Reading, pictures: Sequence[tuple[str, bytes]]) -> None:
    """Classify pictures by content, for the maps that no name gave."""
    readable: list[tuple[str, bytes, BroughtPicture, list[str]]] = []
    for path, content in pictures:
        notes: list[str] = []
        try:
            readable.append((path, content, read_picture(content, notes, ()), notes))
        except NotLoaded as error:
            reading.notes.append(f"{reading.label(path)} was left out: {error}")
    known: set[MapName] = {candidate.name for candidate in reading.found}
    guesses = classify([content for _, content, *_ in readable])
    for (path, _, picture, notes), guess in zip(readable, guesses, strict=True):
        if guess.label == PACKED and picture.codes.ndim == 3:
            _take_guessed_pack(reading, path, picture.codes, guess.confidence, known)
            continue
        label: MapName | None = next((name for name in MAP_NAMES if name == guess.label), None)
        if label is None or label in known:
            why = "it is the lit picture" if guess.label == TEXTURE else "neither name nor content tell which map it is"
            reading.notes.append(f"{reading.label(path)} was left out: {why}.")
            continue
        sure = f"{guess.confidence:.0%} sure"
        notes.append(f"{reading.label(path)} was taken for the {map_words(label)} by its content, {sure}.")
        candidate = _candidate(reading, path, picture.original, picture.codes, label, FileMeaning((label,)), notes)
        candidate.map = replace(candidate.map, certainty=guess.confidence)
        reading.found.append(candidate)


def _take_guessed_pack(reading: _Reading, path: str, codes: CodeArray, sure: float, known: set[MapName]) -> None:
    """Take a packed picture apart in the order of glTF, Unreal and Poly Haven; nothing in it tells of another."""
    order: tuple[MapName, ...] = ("ambient_occlusion", "roughness", "metalness")
    held: tuple[MapName | None, ...] = tuple(
        None if name in known or not codes[..., index].any() else name for index, name in enumerate(order)
    )
    words = ", ".join(map_words(name) for name in held if name)
    note = f"{reading.label(path)} looks packed, {sure:.0%} sure; its channels were taken for {words}. Check them."
    for index, name in enumerate(order):
        if held[index] is not None:
            plane = np.ascontiguousarray(codes[..., index])
            candidate = _candidate(reading, path, None, plane, name, FileMeaning(held), [note])
            # Which channel is which was not seen, only that there are several.
            candidate.map = replace(candidate.map, certainty=min(sure, _ORDER_CERTAINTY))
            reading.found.append(candidate)


def _chosen(reading: _Reading) -> Loaded:
    maps: dict[MapName, TextureMap] = {}
    for name in MAP_NAMES:
        offers = [candidate for candidate in reading.found if candidate.name == name]
        if not offers:
            continue
        best = max(offers, key=lambda candidate: candidate.rank)
        maps[name] = best.map
        if name == "normal" and best.convention is not None:
            maps[name] = replace(best.map, upright=1.0)
        if best.height_range_m is not None:
            reading.height_range_m = best.height_range_m
        reading.notes += best.notes
        taken = reading.label(best.file)
        others = {reading.label(offer.file) for offer in offers if offer is not best}
        if others:
            before = ", ".join(sorted(f"another {other}" if other == taken else other for other in others))
            reading.notes.append(f"{map_words(name).capitalize()}: {taken} was taken before {before}.")
    if not maps:
        why = " ".join(reading.notes) or "There is no picture among the files."
        raise NotLoaded(f"No map of a material was found. {why}")
    if "normal" in maps and maps["normal"].upright is None:
        maps["normal"] = _judged_upright(maps["normal"], maps.get("height"), reading.notes)
    sizes = {map_.size_px for map_ in maps.values()}
    if len(sizes) > 1:
        largest = max(sizes, key=lambda size: size[0] * size[1])
        reading.notes.append(
            f"The maps differ in size. Completing the material brings all to {largest[1]} x {largest[0]} px."
        )
    textures = TextureSet(maps, reading.size_m or ASSUMED_SIZE_M, reading.height_range_m)
    notes = dict.fromkeys(reading.notes)
    return Loaded(textures, tuple(notes))


def _judged_upright(normal: TextureMap, height: TextureMap | None, notes: list[str]) -> TextureMap:
    """Return a normal map whose name told no convention as OpenGL, as far as its slopes tell which it is."""
    verdict = judge_convention(fit_slopes(normal.array, None if height is None else height.array))
    sure = round(min(verdict.confidence, 0.99), 2)
    if verdict.convention is None:
        notes.append(
            "Neither name nor slopes tell which way green runs in the normal map; OpenGL was taken. "
            "If bumps look like dents, press Flip green under Check."
        )
    if verdict.convention != "directx":
        return replace(normal, upright=sure)
    notes.append(f"By its slopes the normal map is DirectX, {sure:.0%} sure; its green was flipped to OpenGL.")
    turned = normal.array * np.array([1, -1, 1], np.float32)
    return replace(normal, array=turned, original=None, upright=sure)


def _numbers(name: MapName, codes: CodeArray) -> FloatArray:
    return numbers(name, colour(codes) if name in COLOUR_MAPS else grey(codes))


def _file_name(path: str) -> str:
    return _short(re.split(r"[\\/]", path)[-1]) or "a file"


def _short(name: str) -> str:
    """Return a name for a sentence; the end of a long one tells more than its middle."""
    shown = "".join(character for character in name if character.isprintable())
    return shown if len(shown) <= 60 else f"{shown[:25]}…{shown[-34:]}"
