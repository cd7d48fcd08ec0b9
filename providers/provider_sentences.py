"""What is said of calls of vendors that went wrong, by the code of what happened; their own words stand as they are."""

from collections.abc import Mapping

from providers.telling import Wording

PROVIDER_SENTENCES: Mapping[str, Wording] = {
    "vendor_says": "{words}",
    "vendor_says_of_task": "The vendor says of the task: {word}.",
    "vendor_could_not_answer": "The vendor could not answer: {words}",
    "vendor_reported_error": "The vendor reported an error.",
    "vendor_turned_away": "The vendor's protection turned this connection away ({words}).",
    "vendor_moved": "The vendor's address has moved. Set its new base URL in the settings.",
    "vendor_moved_to": "The vendor's address has moved to {host}. Set its new base URL in the settings.",
    "answered_without_reason": "The vendor answered {status} {phrase}, without a reason.",
    "answered_oddly_without_reason": "The vendor answered {status}, without a reason.",
    "answer_not_read": "The vendor's answer could not be read.",
    "answer_not_json": "The vendor's answer could not be read: {excerpt}",
    "answer_too_large": "The vendor's answer is larger than any that was asked for.",
    "answer_no_task": "The vendor's answer is not a task: {excerpt}",
    "answer_of_other_task": "The vendor's answer is about another task.",
    "answer_without_task_id": "The vendor answered without a task id: {excerpt}",
    "answer_without_balance": "The vendor's answer holds no balance: {excerpt}",
    "answer_without_pictures": "The vendor's answer holds no pictures: {excerpt}",
    "answer_without_address": "The vendor answered the upload without an address: {excerpt}",
    "done_without_files": "The vendor calls task {task_id} done, but names no file.",
    "done_without_files_or_task": "The vendor calls the task done, but named no file and no task id.",
    "vendor_has_no_tasks": "{vendor} answers at once; it has no tasks to ask for.",
    "not_connected": "{base_url} cannot be reached ({what}).",
    "broke_before_answer": "The connection broke before an answer came ({what}).",
    "upload_broke_off": "The upload broke off ({what}).",
    "no_answer_came": "The vendor did not answer ({what}).",
    "key_not_sendable": "The key is empty or has characters that no key has. Check it and start Easel again.",
    # What broke, in the fewest words.
    "connecting_slow": "connecting took too long",
    "no_connection": "no connection",
    "answered_before_asked": "it answered before it was asked",
    "no_answer_in_time": "no answer in time",
    "sending_slow": "sending took too long",
    "cut_while_reading": "cut while reading",
    "cut_while_sending": "cut while sending",
    "cut_without_answer": "cut without an answer",
    "proxy_no_way": "the proxy opened no way",
    "no_http_address": "not an http address",
    "no_address": "not an address",
    "answer_damaged": "damaged answer",
    "network_error": "network error",
}
"""Code -> words."""
