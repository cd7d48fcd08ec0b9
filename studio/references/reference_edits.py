"""Work on references: each edit begins from the original, which stays, and makes a reference of its own."""

import asyncio
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

from materials.pixels.pixel_limit import MAX_PIXELS
from providers.happened import happened
from providers.media_values import LocalMedia
from providers.spec import Media
from studio.errors import NotPossible
from studio.files.file_store import FileStore
from studio.references.picture_edits import (
    WHOLE,
    Area,
    CropBox,
    area_mask,
    fitted,
    frame_at,
    full_mask,
    shown_size,
    turned_part,
)
from studio.references.references import Reference, References

_WORKERS = 2  # decoding a large picture takes hundreds of MB
MOST_FEATHER = 0.1
MOST_AREAS, MOST_POINTS = 100, 1000


class ReferenceEdits:
    """Makes references from an owner's references and results. Edits are JSON values by name:

    `{"turns": 1, "box": [left, top, right, bottom]}` of a part, `{"fitted": true}`, `{"at_s": 1.5}` of a frame, and
    `{"mask": true}`; `Reference.made_from` is the digest of the original.
    """

    def __init__(self, references: References, store: FileStore) -> None:
        self._references = references
        self._store = store
        self._few = asyncio.Semaphore(_WORKERS)

    async def part(self, owner: str, value: str, turns: int, box: CropBox = WHOLE) -> Reference:
        """Return a part of a picture, turned; of an edited picture, a part of its original.

        Args:
            owner: Whose.
            value: "easel:<sha256>" of the picture.
            turns: Quarter turns clockwise, before cutting.
            box: What to keep, as fractions of the turned picture.

        Raises:
            NotFound: The owner has no such picture.
            NotPossible: It is a video, or nothing would be left.
        """
        original = await self._original(owner, value)
        if original.info.kind != "image":
            raise NotPossible(happened("crop_only_pictures"))
        turns, box = turns % 4, _inside(box)
        if turns == 0 and box == WHOLE:
            return original
        edit = {"turns": turns, "box": list(box)}
        return await self._make(
            owner, original, edit, lambda source, target: turned_part(source, original.info, turns, box, target)
        )

    async def fit(self, owner: str, value: str, rules: Media) -> Reference:
        """Return a picture as a model takes it: smaller, lighter, or in another format, as far as the rules demand.

        Raises:
            NotFound: The owner has no such picture.
            NotPossible: Shrinking does not help.
        """
        kept = await self._references.info(owner, value)
        edit = {"fitted": True}
        return await self._make(owner, kept, edit, lambda source, target: fitted(source, kept.info, rules, target))

    async def frame(
        self, owner: str, at_s: float, *, value: str | None = None, asset_id: str | None = None
    ) -> Reference:
        """Return the picture that a video shows at a moment.

        Args:
            owner: Whose.
            at_s: Seconds from its start; a moment beyond the end means the last frame.
            value: "easel:<sha256>" of a video, or
            asset_id: a video of the library.

        Raises:
            NotFound: The owner has no such video.
            NotPossible: It is a picture.
            NotMedia: The video is broken there.
        """
        if not math.isfinite(at_s):
            raise NotPossible(happened("moment_in_seconds"))
        if asset_id is not None:
            video = await self._references.from_asset(owner, asset_id)
        else:
            video = await self._references.info(owner, value or "")
        if video.info.kind != "video":
            raise NotPossible(happened("picture_already"))
        at_s = round(max(0.0, at_s), 3)
        name = f"{Path(video.name).stem} at {at_s:g} s.png"
        return await self._make(
            owner,
            video,
            {"at_s": at_s},
            lambda source, target: frame_at(source, video.info, at_s, target),
            name,
        )

    async def mask(
        self, owner: str, drawn: Path, feather: float, *, of: str | None = None, size: tuple[int, int] | None = None
    ) -> Reference:
        """Return a mask that was drawn small, at the exact size of the picture it is for.

        Args:
            owner: Whose.
            drawn: The drawing; stays where it is. White is what is marked.
            feather: Softness of its edges, as a fraction of the picture's longer side.
            of: "easel:<sha256>" of the picture, or
            size: its width and height in pixels, where only its address is known.

        Raises:
            NotFound: The owner has no such picture.
            NotPossible: Nothing is marked, or the size is not known.
        """
        feather = _softness(feather)
        picture = None if of is None else await self._picture(owner, of)
        if picture is not None:
            size = await self._shown_size(picture)
        if size is None or size[0] * size[1] > MAX_PIXELS:
            raise NotPossible(happened("picture_size_not_known"))
        target = self._store.new_partial()
        await self._work(full_mask, drawn, size, feather, target)
        return await self._keep_mask(owner, target, picture, feather)

    async def mark(
        self, owner: str, value: str, areas: object, feather: float = 0.0, *, inverted: bool = False
    ) -> Reference:
        """Return the mask of some areas of a picture, at its exact size.

        Args:
            owner: Whose.
            value: "easel:<sha256>" of the picture.
            areas: At most 100, each a list of corners [x, y] as fractions of the picture; see `Area`.
            feather: As for `mask`.
            inverted: Mark everything else.

        Raises:
            NotFound: The owner has no such picture.
            NotPossible: It is a video, or nothing is marked.
        """
        picture, feather = await self._picture(owner, value), _softness(feather)
        target = self._store.new_partial()
        await self._work(area_mask, _areas(areas), await self._shown_size(picture), feather, inverted, target)
        return await self._keep_mask(owner, target, picture, feather)

    async def _picture(self, owner: str, value: str) -> Reference:
        kept = await self._references.info(owner, value)
        if kept.info.kind != "image":
            raise NotPossible(happened("mask_only_pictures"))
        return kept

    async def _shown_size(self, picture: Reference) -> tuple[int, int]:
        return await asyncio.to_thread(shown_size, self._store.path(picture.sha256))

    async def _keep_mask(self, owner: str, target: Path, picture: Reference | None, feather: float) -> Reference:
        name = f"{Path(picture.name).stem if picture else 'picture'}-mask.png"
        return await self._references.keep_made(
            owner, target, name, picture.sha256 if picture else None, {"mask": True, "feather": feather}
        )

    async def _original(self, owner: str, value: str) -> Reference:
        kept = await self._references.info(owner, value)
        if kept.made_from is None or "turns" not in kept.edit:
            return kept
        return await self._references.info(owner, str(LocalMedia(kept.made_from)))

    async def _make(
        self,
        owner: str,
        original: Reference,
        edit: dict[str, Any],
        write: Callable[[Path, Path], None],
        name: str | None = None,
    ) -> Reference:
        target = self._store.new_partial()
        await self._work(write, self._store.path(original.sha256), target)
        return await self._references.keep_made(owner, target, name or original.name, original.sha256, edit)

    async def _work(self, work: Callable[..., None], *args: Any) -> None:
        """Do the work in a thread; what it writes, its last argument, is removed when it fails."""
        async with self._few:
            try:
                await asyncio.to_thread(work, *args)
            except BaseException:
                args[-1].unlink(missing_ok=True)
                raise


