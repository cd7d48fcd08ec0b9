"""ZIP archives of pictures and videos as they are; materials are exported instead (`studio.workbench.exports`)."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from providers.spec import Capability
from studio.ledger.job import Job
from studio.library.selection_zip import MANIFEST, unique_names
from studio.settings_in_files.file_settings import FileSettings
from studio.workbench.material_files import map_files

_ZIP64_BYTES = 1 << 31


def is_material(job: Job) -> bool:
    """Return whether a job's results are a material that can be exported."""
    return job.capability is Capability.PBR_MATERIAL and bool(map_files(job))


def write_archive(
    out: BinaryIO, job: Job, path_of: Callable[[str], Path], settings: FileSettings | None = None
) -> None:
    """Write all outputs of a job, unchanged or as copies with their settings inside.

    Args:
        out: A writable binary file.
        job: The job; what was deleted is not among its outputs.
        path_of: Returns the file of a sha256.
        settings: Puts them into the copies, and into a manifest beside them.

    Raises:
        OSError: A file is gone.
    """
    # Pictures and videos are compressed already.
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        manifest = settings.manifest_of(job) if settings else None
        if manifest is not None:
            archive.writestr(MANIFEST, manifest)
        names = unique_names([asset.name for asset in job.outputs])
        for name, asset in zip(names, job.outputs, strict=True):
            copy = settings.copy_of(job, asset) if settings else None
            if copy is None:
                archive.write(path_of(asset.sha256), name)
                continue
            with archive.open(name, "w", force_zip64=copy.size_bytes >= _ZIP64_BYTES) as file:
                for piece in copy.pieces():
                    file.write(piece)
