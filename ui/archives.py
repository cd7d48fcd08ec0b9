"""ZIP archives of pictures and videos as they are; materials are exported instead (`studio.exports`)."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from providers.spec import Capability
from studio.carriers.splice import Spliced
from studio.job import Asset, Job
from studio.material_files import map_files

CopyOf = Callable[[Job, Asset], Spliced | None]

_ZIP64_BYTES = 1 << 31


def is_material(job: Job) -> bool:
    """Return whether a job's results are a material that can be exported."""
    return job.capability is Capability.PBR_MATERIAL and bool(map_files(job))


def write_archive(out: BinaryIO, job: Job, path_of: Callable[[str], Path], copy_of: CopyOf | None = None) -> None:
    """Write all outputs of a job, unchanged or as copies with their settings inside.

    Args:
        out: A writable binary file.
        job: The job; what was deleted is not among its outputs.
        path_of: Returns the file of a sha256.
        copy_of: Returns a file with its settings inside, or None where it cannot carry them.

    Raises:
        OSError: A file is gone.
    """
    # Pictures and videos are compressed already.
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, asset in zip(unique_names(job.outputs), job.outputs, strict=True):
            copy = copy_of(job, asset) if copy_of else None
            if copy is None:
                archive.write(path_of(asset.sha256), name)
                continue
            with archive.open(name, "w", force_zip64=copy.size_bytes >= _ZIP64_BYTES) as file:
                for piece in copy.pieces():
                    file.write(piece)


def unique_names(assets: tuple[Asset, ...]) -> list[str]:
    """Return a file name for each asset; a name that occurs again gets a number ("wall-2.png")."""
    names: list[str] = []
    for asset in assets:
        stem, dot, suffix = asset.name.rpartition(".")
        name, number = asset.name, 1
        while name in names:
            number += 1
            name = f"{stem or suffix}-{number}{dot + suffix if stem else ''}"
        names.append(name)
    return names
