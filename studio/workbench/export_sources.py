"""A kept material as the exporters take it: its maps as the files they are, and what is known of their making."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from materials.exporters.export_subject import SourceMap, Subject
from materials.maps.texture_set import ASSUMED_SIZE_M
from materials.material import MapName
from providers.plain_text import one_line
from providers.spec import GenerationRequest, Requests
from studio.ledger.job import Asset, Job
from studio.ledger.job_facts import prompt_of, seed_of
from studio.settings_in_files.embedded_settings import MANIFEST_KEY
from studio.settings_in_files.settings_note import note
from studio.workbench.material_files import height_range_m, map_files, normal_direction
from studio.workbench.operation import Operation
from studio.workbench.operation_list import LOAD, said

_LONGEST_NAME = 80


def subject_of(
    line: Sequence[Job],
    requests: Requests,
    operations: Mapping[str, Operation],
    path_of: Callable[[str], Path],
) -> Subject:
    """Read a material's files.

    Args:
        line: The job whose material it is, last, after those of the versions it was made from, the first one first.
        requests: Endpoint name -> request class.
        operations: Endpoint name -> work that this machine does itself.
        path_of: Returns the file of a sha256.

    Raises:
        NothingToExport: It has no map.
        OSError: A file is gone.
    """
    root, job = line[0], line[-1]
    request = requests.get(root.endpoint)
    found = map_files(job)
    maps: dict[MapName, SourceMap] = {
        file.name: SourceMap(
            path_of(file.asset.sha256).read_bytes(), file.origin, file.certain, "computed" in file.asset.facts
        )
        for file in found
    }
    taken = {file.asset.id for file in found}
    others = [asset for asset in job.outputs if asset.id not in taken and asset.kind == "image"]
    seeds = (seed_of(requests, root, asset) for asset in (None, *root.outputs))
    convention, sure = normal_direction(job, path_of)
    return Subject(
        maps,
        name=one_line(prompt_of(requests, job), _LONGEST_NAME) or "Material",
        size_m=job.size_m or ASSUMED_SIZE_M,
        height_range_m=height_range_m(job, path_of),
        normal_convention=convention,
        normal_certainty=sure,
        prompt=None if root.endpoint == LOAD.endpoint else prompt_of(requests, root) or None,
        seed=next((seed for seed in seeds if seed is not None), None),
        model=request.model_labels.get(root.model, root.model)
        if request
        else said(operations, root.endpoint, root.request),
        created=job.created_at.isoformat(),
        making=_making(root, request, operations, line[1:]),
        others={_other_name(asset): path_of(asset.sha256).read_bytes() for asset in others},
    )


def _other_name(asset: Asset) -> str:
    suffix = asset.name.rpartition(".")[2]
    return f"{asset.label}.{suffix}" if asset.label == "texture" else f"unnamed_{asset.position + 1}.{suffix}"


def _making(
    root: Job,
    request: type[GenerationRequest] | None,
    operations: Mapping[str, Operation],
    versions: Sequence[Job],
) -> dict[str, Any]:
    """Return what the manifest tells of the making; files of the visitor stay out of it."""
    files = {"files", *(request.media_fields() if request else ())}
    return {
        "vendor": root.provider,
        "sandbox": root.sandbox,
        "made_at": root.created_at.isoformat(),
        "settings": {name: value for name, value in root.request.items() if name not in files},
        **({MANIFEST_KEY: note(root, None, request)} if request else {}),
        "versions": [
            {"did": said(operations, job.endpoint, job.request) or job.model, "made_at": job.created_at.isoformat()}
            for job in versions
        ],
    }
