"""What a job says to people: what happens or happened, whether it was charged, what to do."""

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

NOTHING_CHARGED = "Nothing was charged."

WAITING = "Waiting its turn."
SAVING = "Saving the results."
ARRIVED_DAMAGED = "A result arrived damaged; what came is kept as a file to download."
STOPPED_BEFORE = f"Stopped before anything was sent. {NOTHING_CHARGED}"
STOPPING = "Stopping."
NO_SUCH_MATERIAL = "There is no such material. Give the job_id of one of yours."
WORKING_HERE = "Working on it on this machine."
WAITING_FOR_MAPS = "Waiting for the maps that were ordered."
NO_MAPS_CAME = "No map came, so there is none to take over; the order says why. The material stays as it was."
STOPPED_HERE = f"Stopped. {NOTHING_CHARGED}"
NO_ROOM_HERE = "The new version could not be written. Free some space on the disk and try again."
NO_MEMORY_HERE = "This machine has not enough memory for maps of this size. Use a smaller size."
GIVEN_UP_HERE = "This work did not come to an end several times. Try it with smaller maps."
BROKEN_HERE = "This did not work, by a fault of Easel. The material stays as it was."
NO_OPERATION_HERE = "This Easel no longer knows this kind of work. Start it again from the material."
STOPPING_SUBMIT = "Stopping as soon as the answer to the submit is here, so that nothing paid for is lost."


def made_here(maps: int) -> str:
    return f"A new version with {maps} map{'s' if maps > 1 else ''}, made on this machine. {NOTHING_CHARGED}"


def drawn_here(maps: int) -> str:
    return f"Drawn: {maps} maps. {NOTHING_CHARGED}"


def opened_here(maps: int) -> str:
    return f"Opened: {maps} map{'s' if maps > 1 else ''}. {NOTHING_CHARGED}"


def no_key(provider: str) -> str:
    setting = f"{provider.upper()}_API_KEY"
    return f"There is no key for this vendor. Enter yours under Keys, or set {setting} and start Easel again."


def profile(sandbox: bool) -> str:
    return f"The profile is ready. {NOTHING_CHARGED if sandbox else 'It was charged.'}"


def preparing(vendor: str) -> str:
    return f"Making your files reachable for {vendor}."


def sending(vendor: str) -> str:
    return f"Sending it to {vendor}."


def queued(vendor: str) -> str:
    return f"In {vendor}'s queue."


def finished_without_link(vendor: str) -> str:
    return f"{vendor} calls it finished, but shows no link to the result yet. Easel keeps asking."


def running(vendor: str, says: str | None = None) -> str:
    """Say that the vendor works on it; `says`: its own word for where it is, where Easel does not know that word."""
    return f"{vendor} is working on it; it says: {says}." if says else f"{vendor} is working on it."


def trying_again(vendor: str, delay_s: float, trouble: ProviderError | None = None) -> str:
    reason = "does not take files at the moment" if trouble and trouble.status else "could not be reached"
    return f"{vendor} {reason}; nothing was sent yet. Trying again in {duration(delay_s)}."


def no_gateway(vendor: str) -> str:
    return f"Easel has no key for {vendor} at the moment. Set it and start Easel again; this job then goes on."


def needs_own_key(vendor: str) -> str:
    return f"Needs your {vendor} key to go on: the one it was started with. Enter it under Keys."


def not_seen(vendor: str, *, key_refused: bool) -> str:
    if key_refused:
        return f"{vendor} does not accept the key at the moment. The task goes on there. Set the right key and restart."
    return f"{vendor} does not answer at the moment. The task goes on there; Easel keeps asking."


def not_known(vendor: str) -> str:
    return f"{vendor} says at the moment that it does not know this task. That may pass; Easel keeps asking for a day."


def running_for_a_day(vendor: str) -> str:
    return (
        f"{vendor} has not shown a result for 24 hours. Result links live that long, so this one is probably dead. "
        f"Easel still looks now and then; ask {vendor}, naming the task id."
    )


def no_model(endpoint: str) -> str:
    return f"This Easel no longer knows {endpoint}. {NOTHING_CHARGED} Choose another model and run it again."


def broken_request() -> str:
    return f"Easel could not prepare this request. {NOTHING_CHARGED} Look at its settings and run it again."


def refused(error: ProviderError, vendor: str) -> str:
    """Say why a submit or an upload was refused, or never left."""
    return f"{_reason(error, vendor)} {NOTHING_CHARGED} {_advice(error)}"


