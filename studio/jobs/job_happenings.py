"""What happens to a job, put together from its facts; the words are in `studio.sentences.job_sentences`."""

from collections.abc import Sequence

from providers.errors import (
    BadCredentials,
    InvalidRequest,
    Malformed,
    NoBalance,
    NotSent,
    ProviderError,
    RateLimited,
    Refused,
    TooLarge,
    TurnedAway,
    Unavailable,
    VendorNotFound,
)
from providers.happened import Happened, Happenings, happened

_NOTHING_CHARGED = happened("nothing_charged")
_CHARGED = happened("charged")
_RUN_AGAIN = happened("run_again")
_DECIDE = happened("decide")

WAITING: Happenings = (happened("waiting"),)
SAVING: Happenings = (happened("saving"),)
STOPPED_BEFORE: Happenings = (happened("stopped_before_sending"), _NOTHING_CHARGED)
STOPPING_SUBMIT: Happenings = (happened("stopping_submit"),)
WORKING_HERE: Happenings = (happened("working_here"),)
WAITING_FOR_MAPS: Happenings = (happened("waiting_for_maps"),)
STOPPED_HERE: Happenings = (happened("stopped"), _NOTHING_CHARGED)
NO_ROOM_HERE: Happenings = (happened("no_room_here"),)
NO_MEMORY_HERE: Happenings = (happened("no_memory_here"),)
GIVEN_UP_HERE: Happenings = (happened("given_up_here"),)
BROKEN_HERE: Happenings = (happened("broken_here"),)
NO_OPERATION_HERE: Happenings = (happened("no_operation_here"),)

NO_MORE_THAN_ITS_STATE = frozenset({"waiting", "preparing", "sending", "queued", "working", "saving", "working_here"})
"""Codes that say no more than the job's state does."""


def made_here(maps: int, notes: Sequence[Happened] = ()) -> Happenings:
    return happened("made_here", maps=maps), _NOTHING_CHARGED, *notes


def drawn_here(maps: int, notes: Sequence[Happened] = ()) -> Happenings:
    return happened("drawn_here", maps=maps), _NOTHING_CHARGED, *notes


def opened_here(maps: int, notes: Sequence[Happened] = ()) -> Happenings:
    return happened("opened_here", maps=maps), _NOTHING_CHARGED, *notes


def notes_of(happenings: Happenings) -> Happenings:
    """Return what is told of a material beyond that it was made: what stands after the charge."""
    codes = [each.code for each in happenings]
    return happenings[codes.index(_NOTHING_CHARGED.code) + 1 :] if _NOTHING_CHARGED.code in codes else ()


def profile(sandbox: bool) -> Happenings:
    return happened("profile_ready"), was_charged(sandbox)


def preparing(vendor: str) -> Happenings:
    return (happened("preparing", vendor=vendor),)


def sending(vendor: str) -> Happenings:
    return (happened("sending", vendor=vendor),)


def queued(vendor: str) -> Happenings:
    return (happened("queued", vendor=vendor),)


def finished_without_link(vendor: str) -> Happenings:
    return (happened("finished_without_link", vendor=vendor),)


def running(vendor: str, says: str | None = None) -> Happenings:
    """The vendor works on it; `says`: its own word for where it is, where Easel does not know that word."""
    return (happened("working_says", vendor=vendor, says=says) if says else happened("working", vendor=vendor),)


def trying_again(vendor: str, delay_s: float, trouble: ProviderError | None = None) -> Happenings:
    reason = "files_not_taken_now" if trouble and trouble.status else "not_reached_now"
    return happened(reason, vendor=vendor), happened("trying_again", delay_s=delay_s)


def fetching_again(reason: Happenings, delay_s: float) -> Happenings:
    return happened("saving"), *reason, happened("trying_again", delay_s=delay_s)


