"""A kept material as the exporters take it: its maps as the files they are, and what is known of their making."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from materials.exporters.export_subject import SourceMap, Subject
from materials.material import MAP_NAMES, MapName
from materials.texture_set import ASSUMED_SIZE_M
from providers.plain_text import one_line
from providers.spec import GenerationRequest, Role
from studio.job import Asset, Job
from studio.material_files import height_range_m, origin_of

_LONGEST_NAME = 80


def map_assets(job: Job) -> dict[MapName, Asset]:
    """Return the maps of a material by name; of two with one label the first."""
    found: dict[MapName, Asset] = {}
    for name in MAP_NAMES:
        for asset in job.outputs:
            if asset.label == name:
                found.setdefault(name, asset)
    return found


def subject_of(job: Job, requests: Mapping[str, type[GenerationRequest]], path_of: Callable[[str], Path]) -> Subject:
    """Read a material's files.

    Args:
        job: The job that made it; what was deleted is not among its outputs.
        requests: Endpoint name -> request class.
        path_of: Returns the file of a sha256.

    Raises:
        NothingToExport: It has no map.
        OSError: A file is gone.
    """
    found = map_assets(job)
    request = requests.get(job.endpoint)
    prompt = str(_given(job, request, Role.PROMPT, "prompt") or "")
    maps: dict[MapName, SourceMap] = {
        name: SourceMap(path_of(asset.sha256).read_bytes(), origin_of(job, asset), asset.label_certain)
        for name, asset in found.items()
    }
    taken = {asset.id for asset in found.values()}
    return Subject(
        maps,
        name=one_line(prompt, _LONGEST_NAME) or "Material",
        size_m=job.size_m or ASSUMED_SIZE_M,
        height_range_m=height_range_m(job, path_of),
        prompt=prompt or None,
        seed=_seed(job, request),
        model=request.model_labels.get(job.model, job.model) if request else job.model,
        created=job.created_at.isoformat(),
        making=_making(job, request),
        others={
            _other_name(asset): path_of(asset.sha256).read_bytes() for asset in job.outputs if asset.id not in taken
        },
    )


def _given(job: Job, request: type[GenerationRequest] | None, role: Role, otherwise: str) -> Any:
    return job.request.get((request and request.field_of(role)) or otherwise)


def _seed(job: Job, request: type[GenerationRequest] | None) -> int | None:
    """Return the seed that was asked for, else the one the vendor told."""
    told = [str(seed) for seed in (_given(job, request, Role.SEED, "seed"), *_facts(job, "seed"))]
    return next((int(seed) for seed in told if seed.isdecimal()), None)


def _facts(job: Job, name: str) -> list[str]:
    return [asset.facts[name] for asset in job.outputs if name in asset.facts]


def _other_name(asset: Asset) -> str:
    suffix = asset.name.rpartition(".")[2]
    return f"{asset.label}.{suffix}" if asset.label == "texture" else f"unnamed_{asset.position + 1}.{suffix}"


def _making(job: Job, request: type[GenerationRequest] | None) -> dict[str, Any]:
    """Return what the manifest tells of the making; files of the visitor stay out of it."""
    files = request.media_fields() if request else {}
    return {
        "vendor": job.provider,
        "sandbox": job.sandbox,
        "settings": {name: value for name, value in job.request.items() if name not in files},
    }