def _reason(error: ProviderError, vendor: str) -> str:
    match error:
        case Unavailable(status=int(status)) | Malformed(status=int(status)):
            return f"{vendor} did not take a file (it answered {status}), so the request was not sent."
        case NotSent() | Unavailable():
            return f"{vendor} could not be reached, so nothing was sent."
        case TurnedAway():
            return f"The protection in front of {vendor} turned this connection away; your key is not the matter."
        case Refused(status=int(status)) if 300 <= status < 400:
            return f"{vendor} has moved to another address."
        case BadCredentials():
            return f"{vendor} did not accept the key."
        case NoBalance():
            return f"The {vendor} account has no balance left."
        case TooLarge():
            return f"A file is larger than {vendor} takes."
        case RateLimited():
            return f"{vendor} takes no more requests at the moment."
        case VendorNotFound():
            return f"{vendor} does not know this model or address."
        case InvalidRequest():
            return f"{vendor} refused a setting or a file."
        case _:
            return f"{vendor} refused it."


def _advice(error: ProviderError) -> str:
    match error:
        case Unavailable(status=int()) | Malformed():
            return "Run it again in a few minutes."
        case TurnedAway():
            return "Try it from another network or without a VPN, or later."
        case Refused(status=int(status)) if 300 <= status < 400:
            return "Set its new address where Easel is started, then run it again."
        case NotSent() | Unavailable():
            return "Check the connection and the vendor's address, then run it again."
        case BadCredentials():
            return "Enter the right key under Keys, or set it where Easel is started, then run it again."
        case NoBalance():
            return "Top it up at the vendor, then run it again."
        case TooLarge():
            return "Use a smaller file and run it again."
        case RateLimited(retry_after_s=float(wait_s)) | RateLimited(retry_after_s=int(wait_s)):
            return f"Run it again in {duration(wait_s)}."
        case RateLimited():
            return "Run it again in a minute."
        case VendorNotFound():
            return "Check the vendor's address and whether your key may use this model."
        case Refused():
            return "Change what the vendor names and run it again."
        case _:
            return "Run it again."


def unknown(vendor: str, sandbox: bool, status: int | None = None) -> str:
    """Say that nobody knows what became of a submit; `status`: of the answer, where one came."""
    if status is None:
        happened = f"The connection to {vendor} broke before a clear answer came."
    elif 200 <= status < 300:
        happened = f"{vendor} answered, but not so that Easel can tell whether it began."
    else:
        happened = f"{vendor} answered with an error of its own ({status}), which does not say whether it began."
    return (
        f"{happened} {maybe_charged(vendor, sandbox)} Easel does not send it again by itself; run it again if you wish."
    )


def probably_refused(error: ProviderError, vendor: str, sandbox: bool) -> str:
    """Say that an answer sounds like a refusal which the vendor's own clients take for perhaps accepted."""
    charged = NOTHING_CHARGED if sandbox else f"It was probably not charged: your {vendor} balance shows it."
    return f"{_reason(error, vendor)} {charged} Easel does not send it again by itself. {_advice(error)}"


def unknown_after_restart(vendor: str, sandbox: bool) -> str:
    return (
        f"Easel ended while this was being sent to {vendor}. {maybe_charged(vendor, sandbox)} "
        "Easel does not send it again by itself; run it again if you wish."
    )


def maybe_charged(vendor: str, sandbox: bool) -> str:
    return NOTHING_CHARGED if sandbox else f"It may have been charged: your {vendor} balance shows it."


NOTHING_TO_LOOK_FOR = "There is nothing to look for: this job has no task at the vendor, or its results are here."
KEY_OF_OTHERS = (
    "This went with a key of this Easel that does not pay for you now, so nothing can be asked about it. Ask whoever "
    "runs this Easel, or run it again with a key of your own."
)
NOT_UNKNOWN = "It is known what became of this job; there is nothing to keep as lost."
STILL_RUNNING = "This job is still under way. Wait for its end, or stop it first."
BATCH_STRIKES = "Three in a row did not work, so the rest waits. See what they say, then press Resume."
BATCH_ELSEWHERE = "The key this batch was started with is not here now. Enter it under Keys, then press Resume."
BATCH_BROKEN = "The next cell could not be started, by a fault of Easel. Press Resume to try it again."
BUDGET_MOVED = "What is left of the budget has just changed. Nothing was sent. Press Generate again."
BATCH_CHANGED = (
    "What this costs, or where it goes, has changed since it was planned. Nothing was sent. "
    "Look at the plan again; then it can be started."
)
SAME_CELL = "The same as another cell, so it is sent once only."
SETTINGS_OUTDATED = "This Easel no longer understands the settings of this job. Start it anew in its panel."


