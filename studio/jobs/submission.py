"""From a prepared job to a task at the vendor: the one place where money is spent.

The charged POST stands between two writes: the intent (`submitting`) before it, the answer right after it.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from providers.errors import InvalidRequest, NotSent, OutcomeUnknown, ProviderError, Refused, Unavailable
from providers.media_values import LocalMedia
from providers.spec import GenerationRequest
from providers.task import Task, TaskStatus
from studio.errors import NotFound
from studio.jobs import job_happenings
from studio.jobs.inbox import SubmitAnswer
from studio.jobs.job_row import JobRow
from studio.jobs.job_services import JobServices
from studio.jobs.outcomes import answered, charge, end
from studio.jobs.pending import pending_outputs
from studio.ledger.job import JobState
from studio.ledger.tables import jobs
from studio.vendors.gateways import Gateway

log = logging.getLogger(__name__)

SEND_AGAIN_S = (2.0, 10.0, 30.0)
"""Waits before a request is tried again that never left this machine."""
_DISK_RETRY_S = 5.0
_DEAD_ADDRESS = "invalid_image_url"
"""What a vendor answers that has thrown out an upload early: it does so when the account's storage is full."""

Protected = Callable[[Callable[[], Awaitable[bool]]], Awaitable[bool]]
"""Runs a submit to its end, whatever is cancelled meanwhile."""


class Submission:
    """Takes one job from `preparing` to `queued`, `saving` or an end."""

    def __init__(self, services: JobServices, row: JobRow, gateway: Gateway, protected: Protected) -> None:
        self._services = services
        self._row = row
        self._gateway = gateway
        self._protected = protected
        self._title = gateway.provider.title
        self._trouble: ProviderError | None = None  # why nothing could be sent yet

    async def run(self, request: GenerationRequest) -> None:
        """Make local files reachable and submit. The caller holds a turn of the gateway."""
        for wait_s in (*SEND_AGAIN_S, None):
            if await self._attempt(request, last=wait_s is None):
                return
            told = job_happenings.trying_again(self._title, wait_s or 0, self._trouble)
            await self._row.write(state=JobState.PREPARING, happened=told)
            await self._services.clock.sleep(wait_s or 0)

    async def _attempt(self, request: GenerationRequest, *, last: bool) -> bool:
        """Upload and submit once. Returns False when nothing was sent and it may be tried again."""
        row = self._row
        try:
            if any(LocalMedia.parse(value) for _, value in request.media()):
                await row.write(happened=job_happenings.preparing(self._title))
            reachable = await self._services.hosting.reachable(request, self._gateway)
        except (NotSent, Unavailable) as error:
            self._trouble = error
            if not last:
                return False
            await self._refused(error)
            return True
        except ProviderError as error:
            await self._refused(error)
            return True
        except NotFound as error:
            await end(self._services, row, JobState.FAILED, "no", job_happenings.not_prepared(error.told))
            return True
        ready = request.with_media(reachable)
        await self._gateway.pace.wait(self._services.clock)
        return await self._protected(lambda: self._submit(ready, last=last))

    async def _submit(self, request: GenerationRequest, *, last: bool) -> bool:
        """Write the intent, send the POST, write what it brought. Is never interrupted by Stop or shutdown."""
        row, gateway = self._row, self._gateway
        claimed = await row.write(
            state=JobState.SUBMITTING,
            charged=charge("maybe", gateway.sandbox),
            happened=job_happenings.sending(self._title),
            submitted_at=self._services.clock.now(),
            balance_before=self._services.balances.submitting(gateway, row.id),
            only_if=(jobs.c.state == JobState.PREPARING, jobs.c.stopping.is_(False)),
        )
        if not claimed:
            return True  # stopped, or taken by somebody else: the next drive reads what is there
        try:
            task = await gateway.provider.submit(request, gateway.credentials)
        except NotSent as error:
            self._trouble = error
            if last:
                await self._refused(error)
            else:
                await row.write(state=JobState.PREPARING, charged="no", submitted_at=None)
            return last
        except Refused as error:
            await self._renew_uploads(error, request)
            await (self._unknown(error) if error.perhaps_accepted else self._refused(error))
        except Exception as error:  # whatever it is, the vendor may have understood and charged
            await self._unknown(error)
        else:
            await answered(self._services, row, self._title, await self._noted(task, request))
        return True

    async def _noted(self, task: Task, request: GenerationRequest) -> SubmitAnswer:
        """Put the answer on the disk before anything else happens to it, however long the disk takes to have room."""
        if task.status is TaskStatus.SUCCEEDED:
            task = replace(task, outputs=request.label_outputs(task.outputs))
        services, job_id = self._services, self._row.id
        while True:
            try:
                answer = await services.inbox.put(job_id, task)
            except OSError as error:
                services.disk_space.failed(error)
                if not any(output.data for output in task.outputs):
                    return SubmitAnswer(
                        replace(task, outputs=()), pending_outputs(task.outputs, [None] * len(task.outputs))
                    )
                await services.clock.sleep(_DISK_RETRY_S)
            else:
                services.disk_space.worked()
                return answer

    async def _renew_uploads(self, error: Refused, request: GenerationRequest) -> None:
        """Have the files of a request uploaded anew next time, where the vendor cannot use what it has of them."""
        media = list(request.media())
        if error.vendor_code == _DEAD_ADDRESS or (isinstance(error, InvalidRequest) and error.field in dict(media)):
            await self._services.hosting.forget(value for _, value in media)

    async def _refused(self, error: ProviderError) -> None:
        told = job_happenings.refused(error, self._title)
        known = self._services.requests[self._row.endpoint].model_fields
        field = error.field if error.field in known else None
        await end(self._services, self._row, JobState.FAILED, "no", told, error=error.words, error_field=field)

    async def _unknown(self, error: Exception) -> None:
        if not isinstance(error, OutcomeUnknown | Refused):
            log.warning("its submit ended in %s", type(error).__name__)
        words, status = (error.words, error.status) if isinstance(error, ProviderError) else (None, None)
        if isinstance(error, ProviderError) and error.perhaps_accepted:
            told = job_happenings.probably_refused(error, self._title, self._gateway.sandbox)
        else:
            told = job_happenings.unknown(self._title, self._gateway.sandbox, status)
        await end(self._services, self._row, JobState.UNKNOWN, "maybe", told, error=words)
