"""Single maps of a material, ordered from a vendor: what comes ends up in a new version of it, free of charge."""

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from providers.field_sentences import field_sentences
from providers.happened import happened
from providers.spec import GenerationRequest, Role
from studio.errors import NotPossible
from studio.jobs.jobs import Jobs
from studio.ledger.job import Asset, Job
from studio.references.references import References
from studio.workbench.operation_list import MERGE
from studio.workbench.workbench import Workbench

_SEEN = ("basecolor", "texture")
_SOME_PICTURE = "https://picture.invalid/"


class MapOrders:
    """Orders maps of materials; every call names the owner."""

    def __init__(
        self, jobs: Jobs, workbench: Workbench, references: References, request: type[GenerationRequest] | None
    ) -> None:
        self._jobs = jobs
        self._workbench = workbench
        self._references = references
        self._request = request

    @property
    def provider(self) -> str:
        """The vendor that is asked. Raises NotPossible where there is none."""
        return self._cls.provider

    @property
    def offered(self) -> tuple[str, ...]:
        """Names of the maps that can be ordered, in the vendor's order. Raises NotPossible where no vendor does it."""
        return tuple(self._cls.shown(self._maps).choices or {})

    def draft(self, maps: Sequence[str]) -> GenerationRequest:
        """Return an order of some of the maps that are offered, of any picture: what it costs can be asked."""
        return self._cls.model_validate({self._image: _SOME_PICTURE, self._maps: list(maps)})

    async def start(self, owner: str, job_id: str, maps: Any) -> Job:
        """Start the order, which may be charged, and the free work that waits for it; return the order's job.

        Args:
            owner: Whose.
            job_id: The material.
            maps: Names of maps, from anywhere.

        Raises:
            NotFound: The owner has no such material.
            NotPossible: It is not finished, has no picture to work from, or such maps cannot be ordered.
            StudioError: As `Jobs.start` raises.
        """
        job = await self._workbench.material(owner, job_id)
        picture = source_of_maps(job)
        if picture is None:
            raise NotPossible(happened("no_base_colour"))
        kept = await self._references.from_asset(owner, picture.id)
        try:
            wanted = self._cls.model_validate({self._image: kept.value, self._maps: maps})
        except ValidationError as error:
            raise NotPossible(" ".join(field_sentences(self._cls, error).values())) from None
        ordered = await self._jobs.start(owner, wanted)
        await self._workbench.start(owner, MERGE.name, {"material": job.id, "maps_from": ordered.id, "maps": maps})
        return ordered

    @property
    def _cls(self) -> type[GenerationRequest]:
        if self._request is None:
            raise NotPossible(happened("no_vendor_of_maps"))
        return self._request

    @property
    def _image(self) -> str:
        return str(self._cls.field_of(Role.IMAGES))

    @property
    def _maps(self) -> str:
        return str(self._cls.field_of(Role.MAPS))


def source_of_maps(job: Job) -> Asset | None:
    """Return the picture of a material that maps can be worked out from: its base colour, else its texture."""
    found = {asset.label: asset for asset in reversed(job.outputs) if asset.kind == "image"}
    return next((found[label] for label in _SEEN if label in found), None)