def looking_again(vendor: str) -> str:
    return f"Looking at {vendor} for what became of it. Nothing new is sent."


def kept_as_lost(vendor: str, charged: str) -> str:
    if charged == "no":
        return f"Kept as lost. {NOTHING_CHARGED}"
    known = "It was charged." if charged == "yes" else f"It may have been charged: your {vendor} balance shows it."
    return f"Kept as lost. {known}"


def sandbox_forgot() -> str:
    return f"The sandbox has no answer to this any more. {NOTHING_CHARGED} Run it again."


_DECIDE = "Keep it as lost, or send it again."


def no_way_to_look(vendor: str) -> str:
    return (
        f"{vendor} named no task for this, and no balance was seen just before it was sent, so Easel has no way to "
        f"look. {vendor}'s account page may tell. {_DECIDE}"
    )


def balance_blurred(vendor: str) -> str:
    return (
        f"Other jobs went to {vendor} at the same time, so its balance does not tell whether this one was charged. "
        f"{vendor}'s account page may tell. {_DECIDE}"
    )


def balance_fell(vendor: str, fell_by_usd: float) -> str:
    return (
        f"The {vendor} balance fell by ${fell_by_usd:.4g} when this was sent, so it was charged. {vendor} named no "
        f"task, so its result cannot be fetched. {_DECIDE}"
    )


def balance_unmoved(vendor: str) -> str:
    return (
        f"The {vendor} balance has not fallen since this was sent: it looks as if it was not charged, though vendors "
        f"may book late. {_DECIDE}"
    )


def was_charged(sandbox: bool) -> str:
    return NOTHING_CHARGED if sandbox else "It was charged."


def task_failed(vendor: str, sandbox: bool) -> str:
    return f"{vendor} could not make it. {maybe_charged(vendor, sandbox)} Change the settings and run it again."


def task_cancelled(vendor: str, sandbox: bool) -> str:
    return f"{vendor} cancelled it. {maybe_charged(vendor, sandbox)} Run it again if you wish."


def task_forgotten(vendor: str, sandbox: bool) -> str:
    if sandbox:
        return f"The sandbox was started anew and no longer knows this task. {NOTHING_CHARGED} Run it again."
    return (
        f"{vendor} does not know this task. {maybe_charged(vendor, sandbox)} If the key was changed since, set the old "
        "one and look again; else run it again if you wish."
    )


def no_results(vendor: str, sandbox: bool) -> str:
    advice = "Run it again." if sandbox else f"Ask {vendor}, naming the task id."
    return f"{vendor} says that it is finished but gave no result. {was_charged(sandbox)} {advice}"


def done(kept: int, lost: list[str], sandbox: bool, *, look_again: bool = False, damaged: int = 0) -> str:
    """Say what became of a task that the vendor finished; `look_again`: its links may still bring what is lost."""
    reasons = " ".join(dict.fromkeys(lost))
    again = " Look again within 24 hours: that costs nothing and may still bring it." if look_again else ""
    if kept == 0 and damaged:
        return f"{reasons} {was_charged(sandbox)}{again}"
    if kept == 0:
        advice = " Run it again." if sandbox else again or " Ask the vendor about it."
        return f"The vendor finished it, but no result could be saved. {reasons} {was_charged(sandbox)}{advice}"
    if lost:
        return f"{kept} of {kept + len(lost)} results saved. {reasons} {was_charged(sandbox)}{again}"
    return f"Done. {was_charged(sandbox)}"


def stopped_waiting(vendor: str, sandbox: bool) -> str:
    if sandbox:
        return f"Stopped. {NOTHING_CHARGED} If the sandbox finishes it, the result still arrives in the library."
    return (
        f"Stopped waiting. {vendor} has no way to cancel, so it counts as charged; if it is finished there, the result "
        "still arrives in the library."
    )


def stopped_but_done(vendor: str, sandbox: bool) -> str:
    return f"Stopped, but {vendor} finished it all the same: its results are in the library. {was_charged(sandbox)}"


def stopped_and_failed(vendor: str, sandbox: bool) -> str:
    return f"Stopped. {vendor} did not finish it. {maybe_charged(vendor, sandbox)}"


def fetching_again(reason: str, delay_s: float) -> str:
    return f"Saving the results. {reason} Trying again in {duration(delay_s)}."


def duration(seconds: float) -> str:
    """Return a time as people say it: "38 s", "2 min", "3 h"."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    if seconds < 90 * 60:
        return f"{round(seconds / 60)} min"
    return f"{round(seconds / 3600)} h"
