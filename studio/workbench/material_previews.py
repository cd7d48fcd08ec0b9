"""Quick pictures of what an operation would make of a material: the same work on small maps, on a sphere."""

import asyncio
import io
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from materials.maps.complete import complete, even_sized
from materials.maps.texture_set import TextureSet
from materials.show.render import render_sphere
from studio.ledger.job import Job
from studio.workbench.material_files import map_files, read_material
from studio.workbench.operation import Ingredients, Operation, OperationSettings

SIDE_PX = 320
MAPS_PX = 256
_REMEMBERED = 8


@dataclass(frozen=True)
class Preview:
    """A sphere of what would be made, as WebP, and the sentences that would come with it."""

    picture: bytes
    notes: tuple[str, ...]


class MaterialPreviews:
    """Makes previews, one at a time; the small maps of the last few materials are remembered."""

    def __init__(self, path_of: Callable[[str], Path]) -> None:
        """Make them.

        Args:
            path_of: Returns the file of a sha256.
        """
        self._path_of = path_of
        self._thread = ThreadPoolExecutor(1, "previews")
        self._small: OrderedDict[tuple[object, ...], TextureSet] = OrderedDict()

    async def make(self, operation: Operation, settings: OperationSettings, sources: Sequence[Job]) -> Preview:
        """Return a preview of the result.

        Raises:
            ValueError: The operation cannot be done; the text says why.
        """
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._make, operation, settings, sources)

    def close(self) -> None:
        """Begin no further preview."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _make(self, operation: Operation, settings: OperationSettings, sources: Sequence[Job]) -> Preview:
        ingredients = Ingredients([self._read(job) for job in sources], most_px=MAPS_PX)
        made = operation.make(settings, ingredients, lambda share: None)
        file = io.BytesIO()
        Image.fromarray(render_sphere(complete(made.textures).material(), SIDE_PX)).save(file, "WEBP", quality=82)
        return Preview(file.getvalue(), made.notes)

    def _read(self, job: Job) -> TextureSet:
        maps = tuple((each.name, each.asset.sha256) for each in map_files(job))
        key = (maps, job.size_m, job.height_range_m)
        if key not in self._small:
            self._small[key] = _shrunk(read_material(job, self._path_of, lambda share: None).textures)
            while len(self._small) > _REMEMBERED:
                self._small.popitem(last=False)
        self._small.move_to_end(key)
        return self._small[key]


def _shrunk(textures: TextureSet) -> TextureSet:
    """Return all maps at one small size of the same proportions, completed: what every preview begins with."""
    height, width = textures.size_px
    factor = min(1.0, MAPS_PX / max(height, width))
    size_px = (max(1, round(height * factor)), max(1, round(width * factor)))
    return complete(
        textures.changed({name: even_sized(name, map_.array, size_px) for name, map_ in textures.maps.items()})
    )