def without_key(vendor: str, *, own: bool) -> Happenings:
    """It waits for a key; `own`: for the very one of its owner's that it began with."""
    return (happened("needs_own_key" if own else "needs_key", vendor=vendor),)


def not_seen(vendor: str, *, key_refused: bool) -> Happenings:
    return (happened("key_refused_now" if key_refused else "not_answering", vendor=vendor),)


def not_known(vendor: str) -> Happenings:
    return (happened("task_not_known_now", vendor=vendor),)


def running_for_a_day(vendor: str) -> Happenings:
    return (happened("no_result_for_a_day", vendor=vendor),)


def no_model(endpoint: str) -> Happenings:
    return happened("model_not_known", endpoint=endpoint), _NOTHING_CHARGED, happened("choose_another_model")


def broken_request() -> Happenings:
    return happened("request_broken"), _NOTHING_CHARGED, happened("look_at_settings")


def not_prepared(reason: Happenings) -> Happenings:
    """What it needs is not here, so nothing was sent."""
    return *reason, _NOTHING_CHARGED


def refused(error: ProviderError, vendor: str) -> Happenings:
    """A submit or an upload was refused, or never left."""
    return _reason(error, vendor), _NOTHING_CHARGED, _advice(error)


def probably_refused(error: ProviderError, vendor: str, sandbox: bool) -> Happenings:
    """An answer sounds like a refusal which the vendor's own clients take for perhaps accepted."""
    charged = _NOTHING_CHARGED if sandbox else happened("probably_not_charged", vendor=vendor)
    return _reason(error, vendor), charged, happened("not_sent_again"), _advice(error)


def _reason(error: ProviderError, vendor: str) -> Happened:
    match error:
        case Unavailable(status=int(status)) | Malformed(status=int(status)):
            return happened("file_not_taken", vendor=vendor, status=status)
        case NotSent() | Unavailable():
            code = "not_reached"
        case TurnedAway():
            code = "turned_away"
        case Refused(status=int(status)) if 300 <= status < 400:
            code = "moved"
        case BadCredentials():
            code = "key_refused"
        case NoBalance():
            code = "no_balance"
        case TooLarge():
            code = "file_too_large"
        case RateLimited():
            code = "too_many_requests"
        case VendorNotFound():
            code = "model_or_address_not_known"
        case InvalidRequest():
            code = "setting_refused"
        case _:
            code = "refused"
    return happened(code, vendor=vendor)


def _advice(error: ProviderError) -> Happened:
    match error:
        case Unavailable(status=int()) | Malformed():
            return happened("run_again_in_minutes")
        case TurnedAway():
            return happened("try_another_network")
        case Refused(status=int(status)) if 300 <= status < 400:
            return happened("set_new_address")
        case NotSent() | Unavailable():
            return happened("check_connection")
        case BadCredentials():
            return happened("enter_key")
        case NoBalance():
            return happened("top_up")
        case TooLarge():
            return happened("use_smaller_file")
        case RateLimited(retry_after_s=float(wait_s)) | RateLimited(retry_after_s=int(wait_s)):
            return happened("run_again_in", wait_s=wait_s)
        case RateLimited():
            return happened("run_again_in_a_minute")
        case VendorNotFound():
            return happened("check_address_and_key")
        case Refused():
            return happened("change_what_is_named")
        case _:
            return _RUN_AGAIN


def unknown(vendor: str, sandbox: bool, status: int | None = None) -> Happenings:
    """Nobody knows what became of a submit; `status`: of the answer, where one came."""
    if status is None:
        seen = happened("connection_broke", vendor=vendor)
    elif 200 <= status < 300:
        seen = happened("answer_unclear", vendor=vendor)
    else:
        seen = happened("answer_of_trouble", vendor=vendor, status=status)
    return seen, maybe_charged(vendor, sandbox), happened("not_sent_again_unless")


