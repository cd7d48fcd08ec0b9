"""What of the ledger may come from outside: one line for each column of each table, with the reason.

An archive is somebody's word. What comes in is history to look at: nothing in it is ever driven, asked for at a vendor,
paid or counted with, and none of it reaches what belongs to others. A new column has no line, and a test says so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table

from materials.material import MAP_NAMES
from providers.spec import Capability
from studio.archive.archive_values import (
    ReadValue,
    amount,
    axes,
    boolean,
    choice,
    file_name,
    happenings,
    hashes,
    identifier,
    moment,
    number,
    places,
    plain_object,
    sha256,
    text,
    texts_by_name,
    whole_number,
)
from studio.batches.batch import BatchState
from studio.ledger.job import FINAL_STATES
from studio.ledger.tables import (
    agents,
    asset_tags,
    assets,
    batch_cells,
    batches,
    budgets,
    drafts,
    favourite_prompts,
    files,
    jobs,
    lineage,
    names,
    profiles,
    references,
    schema_version,
    styles,
    uploads,
    votes,
)
from studio.library.annotations import LONGEST_NOTE, LONGEST_TAG


@dataclass(frozen=True)
class ColumnRule:
    """Whether a column may come from outside.

    Attributes:
        why: The reason.
        read: Returns the value as it is kept, None for one that cannot be; None: nothing comes from outside.
        instead: Returns what an import writes, from the moment of the import; None: the column's default.
        passed_over: True where archives of older versions hold the column: it is not refused, and not looked at.
    """

    why: str
    read: ReadValue | None = None
    instead: Callable[[datetime], Any] | None = None
    passed_over: bool = False


def _comes(read: ReadValue, why: str) -> ColumnRule:
    return ColumnRule(why, read)


def _passed_over(why: str) -> ColumnRule:
    return ColumnRule(why, passed_over=True)


def _never(why: str, instead: Callable[[datetime], Any] | None = None) -> ColumnRule:
    return ColumnRule(why, instead=instead)


def _nothing_of(table: Table, why: str) -> dict[str, ColumnRule]:
    return {column.name: _never(why) for column in table.c}


_OWNER = _never("whoever imports: written by the import, whatever an archive says")
_MADE_AT = _comes(moment, "when it was made, to show and to sort by; a moment to come becomes that of the import")
_POSITION = whole_number(0, 9_999)
_SHORT = text(200)
_WORDS = text(200_000)
_CAPABILITY = choice(*Capability)

COLUMNS: Mapping[Table, Mapping[str, ColumnRule]] = {
    jobs: {
        "id": _comes(identifier, "files, batches and families name it; one that is somebody else's here is refused"),
        "owner": _OWNER,
        "endpoint": _comes(_SHORT, "shown, and looked up when its settings are used again, which checks them anew"),
        "provider": _comes(_SHORT, "shown; no vendor is ever asked about an imported job"),
        "model": _comes(_SHORT, "shown and searched"),
        "capability": _comes(_CAPABILITY, "the panel it is shown in"),
        "sandbox": _comes(boolean, "shown beside its cost"),
        "key_id": _never(
            "an imported job has no key: no key has this id, so no way to a vendor is found", lambda _: ""
        ),
        "request": _comes(plain_object, "the settings people see; checked anew before they are used again"),
        "state": _comes(choice(*FINAL_STATES), "how it ended; what has not ended is no history"),
        "charged": _comes(choice("no", "yes", "maybe"), "shown; budgets pass imported jobs over"),
        "progress_percent": _comes(number(0, 100), "shown"),
        "happened": _comes(happenings, "shown in this Easel's own words; of a code that it does not know, as text"),
        "error": _comes(_WORDS, "shown as text"),
        "error_field": _comes(_SHORT, "the setting its error is shown beside"),
        "task_id": _passed_over("whoever names a task could have it fetched with a key of this server"),
        "cost_note": _comes(_WORDS, "shown as text"),
        "price_least": _comes(amount, "shown; budgets pass imported jobs over"),
        "price_most": _comes(amount, "shown; budgets pass imported jobs over"),
        "cost": _comes(amount, "shown, and added up for its owner's usage page; budgets pass it over"),
        "credits_reserved": _comes(number(0, 1e12), "the vendor's own figure, shown"),
        "balance_before": _passed_over("compared with the account's balance it would tell that"),
        "balance_after": _passed_over("as the balance before"),
        "stopping": _never("nothing of it is under way", lambda _: False),
        "watching": _never("nothing of it is looked after", lambda _: False),
        "pending": _never("links of somebody's choice would be fetched from here", lambda _: []),
        "estimated_s": _passed_over("only a job under way is waited for"),
        "expected_s": _passed_over("only a job under way is waited for"),
        "expected_low_s": _passed_over("only a job under way is waited for"),
        "expected_high_s": _passed_over("only a job under way is waited for"),
        "task_s": _passed_over("everybody's expected times and the polling of their jobs would go by it"),
        "created_at": _MADE_AT,
        "submitted_at": _comes(moment, "shown: how long it took"),
        "ended_at": _passed_over("counts the age of links, and there are none"),
        "finished_at": _comes(moment, "shown: how long it took"),
        "again_of": _comes(identifier, "the job it ran again, if its owner has that"),
        "size_m": _comes(number(0, 1e6), "how wide a material's tile is"),
        "height_range_m": _comes(number(0, 1e6), "how deep a material is"),
        "begun": _passed_over("only work under way is begun"),
        "imported_at": _never("tells history from what is paid and driven here", lambda now: now),
        "agent_id": _never("an agent's budget would be counted with it"),
        "agent": _comes(_SHORT, "shown: who began it"),
    },
    assets: {
        "id": _comes(identifier, "tags, votes and families name it; one that is somebody else's here is refused"),
        "owner": _OWNER,
        "job_id": _comes(identifier, "its job has to be in the archive, or be an ended one of the importer's"),
        "position": _comes(_POSITION, "its place among the outputs"),
        "kind": _comes(choice("image", "video", "file"), "compared with its bytes"),
        "label": _comes(choice("texture", *MAP_NAMES), "which map of a material it is"),
        "label_certain": _comes(boolean, "whether people are asked about the label"),
        "sha256": _comes(sha256, "its bytes have to be in the archive, and be hashed: no hash alone gets a file"),
        "name": _comes(file_name, "what a download is called"),
        "facts": _comes(texts_by_name, "small texts by the vendor, shown"),
        "created_at": _MADE_AT,
        "deleted_at": _comes(moment, "it waits in its owner's bin since then"),
        "favourite": _comes(boolean, "its owner's mark"),
        "note": _comes(text(LONGEST_NOTE), "its owner's note"),
        "place": _never("one order for everybody: worked out here from the moment it was made"),
        "shown_as": _never("worked out here from its job"),
        "capability": _never("copied here from its job"),
        "model": _never("copied here from its job"),
        "stale": _never("says that the four above are still to be worked out, which is its default"),
    },
    asset_tags: {
        "asset_id": _comes(identifier, "passed over unless the file is the importer's: a tag is found by the file"),
        "tag": _comes(text(LONGEST_TAG, empty=False), "its owner's word"),
        "owner": _OWNER,
        "place": _never("copied here from the file"),
    },
    lineage: {
        "owner": _OWNER,
        "child_job": _comes(identifier, "only jobs of the importer's are looked up by it"),
        "position": _comes(_POSITION, "its place among what the job was made from"),
        "kind": _comes(choice("file", "version", "again"), "how it was used"),
        "parent_job": _comes(identifier, "only jobs of the importer's are looked up by it"),
        "parent_asset": _comes(identifier, "only files of the importer's are looked up by it"),
        "sha256": _comes(sha256, "left out unless the importer has the file: a row keeps it on the disk"),
    },
    references: {
        "owner": _OWNER,
        "sha256": _comes(sha256, "its bytes have to be in the archive, and be hashed: no hash alone gets a file"),
        "name": _comes(text(1000), "shown"),
        "created_at": _MADE_AT,
        "made_from": _comes(sha256, "left out unless the importer has the file: it is opened again"),
        "edit": _comes(plain_object, "how it was made, checked when it is edited again"),
    },
    names: {
        "owner": _OWNER,
        "folded": _comes(_SHORT, "its owner's word"),
        "name": _comes(_SHORT, "its owner's word"),
        "sha256s": _comes(hashes, "only uploads of the importer's are looked up by them"),
        "created_at": _MADE_AT,
    },
    favourite_prompts: {
        "owner": _OWNER,
        "digest": _comes(sha256, "tells its owner's prompts apart"),
        "prompt": _comes(_WORDS, "its owner's words"),
        "created_at": _MADE_AT,
    },
    styles: {
        "owner": _OWNER,
        "folded": _comes(_SHORT, "its owner's word"),
        "name": _comes(_SHORT, "its owner's word"),
        "prefix": _comes(_WORDS, "its owner's words"),
        "suffix": _comes(_WORDS, "its owner's words"),
        "created_at": _MADE_AT,
    },
    votes: {
        "owner": _OWNER,
        "first": _comes(identifier, "one of two results; the tally is its owner's alone"),
        "second": _comes(identifier, "the other"),
        "winner": _comes(identifier, "one of the two, or none"),
        "first_model": _comes(text(400), "counted in its owner's tally"),
        "second_model": _comes(text(400), "counted in its owner's tally"),
        "voted_at": _comes(moment, "when; a moment to come becomes that of the import"),
    },
    profiles: {
        "job_id": _comes(identifier, "the job that made it; one that is somebody else's here is refused"),
        "owner": _OWNER,
        "name": _comes(text(200, empty=False), "its owner's word"),
        "profile_id": _comes(text(500), "what people may as well type into a prompt; the vendor checks it"),
        "photos": _comes(whole_number(0, 10_000), "shown"),
        "created_at": _MADE_AT,
    },
    batches: {
        "id": _comes(identifier, "its cells name it; one that is somebody else's here is refused"),
        "owner": _OWNER,
        "title": _comes(_WORDS, "shown"),
        "capability": _comes(_CAPABILITY, "the panel it is shown in"),
        "axes": _comes(axes, "what its grid shows, as small as a plan may be"),
        "state": _comes(choice(BatchState.STOPPED, BatchState.DONE), "a running one would start jobs by itself"),
        "happened": _comes(happenings, "as a job's"),
        "created_at": _MADE_AT,
    },
    batch_cells: {
        "batch_id": _comes(identifier, "its batch has to be in the archive; one that is here gets no more cells"),
        "position": _comes(whole_number(0, 999), "its place in the batch"),
        "at": _comes(places, "its place on each axis of the batch"),
        "endpoint": _comes(_SHORT, "looked up when people resume the batch, which checks everything anew"),
        "model": _comes(_SHORT, "shown"),
        "request": _comes(plain_object, "its settings; checked anew before they are sent"),
        "problem": _comes(happenings, "as a job's: why it is left out"),
        "sandbox": _comes(boolean, "where it was to go; compared with where it would go now"),
        "key_id": _never("no key has this id: people see who pays before they resume the batch", lambda _: ""),
        "price_least": _comes(amount, "what people saw; compared with the price now"),
        "price_most": _comes(amount, "what people saw; compared with the price now"),
        "job_id": _comes(identifier, "left out unless the job is the importer's: it would get this id"),
        "refused": _comes(happenings, "as a job's: why its job was not written"),
        "again_of": _comes(identifier, "as the job's id"),
    },
    files: _nothing_of(files, "read from the bytes themselves"),
    uploads: _nothing_of(uploads, "addresses at vendors, for everybody's files: only from the vendors"),
    budgets: _nothing_of(budgets, "a limit belongs to the machine it was set on"),
    agents: _nothing_of(agents, "whoever has a token acts for its owner, at the machine it was made on"),
    drafts: _nothing_of(drafts, "what is half typed belongs to nobody's library"),
    schema_version: _nothing_of(schema_version, "the database's own"),
}
"""Table -> column -> whether it may come from outside."""
