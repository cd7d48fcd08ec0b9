"""Why the studio refuses something, or waits, and what to do next."""

from collections.abc import Mapping

from providers.telling import Wording

REFUSAL_SENTENCES: Mapping[str, Wording] = {
    "nothing_sent": "Nothing was sent.",
    "nothing_taken": "Nothing was taken.",
    # Disk and database.
    "disk_full": "The disk is full. Free some space; waiting jobs then go on by themselves.",
    "not_writable": ("The data directory cannot be written. Make it writable; waiting jobs then go on by themselves."),
    "database_busy": "The database cannot be written at the moment. Waiting jobs go on as soon as it can.",
    "disk_limit_near": "Easel takes {used_bytes} of the {most_bytes} it may take.",
    "disk_limit_reached": (
        "Easel takes {used_bytes} and may take {most_bytes}: no new jobs are started; results of those already sent "
        "are still saved."
    ),
    "make_room": (
        "Delete what you no longer need in the library (its space is free a day later), or raise EASEL_MAX_DISK and "
        "start Easel again."
    ),
    "disk_almost_full": (
        "The disk has less than {kept_bytes} left: no new jobs are started; results of those already sent are still "
        "saved. Free some space."
    ),
    "disk_nearly_full": "The disk has {free_bytes} left. Free some space before no new jobs can be started.",
    "uploads_full": (
        "This Easel has no room for more uploads: what is left is kept for results. Nothing was taken. Delete what you "
        "no longer need, or ask whoever runs it for more room."
    ),
    "share_full": (
        "What you brought takes {own_bytes}, and your share of this Easel is {share_bytes}. Nothing was taken. Delete "
        "materials and empty the bin, or wait: uploads that nothing uses are cleared after a week."
    ),
    # Starting a job, and doing something about one.
    "no_key": "There is no key for this vendor. Enter yours under Keys, or set {setting} and start Easel again.",
    "budget_moved": "What is left of the budget has just changed. Nothing was sent. Press Generate again.",
    "no_such_material": "There is no such material. Give the job_id of one of yours.",
    "nothing_to_look_for": (
        "There is nothing to look for: this job has no task at the vendor, or its results are here."
    ),
    "key_of_others": (
        "This went with a key of this Easel that does not pay for you now, so nothing can be asked about it. Ask "
        "whoever runs this Easel, or run it again with a key of your own."
    ),
    "not_unknown": "It is known what became of this job; there is nothing to keep as lost.",
    "still_running": "This job is still under way. Wait for its end, or stop it first.",
    "settings_outdated": "This Easel no longer understands the settings of this job. Start it anew in its panel.",
    # Budgets, when somebody has asked for it, and behind a price that nobody has asked for yet.
    "beyond_your_daily_budget": ("This costs {cost_usd}, and {left_usd} of your daily budget of {limit_usd} is left."),
    "perhaps_beyond_your_daily_budget": (
        "This may cost up to {cost_usd}, and {left_usd} of your daily budget of {limit_usd} is left."
    ),
    "beyond_your_total_budget": ("This costs {cost_usd}, and {left_usd} of your total budget of {limit_usd} is left."),
    "perhaps_beyond_your_total_budget": (
        "This may cost up to {cost_usd}, and {left_usd} of your total budget of {limit_usd} is left."
    ),
    "beyond_studio_daily_budget": (
        "This costs {cost_usd}, and {left_usd} of this studio's daily budget of {limit_usd} is left."
    ),
    "perhaps_beyond_studio_daily_budget": (
        "This may cost up to {cost_usd}, and {left_usd} of this studio's daily budget of {limit_usd} is left."
    ),
    "beyond_studio_total_budget": (
        "This costs {cost_usd}, and {left_usd} of this studio's total budget of {limit_usd} is left."
    ),
    "perhaps_beyond_studio_total_budget": (
        "This may cost up to {cost_usd}, and {left_usd} of this studio's total budget of {limit_usd} is left."
    ),
    "beyond_visitors_daily_budget": (
        "This costs {cost_usd}, more than is left today of what this studio spends on all its visitors together."
    ),
    "perhaps_beyond_visitors_daily_budget": (
        "This may cost up to {cost_usd}, more than is left today of what this studio spends on all its visitors "
        "together."
    ),
    "beyond_visitors_total_budget": (
        "This costs {cost_usd}, more than is left of what this studio spends on all its visitors together."
    ),
    "perhaps_beyond_visitors_total_budget": (
        "This may cost up to {cost_usd}, more than is left of what this studio spends on all its visitors together."
    ),
    "change_budget": "Change it under Usage.",
    "change_budget_or_wait": "Change it under Usage, or wait: the next day begins at 00:00 UTC.",
    "ask_host": "Ask whoever runs this Easel.",
    "ask_host_or_wait": "Ask whoever runs this Easel, or wait: the next day begins at 00:00 UTC.",
    "enter_own_key": "Enter a key of your own under Keys.",
    "enter_own_key_or_wait": "Enter a key of your own under Keys, or wait: the next day begins at 00:00 UTC.",
    "price_not_known": "The price of {model} is not known, so no budget can hold it.",
    "lift_budget_or_name_price": (
        "Take your budget away under Usage, or add the price to EASEL_PRICES and start Easel again."
    ),
    "name_price": "Add the price to EASEL_PRICES and start Easel again.",
    "own_key_or_another_model": "Enter a key of your own under Keys, or choose another model.",
    "brief_your_daily_budget": "more than your daily budget leaves",
    "brief_your_total_budget": "more than your total budget leaves",
    "brief_studio_daily_budget": "more than this studio's daily budget leaves",
    "brief_studio_total_budget": "more than this studio's total budget leaves",
    "brief_visitors_daily_budget": "more than is left for visitors today: enter a key of your own under Keys",
    "brief_visitors_total_budget": "more than is left for visitors: enter a key of your own under Keys",
    "brief_price_not_known": "which no budget can hold",
    # Fetching a file.
    "link_no_address": "The link is no valid address.",
    "link_misled": (
        "The link's host leads into a private network on this machine; a proxy or VPN may be the cause. Let Easel's "
        "downloads past it, or set EASEL_PROXY_DOWNLOADS=1 to send them through the proxy."
    ),
    "link_private": "The link points into a private network.",
    "link_not_plain": "The link is no plain web address.",
    "link_not_encrypted": "The link is not encrypted (https).",
    "link_odd_port": "The link names a port that no web server uses.",
    "link_no_host": "The link names no host on the internet.",
    "link_dead": "The file server answers 410: the link is dead.",
    "file_absent": "The file server does not have the file (404).",
    "file_server_answers": "The file server answers {status}.",
    "file_server_not_reached": "The file server cannot be reached.",
    "past_proxy": (
        "Results are not fetched through your proxy: let this machine reach the server directly, or set "
        "EASEL_PROXY_DOWNLOADS=1 and start Easel again."
    ),
    "proxy_opens_no_way": "The proxy opens no way to the file server.",
    "file_server_broke_off": "The file server broke off ({how}).",
    "file_server_slow": "The file server is too slow.",
    "redirects_without_end": "The file server redirects without end.",
    "redirects_to_no_address": "The file server redirects to no valid address.",
    "sandbox_not_running": "This result came from the sandbox, which is not running.",
    "file_larger": "The file is larger than {most_mib} MB.",
    "file_empty": "The file server sent an empty file.",
    "file_no_media": "The file server sent no picture or video.",
    # Batches.
    "batch_empty": "Nothing of this can be sent.",
    "size_not_known": "{model} has no size {size}.",
    "batch_strikes": "Three in a row did not work, so the rest waits. See what they say, then press Resume.",
    "batch_elsewhere": ("The key this batch was started with is not here now. Enter it under Keys, then press Resume."),
    "batch_broken": "The next cell could not be started, by a fault of Easel. Press Resume to try it again.",
    "batch_changed": (
        "What this costs, or where it goes, has changed since it was planned. Nothing was sent. Look at the plan "
        "again; then it can be started."
    ),
    "same_cell": "The same as another cell, so it is sent once only.",
}
"""Code -> words. A code stays for good: rows of batches name it."""
