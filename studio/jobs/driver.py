"""The life of a job as a state machine over its row: callable in any state, after any crash, more than once.

preparing -> submitting -> queued -> running -> saving -> succeeded, with ways out to failed, stopped and unknown.

A row found in `submitting` means that somebody died around the POST: it becomes `unknown` and is never sent again.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType

from pydantic import ValidationError

from providers.errors import BadCredentials, Malformed, NoResults, ProviderError, Refused
from providers.happened import Happenings, happened
from providers.polling.poll_schedule import PollPolicy
from providers.polling.polling import follow, says_no_such_task
from providers.spec import GenerationRequest
from providers.task import Output, Task, TaskStatus
from studio.jobs import job_happenings
from studio.jobs.job_row import JobRow
from studio.jobs.job_services import JobServices
from studio.jobs.outcomes import answered, arrived, charge, elapsed_s, end, outcome_kind, reserved
from studio.jobs.pending import from_json
from studio.jobs.profile_rows import made_profile, profile_kept
from studio.jobs.submission import Submission
from studio.ledger.job import JobState
from studio.ledger.tables import jobs
from studio.vendors.gateways import Gateway

log = logging.getLogger(__name__)

_PROGRESS_STEP = 25.0
_LINKS_LIVE_S = 24 * 3600.0
_CLOSELY_S = 10.0
_CLOSELY = 0.1
"""A duration is remembered when its end was seen within so many seconds, or this share of it."""


DriveRow = Callable[[JobRow], Awaitable[None]]
"""Brings a job that is not over as far as it goes."""


class Driver:
    """Drives jobs by id, each by one drive at a time. A drive reads its row once."""

    def __init__(self, services: JobServices, others: Mapping[str, DriveRow] = MappingProxyType({})) -> None:
        """Make one.

        Args:
            services: What driving a vendor's job needs.
            others: Provider -> what drives its jobs, where it is no vendor.
        """
        self._services = services
        self._others = others
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}
        self._posts: set[asyncio.Future[bool]] = set()
        self._followed: set[str] = set()
        self._closing = False

    async def drive(self, job_id: str) -> None:
        """Bring a job as far as it goes; return at once when it is over.

        A cancelled drive leaves the row so that the next drive goes on. A POST in flight is waited for first.
        """
        async with self._alone(job_id):
            row = await JobRow.read(self._services.ledger, self._services.changes, job_id)
            if row is not None and not row.over:
                await self._others.get(row.provider, self._drive_at_vendor)(row)

    def close(self) -> None:
        """Begin no further POST: the process is about to end."""
        self._closing = True

    def abandon_posts(self) -> None:
        """Cut off the POSTs still in flight; their jobs become `unknown` at the next start."""
        for post in self._posts:
            post.cancel()

    async def _drive_at_vendor(self, row: JobRow) -> None:
        gateways = self._services.gateways
        way = gateways.way(row.provider, row.sandbox)
        title = way.provider.title if way else row.provider
        if row.state is JobState.SUBMITTING:
            await _died_in_submit(self._services, row, title)
        if row.over:
            return
        gateway = gateways.to_go_on(row.provider, row.sandbox, row.owner, row.key_id)
        if gateway is None and row.pending:  # results are fetched without a key
            gateway = way
        if gateway is None:
            await _without_key(self._services, row, title)
        else:
            if row.state is not JobState.PREPARING:
                self._services.balances.resumed(gateway, row.id)
            await _Drive(self._services, row, gateway, self._protected, self._followed).run()
        if gateway is not None and row.over:
            await _settle(self._services, row, gateway)

    async def _protected(self, submit: Callable[[], Awaitable[bool]]) -> bool:
        """Run one submit to its end, whatever is cancelled meanwhile: its answer is being paid for."""
        if self._closing:
            raise asyncio.CancelledError
        post = asyncio.ensure_future(submit())
        self._posts.add(post)
        post.add_done_callback(self._posts.discard)
        cancelled = False
        while not post.done():
            try:
                await asyncio.wait([post])
            except asyncio.CancelledError:
                cancelled = True
        if cancelled:
            raise asyncio.CancelledError
        return post.result()

    @asynccontextmanager
    async def _alone(self, job_id: str) -> AsyncGenerator[None]:
        lock, users = self._locks.get(job_id, (asyncio.Lock(), 0))
        self._locks[job_id] = lock, users + 1
        try:
            async with lock:
                yield
        finally:
            lock, users = self._locks.pop(job_id)
            if users > 1:
                self._locks[job_id] = lock, users - 1


async def _without_key(services: JobServices, row: JobRow, title: str) -> None:
    """Say what the job waits for, and obey Stop. It is driven again when the key is back."""
    if row.state.final:
        return
    if row.stopping and row.state is JobState.PREPARING:
        return await end(services, row, JobState.STOPPED, "no", job_happenings.STOPPED_BEFORE)
    if row.stopping:
        told = job_happenings.stopped_waiting(title, row.sandbox)
        return await end(services, row, JobState.STOPPED, row.charged, told, watching=True)
    await row.write(happened=job_happenings.without_key(title, own=row.key_id is not None))


async def _died_in_submit(services: JobServices, row: JobRow, vendor: str) -> None:
    """Go on with the answer where it was written down; without one, nobody knows what became of the submit."""
    answer = services.inbox.find(row.id)
    if answer is not None:
        return await answered(services, row, vendor, answer)
    told = job_happenings.unknown_after_restart(vendor, row.sandbox)
    await end(services, row, JobState.UNKNOWN, "maybe", told)


async def _settle(services: JobServices, row: JobRow, gateway: Gateway) -> None:
    """Write down what the balance fell by, where that can be told of this job alone."""
    after = await services.balances.ended(gateway, row.id)
    if after is None or row.balance_before is None:
        return
    fell_by = row.balance_before - after
    # Others may use the key, and a vendor may book late: what the estimate rules out is not taken for the cost.
    least, most = row.price_least, row.price_most
    believable = fell_by > 0 if least is None or most is None else least - 1e-6 <= fell_by <= most + 1e-6
    await row.write(balance_after=after, cost=fell_by if believable else row.cost)
    if row.state is JobState.UNKNOWN:
        unchanged = (jobs.c.state == JobState.UNKNOWN,)
        if believable and fell_by > 0:
            told = job_happenings.balance_fell(gateway.provider.title, fell_by)
            await row.write(only_if=unchanged, charged="yes", happened=told)
        elif fell_by <= 0:
            told = (*row.happened, *job_happenings.balance_unmoved(gateway.provider.title))
            await row.write(only_if=unchanged, happened=told)


class _Drive:
    """One drive of one job."""

    def __init__(
        self,
        services: JobServices,
        row: JobRow,
        gateway: Gateway,
        protected: Callable[[Callable[[], Awaitable[bool]]], Awaitable[bool]],
        followed: set[str],
    ) -> None:
        self._services = services
        self._row = row
        self._gateway = gateway
        self._protected = protected
        self._followed = followed
        self._open_s: float | None = None  # when the task was last known to run still, in seconds since its submit
        self._title = gateway.provider.title

    async def run(self) -> None:
        row, turns = self._row, self._gateway.turns
        if row.state is JobState.PREPARING:
            if row.stopping:
                return await end(self._services, row, JobState.STOPPED, "no", job_happenings.STOPPED_BEFORE)
            await turns.take()
        elif not row.pending:
            turns.take_at_once()
        else:
            return await self._save()
        try:
            if row.state is JobState.PREPARING:
                await self._submit()
                self._open_s = elapsed_s(self._services, row)
            if not row.over and not row.pending and row.task_id is not None:
                await self._follow()
        finally:
            turns.give_back()
        if not row.over and row.pending:
            await self._save()

    @cached_property
    def _request(self) -> GenerationRequest:
        """The request that the row holds, validated once a drive. Raises KeyError for a model that is not known."""
        return self._services.requests[self._row.endpoint].model_validate(self._row.request)

    async def _submit(self) -> None:
        row = self._row
        try:
            request = self._request
        except KeyError:
            return await end(self._services, row, JobState.FAILED, "no", job_happenings.no_model(row.endpoint))
        except ValidationError as error:
            log.warning("its stored request is refused: %s", error.errors(include_input=False))
            return await end(self._services, row, JobState.FAILED, "no", job_happenings.broken_request())
        await Submission(self._services, row, self._gateway, self._protected).run(request)

    async def _stop_waiting(self) -> None:
        """Obey Stop once there is a task: the job is over for people; its task is watched quietly."""
        row = self._row
        if row.stopping and not row.state.final:
            told = job_happenings.stopped_waiting(self._title, row.sandbox)
            await end(self._services, row, JobState.STOPPED, row.charged, told, watching=True)

    async def _follow(self) -> None:
        await self._stop_waiting()
        row = self._row
        clock = self._services.clock
        status = TaskStatus.RUNNING if row.state is JobState.RUNNING else TaskStatus.QUEUED
        self._followed.add(row.id)
        try:
            task = await follow(
                self._poll,
                Task(row.task_id, status, progress_percent=row.progress_percent, estimated_s=row.estimated_s),
                finish=await self._services.durations.finish_time(outcome_kind(self._services, row), row.estimated_s),
                elapsed_s=elapsed_s(self._services, row),
                resumed=self._open_s is None,
                followed=lambda: len(self._followed),
                policy=self._policy(),
                clock=clock.monotonic,
                sleep=clock.sleep,
                on_task=self._heard,
                on_error=self._unanswered,
            )
        except NoResults as error:
            told = job_happenings.no_results(self._title, row.sandbox)
            await end(self._services, row, JobState.FAILED, "yes", told, error=error.message)
        except Refused as error:
            await self._fail(job_happenings.task_forgotten(self._title, row.sandbox), error.message)
        else:
            await self._finished(task)
        finally:
            self._followed.discard(row.id)

    def _policy(self) -> PollPolicy:
        """Return how often to ask. What the sandbox does not know was deleted here and never comes back."""
        policy = self._services.polling
        return replace(policy, not_found_s=0.0) if self._row.sandbox else policy

    async def _poll(self, task_id: str) -> Task:
        try:
            waited_s = elapsed_s(self._services, self._row)
            return await self._gateway.provider.poll(task_id, self._gateway.credentials, waited_s)
        except ProviderError:
            raise
        except Exception as error:  # whatever was answered: the task goes on there and is asked for again
            log.exception("an answer could not be read")
            raise Malformed(happened("answer_not_read")) from error

    async def _finished(self, task: Task) -> None:
        row, sandbox = self._row, self._row.sandbox
        if task.status is TaskStatus.FAILED:
            return await self._fail(job_happenings.task_failed(self._title, sandbox), task.error)
        if task.status is TaskStatus.CANCELLED:
            return await self._fail(job_happenings.task_cancelled(self._title, sandbox), task.error)
        profile_id = made_profile(task.outputs)
        if profile_id is not None:
            return await self._keep_profile(task, profile_id)
        pending = await self._services.inbox.put_results(row.id, self._labelled(task.outputs))
        facts = arrived(self._services, row, pending, self._task_s())
        facts |= {
            "charged": charge("yes", sandbox),
            **reserved(row, task),
            "error": None,
        }
        if row.state.final:
            await row.write(**facts)
        else:
            await row.write(state=JobState.SAVING, happened=job_happenings.SAVING, **facts)

    async def _keep_profile(self, task: Task, profile_id: str) -> None:
        """Keep what is no file. A crash in between repeats it: the task still tells it."""
        row, services = self._row, self._services
        stopped = row.state is JobState.STOPPED
        facts = arrived(services, row, [], self._task_s()) | reserved(row, task)
        await row.write(*profile_kept(row, profile_id, services.clock.now()), **facts)
        told = (
            job_happenings.stopped_but_done(self._title, row.sandbox)
            if stopped
            else job_happenings.profile(row.sandbox)
        )
        await end(services, row, JobState.SUCCEEDED, "yes", told)

    def _task_s(self) -> float | None:
        """Return how long the task took: between the last two answers. None where they lie too far apart to tell."""
        now_s = elapsed_s(self._services, self._row)
        if self._open_s is None or now_s - self._open_s > max(_CLOSELY_S, _CLOSELY * now_s):
            return None
        return (self._open_s + now_s) / 2

    def _labelled(self, outputs: tuple[Output, ...]) -> tuple[Output, ...]:
        """Add the labels that only the request can tell."""
        try:
            request = self._request
        except (KeyError, ValidationError):  # this Easel no longer knows the model; the results are kept all the same
            return outputs
        return request.label_outputs(outputs)

    async def _fail(self, told: Happenings, error: str | None) -> None:
        if self._row.state is JobState.STOPPED:
            told = job_happenings.stopped_and_failed(self._title, self._row.sandbox)
        await end(self._services, self._row, JobState.FAILED, "maybe", told, error=error)

    async def _save(self) -> None:
        await self._stop_waiting()
        row, services = self._row, self._services
        saved = await services.saving.save(row)
        await services.labels.guess(row)
        told = job_happenings.done(
            saved.kept, saved.lost, row.sandbox, look_again=bool(saved.left), damaged=saved.damaged
        )
        if row.state is JobState.STOPPED and saved.kept:
            told = job_happenings.stopped_but_done(self._title, row.sandbox)
        state = JobState.SUCCEEDED if saved.kept or saved.damaged else JobState.FAILED
        brought = from_json(row.pending)
        await end(services, row, state, "yes", told, left=saved.left)
        services.inbox.forget(row.id, brought)

    async def _heard(self, task: Task) -> None:
        """Show what the vendor just said; write it down when the state changed or at each quarter."""
        row, services = self._row, self._services
        percent = task.progress_percent
        if percent is not None and services.records.live_progress.get(row.id) != percent:
            services.records.live_progress[row.id] = percent
            row.touched()
        if not task.status.final:
            self._open_s = elapsed_s(services, row)
        without_link = task.status is TaskStatus.SUCCEEDED and not task.outputs
        if row.state.final or (task.status.final and not without_link):
            return
        running = task.status is not TaskStatus.QUEUED
        told = (
            job_happenings.running(self._title, task.unknown_status) if running else job_happenings.queued(self._title)
        )
        if without_link:
            told = job_happenings.finished_without_link(self._title)
        if elapsed_s(services, row) > _LINKS_LIVE_S:
            told = job_happenings.running_for_a_day(self._title)
        step = (percent or 0) - (row.progress_percent or 0) >= _PROGRESS_STEP
        if step or told != row.happened or task.cost_note not in (None, row.cost_note):
            await row.write(
                state=JobState.RUNNING if running else JobState.QUEUED,
                happened=told,
                progress_percent=percent,
                **reserved(row, task),
            )

    async def _unanswered(self, error: ProviderError) -> None:
        """Say that a question failed. That says nothing about the task, which is asked for again."""
        if says_no_such_task(error):
            told = job_happenings.not_known(self._title)
        else:
            told = job_happenings.not_seen(self._title, key_refused=isinstance(error, BadCredentials))
        if elapsed_s(self._services, self._row) > _LINKS_LIVE_S:
            told = job_happenings.running_for_a_day(self._title)
        if not self._row.state.final and told != self._row.happened:
            await self._row.write(happened=told)