def _inside(box: CropBox) -> CropBox:
    """Return the box with its edges inside the picture, to a thousandth of a percent.

    Raises:
        NotPossible: It holds nothing, or is no box at all.
    """
    try:
        left, top, right, bottom = (round(min(max(float(edge), 0.0), 1.0), 5) for edge in box)
    except (TypeError, ValueError):
        raise NotPossible(happened("part_not_sides")) from None
    if not (left < right and top < bottom):
        raise NotPossible(happened("nothing_left_of_picture"))
    return left, top, right, bottom


def _softness(feather: float) -> float:
    return min(max(feather, 0.0), MOST_FEATHER) if math.isfinite(feather) else 0.0


def _areas(areas: object) -> Sequence[Area]:
    """Return areas with their corners inside the picture.

    Raises:
        NotPossible: They are no lists of points, or too many.
    """
    given = cast(list[Any], areas) if isinstance(areas, list) else []
    try:
        found = [[(_within(x), _within(y)) for x, y in area] for area in given[: MOST_AREAS + 1]]
    except (TypeError, ValueError):
        found = []
    if not 0 < len(found) <= MOST_AREAS or not all(2 <= len(area) <= MOST_POINTS for area in found):
        raise NotPossible(happened("areas_not_points"))
    return found


def _within(share: Any) -> float:
    """Return a fraction of the picture; a number beyond its edges means the edge."""
    number = float(share)
    if math.isnan(number):
        raise ValueError(share)
    return min(max(number, 0.0), 1.0)
