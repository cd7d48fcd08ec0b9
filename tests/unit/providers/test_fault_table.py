"""The fault table: every fault the sandbox can show, at every model: how the job ends, its charge, words and POSTs.

Vendors are the real clients over the sandbox gateway inside this process; its drawings are tiny and time is a counter.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from scripted_vendor import OWNER, QuickTime
from tiny_files import picture, tiny

from providers.anyfast.images import AnyFast
from providers.catalogue import REQUESTS
from providers.foxapi.tasks import FoxApi
from providers.spec import Role
from sandbox.gateway import create_gateway
from sandbox.protocol.faults import FAULTS, Faults
from studio.assembly import assemble
from studio.ledger.job import Job
from studio.sentences.sentences import sentence_of
from studio.settings import Settings
from studio.vendors.gateways import Gateway

# --- one studio, one gateway ------------------------------------------------------------------------------------------

BODIES: dict[str, dict[str, Any]] = {
    "foxapi_wan_2_7_image": {"model": "wan-2.7-image", "num_outputs": 2},
    "foxapi_wan_2_7_image_edit": {"model": "wan-2.7-image", "image_urls": ["<file>"], "num_outputs": 2},
    "foxapi_phota_image_edit": {"image_urls": ["<file>"], "num_outputs": 2},
    "foxapi_phota_image": {"num_outputs": 2},
    "foxapi_phota_image_enhance": {"image_url": "<file>"},
    "foxapi_patina_material": {"image_url": "<file>", "maps": ["normal", "roughness"]},
    "foxapi_patina_pbr_maps": {"image_url": "<file>", "maps": ["normal", "roughness"]},
    "foxapi_patina_material_extract": {"image_url": "<file>", "maps": ["normal", "roughness"]},
    "foxapi_wan_2_7_reference_to_video": {"reference_image_urls": ["<file>"], "duration": 2},
    "anyfast_wan2_7_image": {"model": "wan2.7-image", "n": 2, "size": "768x768"},
    "anyfast_wan2_7_image_edit": {"model": "wan2.7-image", "image": ["<file>"], "n": 2, "response_format": "b64_json"},
}
OUTPUTS = {endpoint: 2 for endpoint in BODIES} | {
    "foxapi_patina_material": 3,
    "foxapi_patina_material_extract": 3,
    "foxapi_wan_2_7_reference_to_video": 1,
    "foxapi_phota_image_enhance": 1,
}
PROMPT = {"prompt": "a wall"}


def prompt_of(endpoint: str) -> dict[str, Any]:
    return PROMPT if REQUESTS[endpoint].field_of(Role.PROMPT) else {}


class Counting(httpx.AsyncBaseTransport):
    """Passes requests into the gateway and counts the charged ones."""

    def __init__(self, gateway: Any) -> None:
        self._inner = httpx.ASGITransport(app=gateway)
        self.posts = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.posts += request.method == "POST" and request.url.path.endswith("/generations")
        return await self._inner.handle_async_request(request)


@dataclass(frozen=True)
class Ending:
    """How a job ended."""

    job: Job
    posts: int


class World:
    """A studio whose vendors are live clients of one sandbox gateway."""

    def __init__(self, root: Path) -> None:
        time = QuickTime()
        self._root = root
        self._faults = Faults()
        self._shade = 0
        self._file = ""
        unix = lambda: time.now().timestamp()  # noqa: E731
        # Quick tasks: what each fault does is seen in a few polls.
        gateway = create_gateway(
            root / "gateway", faults=self._faults, speed=20, clock=unix, sleep=time.clock.sleep, produce=tiny
        )
        self._transport = Counting(gateway)
        fox = FoxApi("http://foxapi.sandbox.invalid", transport=self._transport, sleep=time.clock.sleep, now=unix)
        anyfast = AnyFast("http://anyfast.sandbox.invalid", transport=self._transport)
        ways = [
            Gateway.to(each, api_key="sk-a-key", base_url=f"http://{each.name}.sandbox.invalid", sandbox=False)
            for each in (fox, anyfast)
        ]
        settings = Settings(data_dir=root / "data")
        self.studio = assemble(settings, ways, requests=REQUESTS, sandbox=self._transport, clock=time.clock)

    async def run(self, endpoint: str, fault: str) -> Ending:
        """Run one job while a fault is in force."""
        if not self._file or fault.startswith("upload"):
            await self._bring()
        self._faults.set([fault] if fault else [])
        request = REQUESTS[endpoint].model_validate(prompt_of(endpoint) | self._with_file(BODIES[endpoint]))
        before = self._transport.posts
        job = await self.studio.jobs.start(OWNER, request)
        job = await self.studio.jobs.wait(OWNER, job.id, 20)
        return Ending(job, self._transport.posts - before)

    async def _bring(self) -> None:
        """Keep a picture that was never uploaded: one that was is not uploaded again."""
        self._shade += 1
        path = self._root / "upload.png"
        path.write_bytes(picture((240, 240), colour=(self._shade, 0, 0)))
        self._file = (await self.studio.references.keep(OWNER, path, "upload.png")).value

    def _with_file(self, body: Mapping[str, Any]) -> dict[str, Any]:
        swap = {"<file>": self._file}
        return {
            name: [swap.get(item, item) for item in given] if isinstance(given, list) else swap.get(given, given)
            for name, given in body.items()
        }


# --- what is expected -------------------------------------------------------------------------------------------------

FOX = [endpoint for endpoint in BODIES if endpoint.startswith("foxapi")]
ANY = [endpoint for endpoint in BODIES if endpoint.startswith("anyfast")]
UPLOADING = [endpoint for endpoint in FOX if "<file>" in str(BODIES[endpoint])]
LINKED = [*FOX, "anyfast_wan2_7_image"]
"""Whose results are behind links; the other one has them inside its answer."""
LABELLED = [endpoint for endpoint in BODIES if "patina" in endpoint]
SEVERAL = [endpoint for endpoint in BODIES if OUTPUTS[endpoint] > 1]


@dataclass(frozen=True)
class Row:
    """How a job must end; `outputs` counts the kept files, None: all that were asked for."""

    state: str
    charged: str
    says: str
    posts: int = 1
    outputs: int | None = 0
    advice: str = ""


WELL = Row("succeeded", "yes", "Done. It was charged.", outputs=None)


def unclear(says: str) -> Row:
    return Row("unknown", "maybe", f"{says} It may have been charged")


def refused(says: str) -> Row:
    return Row("failed", "no", says)


def probably_refused(says: str, advice: str = "un it again") -> Row:
    return Row("unknown", "maybe", f"{says} It was probably not charged: your ", advice=advice)


def at(endpoints: Sequence[str], row: Row) -> dict[str, Row]:
    return dict.fromkeys(endpoints, row)


def lost(says: str) -> dict[str, Row]:
    """Return the end of jobs whose results cannot be fetched."""
    return at(LINKED, Row("failed", "yes", says))


MADE_NOTHING = at(FOX, Row("failed", "maybe", "could not make it")) | at(ANY, refused("refused a setting or a file"))
ONE_LESS = {endpoint: Row("succeeded", "yes", "Done.", outputs=OUTPUTS[endpoint] - 1) for endpoint in SEVERAL}
ONLY_ONE = at(FOX, Row("succeeded", "yes", "Done.", outputs=1))

TABLE: dict[str, dict[str, Row]] = {
    "": {},
    "create-401": at(list(BODIES), refused("did not accept the key")),
    "create-402": at(list(BODIES), refused("no balance left")),
    "create-422": at(list(BODIES), refused("Change what the vendor names")),
    "create-429": at(list(BODIES), probably_refused("takes no more requests at the moment.", "Run it again in")),
    "create-409": at(list(BODIES), probably_refused("refused it.")),
    "create-error-inside": at(list(BODIES), probably_refused("takes no more requests at the moment.")),
    "create-500": at(list(BODIES), unclear("an error of its own (500), which does not say whether it began.")),
    "create-503": at(list(BODIES), unclear("an error of its own (503), which does not say whether it began.")),
    "create-cut": at(list(BODIES), unclear("broke before a clear answer came.")),
    "create-hang": at(list(BODIES), unclear("broke before a clear answer came.")),
    "create-no-id": at(FOX, unclear("answered, but not so that Easel can tell whether it began.")),
    "create-html": at(list(BODIES), refused("Nothing was charged. Try it from another network")),
    "task-fails": MADE_NOTHING,
    "task-fails-string": MADE_NOTHING,
    "task-fails-reason": MADE_NOTHING,
    "task-fewer-outputs": ONE_LESS,
    "task-slow": {},
    "poll-404:9": {},
    "poll-429:7": {},
    "poll-500:7": {},
    "poll-html:7": {},
    "poll-cut:7": {},
    "poll-astray:7": {},
    "poll-another:5": {},
    "poll-empty": at(FOX, Row("failed", "yes", "gave no result. It was charged.")),
    "poll-empty:3": {},
    "poll-string-results": {},
    "poll-output-urls": {},
    "poll-output-url": ONLY_ONE,
    "poll-flat": ONLY_ONE,
    "poll-wrapped": ONLY_ONE,
    "poll-nested": {},
    "poll-base64": {},
    "poll-status-spelling": {},
    "poll-progress-string": {},
    "poll-no-map-type": {},
    "poll-shuffled-maps": {},
    "poll-smoothness": {},
    "file-404": lost("does not have the file (404). It was charged."),
    "file-410": lost("the link is dead. It was charged."),
    "file-500:3": {},
    "file-truncated:3": {},
    "file-wrong-type": {},
    "file-html:3": {},
    "file-astray:3": {},
    "file-redirect": {},
    "file-redirect-loop:3": {},
    "file-slow": {},
    "upload-500": at(UPLOADING, Row("failed", "no", "(it answered 500), so the request was not sent.", posts=0)),
    "upload-413": at(UPLOADING, Row("failed", "no", "Use a smaller file", posts=0)),
    "upload-nested": {},
    "b64-data-prefix": {},
    "b64-both-null": at(ANY, Row("failed", "maybe", "could not make it")),
}
"""Fault (":n" times, else for as long as the job runs) -> what differs from all going well."""


def struck(fault: str) -> Sequence[str]:
    """Return the models at which a fault can strike."""
    name = fault.partition(":")[0]
    if name.startswith("b64"):
        return ANY
    if "map" in name or "smoothness" in name:
        return LABELLED
    place = FAULTS[name][0] if name else "create"
    return {"poll": FOX, "upload": UPLOADING, "file": LINKED}.get(place, list(BODIES))


async def everything(root: Path) -> dict[tuple[str, str], Ending]:
    world = World(root)
    async with world.studio.lifespan():
        return {(fault, endpoint): await world.run(endpoint, fault) for fault in TABLE for endpoint in struck(fault)}


@pytest.fixture(scope="module")
def endings(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Ending]:
    """All jobs of the table, run once."""
    return asyncio.run(everything(tmp_path_factory.mktemp("faults")))


def test_the_table_has_every_fault_and_every_model() -> None:
    assert {fault.partition(":")[0] for fault in TABLE} == {"", *FAULTS}
    assert set(BODIES) == set(REQUESTS)


@pytest.mark.parametrize("fault", TABLE)
def test_fault(fault: str, endings: dict[tuple[str, str], Ending]) -> None:
    assert set(TABLE[fault]) <= set(struck(fault))
    for endpoint in struck(fault):
        row, ending = TABLE[fault].get(endpoint, WELL), endings[fault, endpoint]
        job = ending.job
        kept = OUTPUTS[endpoint] if row.outputs is None else row.outputs
        found = (job.state.value, job.charged, ending.posts, len(job.outputs))
        assert found == (row.state, row.charged, row.posts, kept), f"{endpoint}: {sentence_of(job.happened)}"
        assert row.says in sentence_of(job.happened), endpoint
        assert row.advice in sentence_of(job.happened), endpoint
        # What may have cost money names its reason, or the results are there.
        assert job.error or job.state == "succeeded" or row.charged == "yes", endpoint


@pytest.mark.parametrize(
    ("fault", "labels"),
    [
        ("", {"texture": True, "normal": True, "roughness": True}),
        ("poll-no-map-type", {"texture": False, "normal": False, "roughness": False}),
        ("poll-string-results", {"texture": False, "normal": False, "roughness": False}),
        ("poll-shuffled-maps", {"roughness": True, "normal": True, "texture": True}),
        ("poll-smoothness", {"texture": True, "normal": True, "roughness": False}),
        ("poll-output-url", {None: True}),
    ],
)
def test_maps_are_called_certain_only_where_the_vendor_said_so(
    fault: str, labels: dict[str | None, bool], endings: dict[tuple[str, str], Ending]
) -> None:
    outputs = endings[fault, "foxapi_patina_material"].job.outputs
    assert {asset.label: asset.label_certain for asset in outputs} == labels


def test_the_parameter_that_a_vendor_names_is_on_the_job(endings: dict[tuple[str, str], Ending]) -> None:
    for endpoint in BODIES:
        # A parameter that the model does not have has no place in the form.
        assert endings["create-422", endpoint].job.error_field == REQUESTS[endpoint].field_of(Role.PROMPT)
        assert endings["create-402", endpoint].job.error_field is None
