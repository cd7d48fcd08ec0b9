"""One ZIP with the pictures and videos of a job; materials are exported instead (`studio.workbench.exports`)."""

from collections.abc import Callable, Iterator
from pathlib import Path

from studio.files.zip_stream import ZipStream, file_pieces
from studio.ledger.job import Job
from studio.library.selection_zip import MANIFEST, unique_names
from studio.settings_in_files.file_settings import FileSettings


def job_zip(job: Job, path_of: Callable[[str], Path], settings: FileSettings | None = None) -> Iterator[bytes]:
    """Yield a ZIP with all outputs of a job, unchanged or as copies with their settings inside.

    Args:
        job: The job; what was deleted is not among its outputs.
        path_of: Returns the file of a sha256.
        settings: Puts them into the copies, and into a manifest beside them.

    Raises:
        OSError: A file is gone.
    """
    archive = ZipStream(job.finished_at or job.created_at)
    manifest = settings.manifest_of(job) if settings else None
    if manifest is not None:
        yield from archive.add(MANIFEST, [manifest.encode()])
    names = unique_names([asset.name for asset in job.outputs])
    for name, asset in zip(names, job.outputs, strict=True):
        copy = settings.copy_of(job, asset) if settings else None
        if copy is None:
            yield from archive.add(name, file_pieces(path_of(asset.sha256)), asset.bytes)
        else:
            yield from archive.add(name, copy.pieces(), copy.size_bytes)
    yield archive.close()
