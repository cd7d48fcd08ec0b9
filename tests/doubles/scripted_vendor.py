"""A vendor that plays a script and counts its submits, and a studio around it."""

import asyncio
import io
import tempfile
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from PIL import Image
from pydantic import SecretStr
from sqlalchemy import create_engine, insert, select

from providers.errors import ProviderError, VendorNotFound
from providers.price import Balance, PriceList
from providers.provider import Credentials, Hosted, LocalFile
from providers.spec import Capability, GenerationRequest, Media, Requests, Role, Shown
from providers.task import Output, Task, TaskStatus
from studio.assembly import assemble
from studio.clock import Clock
from studio.jobs.map_labels import Classify
from studio.ledger.database import Ledger
from studio.ledger.job import Job, JobState
from studio.ledger.migrations import migrate
from studio.ledger.tables import jobs
from studio.outside import Outside
from studio.sentences.sentences import sentence_of
from studio.settings import Settings, VendorSettings
from studio.studio import Studio
from studio.vendors.gateways import Gateway
from studio.workbench.operation import Operation
from studio.workbench.operation_list import OPERATIONS

OWNER = "local"
KEY = "key-that-nobody-may-see"
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Picture(GenerationRequest):
    """A text-to-image request."""

    provider = "scripted"
    endpoint = "scripted_picture"
    capability = Capability.TEXT_TO_IMAGE
    model_labels: ClassVar[Mapping[str, str]] = {"quick": "Quick"}

    model: Annotated[Literal["quick"], Shown(Role.MODEL, "Model")] = "quick"
    prompt: Annotated[str, Shown(Role.PROMPT, "Prompt")] = "a red wall"


class Edit(Picture):
    """An edit of pictures, with limits."""

    endpoint = "scripted_edit"
    capability = Capability.IMAGE_EDIT

    images: Annotated[
        list[str] | None,
        Shown(Role.IMAGES, "Pictures"),
        Media(
            "image",
            formats=("jpeg", "png", "bmp", "webp"),
            max_bytes=200_000,
            min_side_px=240,
            max_side_px=8000,
            max_aspect=8,
            png_alpha=False,
        ),
    ] = None
    mask: Annotated[str | None, Shown(Role.MASK, "Mask"), Media("image")] = None
    videos: Annotated[list[str] | None, Shown(Role.VIDEOS, "Videos"), Media("video", formats=("mp4", "mov"))] = None


class Material(Picture):
    """A material request."""

    endpoint = "scripted_material"
    capability = Capability.PBR_MATERIAL


REQUESTS: dict[str, type[GenerationRequest]] = {each.endpoint: each for each in (Picture, Edit, Material)}

Answer = Task | Exception | Callable[[], Awaitable[Task]]


def png(colour: str | tuple[int, ...] = "red", size: tuple[int, int] = (60, 40), mode: str = "RGB") -> bytes:
    """Return a small PNG."""
    file = io.BytesIO()
    Image.new(mode, size, colour).save(file, "PNG")
    return file.getvalue()


def opened(task_id: str = "task-1", **facts: Any) -> Task:
    """Return what a vendor answers to a submit."""
    return Task(task_id, TaskStatus.QUEUED, **facts)


def running(percent: float | None = None, **facts: Any) -> Task:
    """Return a task under way."""
    return Task("task-1", TaskStatus.RUNNING, progress_percent=percent, **facts)


def finished(*outputs: Output, task_id: str | None = "task-1", **facts: Any) -> Task:
    """Return a task with results: one red picture unless some are given."""
    return Task(task_id, TaskStatus.SUCCEEDED, outputs=outputs or (Output("image", data=png()),), **facts)


def failed(error: str = "the model gave up") -> Task:
    """Return a task that the vendor could not finish."""
    return Task("task-1", TaskStatus.FAILED, error=error)


class ScriptedVendor:
    """Answers submits and polls from two lists; the last answer of each repeats."""

    name = "scripted"
    title = "Scripted"

    def __init__(
        self,
        submits: Sequence[Answer] = (opened(),),
        polls: Sequence[Answer] = (finished(),),
        hosts: Sequence[Hosted | Exception] = (Hosted("https://cdn.example/upload.png", 72 * 3600),),
        max_concurrent: int = 8,
        prices: PriceList | ProviderError = VendorNotFound("no price list"),  # noqa: B008 - raised, never changed
        balances: Sequence[Balance | ProviderError] = (VendorNotFound("no balance"),),
    ) -> None:
        self.max_concurrent = max_concurrent
        self._submits, self._polls, self._hosts = list(submits), list(polls), list(hosts)
        self._prices, self._balances = prices, list(balances)
        self.balances_asked = 0
        self.submitted: list[GenerationRequest] = []
        self.polled: list[str] = []
        self.polled_after_s: list[float] = []
        self.hosted: list[LocalFile] = []
        self.keys: set[str] = set()

    async def submit(self, request: GenerationRequest, credentials: Credentials) -> Task:
        self.submitted.append(request)
        self.keys.add(credentials.api_key)
        return await _play(self._submits)

    async def poll(self, task_id: str, credentials: Credentials, elapsed_s: float = 0.0) -> Task:
        self.polled.append(task_id)
        self.polled_after_s.append(elapsed_s)
        return await _play(self._polls)

    async def host(self, file: LocalFile, credentials: Credentials) -> Hosted:
        self.hosted.append(file)
        hosted = self._hosts.pop(0) if len(self._hosts) > 1 else self._hosts[0]
        if isinstance(hosted, Exception):
            raise hosted
        return hosted

    async def prices(self, credentials: Credentials) -> PriceList:
        if isinstance(self._prices, ProviderError):
            raise self._prices
        return self._prices

    async def balance(self, credentials: Credentials) -> Balance:
        self.balances_asked += 1
        answer = self._balances.pop(0) if len(self._balances) > 1 else self._balances[0]
        if isinstance(answer, ProviderError):
            raise answer
        return answer

    async def aclose(self) -> None: ...


