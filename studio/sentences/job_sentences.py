"""What a job says to people: what happens or happened, whether it was charged, what to do."""

from collections.abc import Mapping

from providers.telling import Counted, Wording

JOB_SENTENCES: Mapping[str, Wording] = {
    # On its way.
    "waiting": "Waiting its turn.",
    "preparing": "Making your files reachable for {vendor}.",
    "sending": "Sending it to {vendor}.",
    "queued": "In {vendor}'s queue.",
    "working": "{vendor} is working on it.",
    "working_says": "{vendor} is working on it; it says: {says}.",
    "saving": "Saving the results.",
    "files_not_taken_now": "{vendor} does not take files at the moment; nothing was sent yet.",
    "not_reached_now": "{vendor} could not be reached; nothing was sent yet.",
    "trying_again": "Trying again in {delay_s}.",
    "finished_without_link": ("{vendor} calls it finished, but shows no link to the result yet. Easel keeps asking."),
    "needs_key": "Easel has no key for {vendor} at the moment. Set it and start Easel again; this job then goes on.",
    "needs_own_key": "Needs your {vendor} key to go on: the one it was started with. Enter it under Keys.",
    "key_refused_now": (
        "{vendor} does not accept the key at the moment. The task goes on there. Set the right key and restart."
    ),
    "not_answering": "{vendor} does not answer at the moment. The task goes on there; Easel keeps asking.",
    "task_not_known_now": (
        "{vendor} says at the moment that it does not know this task. That may pass; Easel keeps asking for a day."
    ),
    "no_result_for_a_day": (
        "{vendor} has not shown a result for 24 hours. Result links live that long, so this one is probably dead. "
        "Easel still looks now and then; ask {vendor}, naming the task id."
    ),
    "looking_again": "Looking at {vendor} for what became of it. Nothing new is sent.",
    "stopping_submit": "Stopping as soon as the answer to the submit is here, so that nothing paid for is lost.",
    # Whether it was charged.
    "nothing_charged": "Nothing was charged.",
    "charged": "It was charged.",
    "maybe_charged": "It may have been charged: your {vendor} balance shows it.",
    "probably_not_charged": "It was probably not charged: your {vendor} balance shows it.",
    "not_sent_again": "Easel does not send it again by itself.",
    "not_sent_again_unless": "Easel does not send it again by itself; run it again if you wish.",
    # How it ended.
    "done": "Done.",
    "profile_ready": "The profile is ready.",
    "some_saved": "{kept} of {results} results saved.",
    "nothing_saved": "The vendor finished it, but no result could be saved.",
    "result_damaged": "A result arrived damaged; what came is kept as a file to download.",
    "result_broken": "A result arrived broken.",
    "stopped": "Stopped.",
    "stopped_before_sending": "Stopped before anything was sent.",
    "stopped_waiting": (
        "Stopped waiting. {vendor} has no way to cancel, so it counts as charged; if it is finished there, the result "
        "still arrives in the library."
    ),
    "sandbox_may_finish": "If the sandbox finishes it, the result still arrives in the library.",
    "stopped_but_done": "Stopped, but {vendor} finished it all the same: its results are in the library.",
    "not_finished_there": "{vendor} did not finish it.",
    "task_failed": "{vendor} could not make it.",
    "task_cancelled": "{vendor} cancelled it.",
    "task_forgotten": "{vendor} does not know this task.",
    "sandbox_anew": "The sandbox was started anew and no longer knows this task.",
    "finished_without_result": "{vendor} says that it is finished but gave no result.",
    "model_not_known": "This Easel no longer knows {endpoint}.",
    "request_broken": "Easel could not prepare this request.",
    "ended_while_sending": "Easel ended while this was being sent to {vendor}.",
    "connection_broke": "The connection to {vendor} broke before a clear answer came.",
    "answer_unclear": "{vendor} answered, but not so that Easel can tell whether it began.",
    "answer_of_trouble": (
        "{vendor} answered with an error of its own ({status}), which does not say whether it began."
    ),
    # Why a vendor refused it.
    "file_not_taken": "{vendor} did not take a file (it answered {status}), so the request was not sent.",
    "not_reached": "{vendor} could not be reached, so nothing was sent.",
    "turned_away": "The protection in front of {vendor} turned this connection away; your key is not the matter.",
    "moved": "{vendor} has moved to another address.",
    "key_refused": "{vendor} did not accept the key.",
    "no_balance": "The {vendor} account has no balance left.",
    "file_too_large": "A file is larger than {vendor} takes.",
    "too_many_requests": "{vendor} takes no more requests at the moment.",
    "model_or_address_not_known": "{vendor} does not know this model or address.",
    "setting_refused": "{vendor} refused a setting or a file.",
    "refused": "{vendor} refused it.",
    # What to do.
    "run_again": "Run it again.",
    "run_again_if": "Run it again if you wish.",
    "run_again_in": "Run it again in {wait_s}.",
    "run_again_in_a_minute": "Run it again in a minute.",
    "run_again_in_minutes": "Run it again in a few minutes.",
    "try_another_network": "Try it from another network or without a VPN, or later.",
    "set_new_address": "Set its new address where Easel is started, then run it again.",
    "check_connection": "Check the connection and the vendor's address, then run it again.",
    "enter_key": "Enter the right key under Keys, or set it where Easel is started, then run it again.",
    "top_up": "Top it up at the vendor, then run it again.",
    "use_smaller_file": "Use a smaller file and run it again.",
    "check_address_and_key": "Check the vendor's address and whether your key may use this model.",
    "change_what_is_named": "Change what the vendor names and run it again.",
    "change_settings": "Change the settings and run it again.",
    "choose_another_model": "Choose another model and run it again.",
    "look_at_settings": "Look at its settings and run it again.",
    "set_old_key": "If the key was changed since, set the old one and look again; else run it again if you wish.",
    "ask_vendor": "Ask {vendor}, naming the task id.",
    "ask_about_it": "Ask the vendor about it.",
    "look_again_in_time": "Look again within 24 hours: that costs nothing and may still bring it.",
    # After looking for what became of it.
    "kept_as_lost": "Kept as lost.",
    "sandbox_has_no_answer": "The sandbox has no answer to this any more.",
    "no_way_to_look": (
        "{vendor} named no task for this, and no balance was seen just before it was sent, so Easel has no way to "
        "look. {vendor}'s account page may tell."
    ),
    "balance_blurred": (
        "Other jobs went to {vendor} at the same time, so its balance does not tell whether this one was charged. "
        "{vendor}'s account page may tell."
    ),
    "balance_fell": (
        "The {vendor} balance fell by ${fell_by:.4g} when this was sent, so it was charged. {vendor} named no task, so "
        "its result cannot be fetched."
    ),
    "balance_unmoved": (
        "The {vendor} balance has not fallen since this was sent: it looks as if it was not charged, though vendors "
        "may book late."
    ),
    "decide": "Keep it as lost, or send it again.",
    # Work of this machine.
    "working_here": "Working on it on this machine.",
    "waiting_for_maps": "Waiting for the maps that were ordered.",
    "made_here": Counted(
        "maps",
        "A new version with {maps} map, made on this machine.",
        "A new version with {maps} maps, made on this machine.",
    ),
    "drawn_here": "Drawn: {maps} maps.",
    "opened_here": Counted("maps", "Opened: {maps} map.", "Opened: {maps} maps."),
    "no_maps_came": ("No map came, so there is none to take over; the order says why. The material stays as it was."),
    "no_room_here": "The new version could not be written. Free some space on the disk and try again.",
    "no_memory_here": "This machine has not enough memory for maps of this size. Use a smaller size.",
    "given_up_here": "This work did not come to an end several times. Try it with smaller maps.",
    "broken_here": "This did not work, by a fault of Easel. The material stays as it was.",
    "no_operation_here": "This Easel no longer knows this kind of work. Start it again from the material.",
    "source_gone": "The material this was to be made from is gone.",
}
"""Code -> words about a job. A code stays for good: rows on the disk name it."""
