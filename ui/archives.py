"""ZIP archives of a job's results: a material with its manifest, pictures and videos as they are."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from materials.package import write_material_zip
from providers.catalogue import REQUESTS
from providers.spec import Capability
from studio.job import Asset, Job
from ui.job_view import archive_name, model_title, prompt_of


def write_archive(out: BinaryIO, job: Job, path_of: Callable[[str], Path]) -> None:
    """Write all outputs of a job, unchanged.

    Args:
        out: A writable binary file.
        job: The job; what was deleted is not among its outputs.
        path_of: Returns the file of a sha256.

    Raises:
        OSError: A file is gone.
    """
    if job.capability is Capability.PBR_MATERIAL and any(asset.label for asset in job.outputs):
        maps: dict[str, bytes | Path] = {}
        extra: dict[str, bytes] = {}
        for asset in job.outputs:
            if asset.label and asset.label not in maps:
                maps[asset.label] = path_of(asset.sha256)
            else:
                extra[f"unnamed-{asset.position + 1}-{asset.name}"] = path_of(asset.sha256).read_bytes()
        name = archive_name(job).removesuffix(".zip")
        write_material_zip(out, name, maps, extra=extra, manifest=_making(job))
        return
    # Pictures and videos are compressed already.
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, asset in zip(unique_names(job.outputs), job.outputs, strict=True):
            archive.write(path_of(asset.sha256), name)


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


def _making(job: Job) -> dict[str, Any]:
    """Return what the manifest tells of the making; files of the visitor stay out of it."""
    request = REQUESTS.get(job.endpoint)
    files = request.media_fields() if request else {}
    guessed = sorted(asset.label for asset in job.outputs if asset.label and not asset.label_certain)
    return {
        "prompt": prompt_of(job),
        "model": model_title(job),
        "vendor": job.provider,
        "sandbox": job.sandbox,
        "made_at": job.created_at.isoformat(),
        "settings": {name: value for name, value in job.request.items() if name not in files},
    } | ({"guessed_maps": guessed} if guessed else {})
