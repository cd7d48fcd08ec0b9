"""What stands for a job, whatever its model calls its settings: its prompt, its seed, its picture."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from materials.maps.map_titles import MAP_TITLES
from providers.spec import GenerationRequest, Requests, Role
from studio.ledger.job import Asset

CALLED = "prompt"
"""The setting that names what work on this machine made. Jobs of models that nobody knows any more are read like it."""

_SEED = "seed"
_LONGEST_SEED = 20


class Requested(Protocol):
    """A job, or its row: what was asked of which model."""

    @property
    def endpoint(self) -> str:
        """Name of the request class, or of work on this machine."""
        ...

    @property
    def request(self) -> Mapping[str, Any]:
        """Field name -> JSON value."""
        ...


def prompt_of(requests: Requests, job: Requested) -> str:
    """Return a job's prompt, or the name of what this machine made; "" where there is none.

    Args:
        requests: Endpoint name -> request class.
        job: The job or its row.
    """
    return str(_given(requests, job, Role.PROMPT, CALLED) or "")


def asked_seed(requests: Requests, job: Requested) -> int | None:
    """Return the seed that was asked for, None where the model was to choose. Takes what `prompt_of` takes."""
    seed = _given(requests, job, Role.SEED, _SEED)
    return seed if isinstance(seed, int) and not isinstance(seed, bool) else None


def seed_of(requests: Requests, job: Requested, asset: Asset | None) -> int | None:
    """Return the seed that was asked for, else the one that the vendor told it chose for a file of the job."""
    asked = asked_seed(requests, job)
    if asked is not None:
        return asked
    told = asset.facts.get(_SEED, "") if asset else ""
    return int(told) if told.isdecimal() and len(told) <= _LONGEST_SEED else None


def shown_order(assets: Sequence[Asset]) -> list[Asset]:
    """Return outputs in the order they are shown: maps as people list them, anything else as it came."""
    order = {name: place for place, name in enumerate(MAP_TITLES)}
    return sorted(assets, key=lambda asset: (order.get(asset.label or "", -1), asset.position))


def pictured(outputs: Sequence[Asset]) -> Asset | None:
    """Return the file that stands for a job: of a material the base colour, else the first that is shown."""
    colour = next((asset for asset in outputs if asset.label == "basecolor"), None)
    return colour or next(iter(shown_order(outputs)), None)


def prompt_field(cls: type[GenerationRequest] | None) -> str | None:
    """Return under which name jobs of a request class, or of none, hold their prompt."""
    return _field(cls, Role.PROMPT, CALLED)


def _given(requests: Requests, job: Requested, role: Role, otherwise: str) -> Any:
    name = _field(requests.get(job.endpoint), role, otherwise)
    return job.request.get(name) if name else None


def _field(cls: type[GenerationRequest] | None, role: Role, otherwise: str) -> str | None:
    if cls is None:
        return otherwise
    # A model may have had such a field when the job was made; a field of that name that is something else is none.
    return cls.field_of(role) or (None if otherwise in cls.model_fields else otherwise)