def unknown_after_restart(vendor: str, sandbox: bool) -> Happenings:
    seen = happened("ended_while_sending", vendor=vendor)
    return seen, maybe_charged(vendor, sandbox), happened("not_sent_again_unless")


def maybe_charged(vendor: str, sandbox: bool) -> Happened:
    return _NOTHING_CHARGED if sandbox else happened("maybe_charged", vendor=vendor)


def was_charged(sandbox: bool) -> Happened:
    return _NOTHING_CHARGED if sandbox else _CHARGED


def looking_again(vendor: str) -> Happenings:
    return (happened("looking_again", vendor=vendor),)


def kept_as_lost(vendor: str, charged: str) -> Happenings:
    known = {"no": _NOTHING_CHARGED, "yes": _CHARGED}.get(charged, maybe_charged(vendor, sandbox=False))
    return happened("kept_as_lost"), known


def sandbox_forgot() -> Happenings:
    return happened("sandbox_has_no_answer"), _NOTHING_CHARGED, _RUN_AGAIN


def no_way_to_look(vendor: str) -> Happenings:
    return happened("no_way_to_look", vendor=vendor), _DECIDE


def balance_blurred(vendor: str) -> Happenings:
    return happened("balance_blurred", vendor=vendor), _DECIDE


def balance_fell(vendor: str, fell_by_usd: float) -> Happenings:
    return happened("balance_fell", vendor=vendor, fell_by=fell_by_usd), _DECIDE


def balance_unmoved(vendor: str) -> Happenings:
    return happened("balance_unmoved", vendor=vendor), _DECIDE


def task_failed(vendor: str, sandbox: bool) -> Happenings:
    return happened("task_failed", vendor=vendor), maybe_charged(vendor, sandbox), happened("change_settings")


def task_cancelled(vendor: str, sandbox: bool) -> Happenings:
    return happened("task_cancelled", vendor=vendor), maybe_charged(vendor, sandbox), happened("run_again_if")


def task_forgotten(vendor: str, sandbox: bool) -> Happenings:
    if sandbox:
        return happened("sandbox_anew"), _NOTHING_CHARGED, _RUN_AGAIN
    return happened("task_forgotten", vendor=vendor), maybe_charged(vendor, sandbox), happened("set_old_key")


def no_results(vendor: str, sandbox: bool) -> Happenings:
    advice = _RUN_AGAIN if sandbox else happened("ask_vendor", vendor=vendor)
    return happened("finished_without_result", vendor=vendor), was_charged(sandbox), advice


def done(
    kept: int, lost: Sequence[Happenings], sandbox: bool, *, look_again: bool = False, damaged: int = 0
) -> Happenings:
    """What became of a task that the vendor finished; `look_again`: its links may still bring what is lost."""
    reasons = [each for place, reason in enumerate(lost) if reason not in lost[:place] for each in reason]
    again = [happened("look_again_in_time")] if look_again else []
    if kept == 0 and damaged:
        return *reasons, was_charged(sandbox), *again
    if kept == 0:
        advice = [_RUN_AGAIN] if sandbox else again or [happened("ask_about_it")]
        return happened("nothing_saved"), *reasons, was_charged(sandbox), *advice
    if lost:
        some = happened("some_saved", kept=kept, results=kept + len(lost))
        return some, *reasons, was_charged(sandbox), *again
    return happened("done"), was_charged(sandbox)


def stopped_waiting(vendor: str, sandbox: bool) -> Happenings:
    if sandbox:
        return happened("stopped"), _NOTHING_CHARGED, happened("sandbox_may_finish")
    return (happened("stopped_waiting", vendor=vendor),)


def stopped_but_done(vendor: str, sandbox: bool) -> Happenings:
    return happened("stopped_but_done", vendor=vendor), was_charged(sandbox)


def stopped_and_failed(vendor: str, sandbox: bool) -> Happenings:
    return happened("stopped"), happened("not_finished_there", vendor=vendor), maybe_charged(vendor, sandbox)