async def _play(script: list[Answer]) -> Task:
    answer = script.pop(0) if len(script) > 1 else script[0]
    if isinstance(answer, Exception):
        raise answer
    return answer if isinstance(answer, Task) else await answer()


class Gate:
    """An answer that comes when the test says so."""

    def __init__(self, answer: Task | Exception) -> None:
        self._answer = answer
        self._open = asyncio.Event()
        self.reached = asyncio.Event()

    def open(self) -> None:
        self._open.set()

    async def __call__(self) -> Task:
        self.reached.set()
        await self._open.wait()
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer


class QuickTime:
    """A clock whose waits take no time but are counted."""

    def __init__(self) -> None:
        self.passed_s = 0.0
        self.waits_s: list[float] = []
        self.clock = Clock(now=self.now, monotonic=lambda: self.passed_s, sleep=self._sleep)

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.passed_s)

    async def _sleep(self, seconds: float) -> None:
        self.passed_s += seconds
        self.waits_s.append(seconds)
        await asyncio.sleep(0)


def make_studio(
    data_dir: Path,
    vendor: ScriptedVendor,
    *,
    sandbox: bool = False,
    clock: Clock | None = None,
    classify: Classify | None = None,
    requests: Requests = REQUESTS,
    maps_request: type[GenerationRequest] | None = None,
    operations: Mapping[str, Operation] = OPERATIONS,
    base_url: str = "http://127.0.0.1:1",
    outside: Outside | None = None,
    **settings: Any,
) -> Studio:
    """Return a studio of one scripted vendor; its waits take no time unless a clock is given."""
    vendors = {"scripted": VendorSettings(base_url=base_url, api_key=SecretStr(KEY))}
    gateway = Gateway.to(vendor, api_key=KEY, base_url=base_url, sandbox=sandbox)
    told = Settings(data_dir=data_dir, vendors=vendors, **settings)
    return assemble(
        told,
        [gateway],
        requests=requests,
        maps_request=maps_request,
        classify=classify,
        operations=operations,
        clock=clock or QuickTime().clock,
        outside=outside,
    )


def _begin(data_dir: Path) -> None:
    """Give a new data directory its database."""
    path = data_dir / "easel.db"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_new_database())


@cache
def _new_database() -> bytes:
    """Return an empty database of the newest version: to make one anew takes a third of a short test's time."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "easel.db"
        engine = create_engine(f"sqlite:///{path}")
        with engine.begin() as connection:
            migrate(connection)
        engine.dispose()
        return path.read_bytes()


@asynccontextmanager
async def open_studio(data_dir: Path, vendor: ScriptedVendor, **options: Any) -> AsyncGenerator[Studio]:
    """Yield a running studio of one scripted vendor."""
    _begin(data_dir)
    studio = make_studio(data_dir, vendor, **options)
    async with studio.lifespan(grace_s=5):
        yield studio


async def run_job(studio: Studio, request: GenerationRequest | None = None, wait_s: float = 10) -> Job:
    """Start a job and return it when it is final."""
    job = await studio.jobs.start(OWNER, request or Picture())
    job = await studio.jobs.wait(OWNER, job.id, wait_s)
    assert job.state.final, f"still {job.state}: {sentence_of(job.happened)}"
    return job


async def plant(data_dir: Path, **columns: Any) -> str:
    """Write a job's row as an earlier process would have left it; return its id."""
    ledger = Ledger.in_directory(data_dir)
    await ledger.open()
    row: dict[str, Any] = {
        "id": "planted",
        "owner": OWNER,
        "endpoint": "scripted_picture",
        "provider": "scripted",
        "model": "quick",
        "capability": Capability.TEXT_TO_IMAGE,
        "sandbox": False,
        "request": {"model": "quick", "prompt": "a red wall"},
        "state": JobState.PREPARING,
        "charged": "no",
        "happened": (),
        "stopping": False,
        "watching": False,
        "pending": [],
        "created_at": NOON,
    }
    await ledger.write(insert(jobs).values(row | columns))
    await ledger.close()
    return str((row | columns)["id"])


async def row_of(studio: Studio, job_id: str) -> Any:
    """Return a job's row as it is on the disk."""
    return await studio.machinery.ledger.first(select(jobs).where(jobs.c.id == job_id))


async def until(condition: Callable[[], Awaitable[bool]], wait_s: float = 10) -> None:
    """Return as soon as a condition holds; looks again after each turn of the loop."""
    async with asyncio.timeout(wait_s):
        while not await condition():  # noqa: ASYNC110 - the database is looked at, nothing there sets an event
            await asyncio.sleep(0.005)
