"""An id of somebody else's is answered as one that nobody has: same words, same counts, nothing changed."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from library_archives import a_batch, filled, vendor
from scripted_vendor import NOON, OWNER, open_studio
from sqlalchemy import select

from studio.batches.batch import BatchState
from studio.errors import StudioError
from studio.ledger.tables import metadata
from studio.library.library_search import Sought
from studio.studio import Studio

BOB = "bob"
FIX, MOSS = "flip_green", {"overlay": "moss"}
NOBODYS = "0123456789abcdef0123456789abcdef"
OF_FILE: dict[str, Callable[[Studio, str], Awaitable[Any]]] = {
    "show": lambda studio, id_: studio.library.get(BOB, id_),
    "choose": lambda studio, id_: studio.library.chosen(BOB, [id_]),
    "delete": lambda studio, id_: studio.library.delete(BOB, [id_]),
    "restore": lambda studio, id_: studio.library.restore(BOB, [id_]),
    "look into the bin": lambda studio, id_: studio.bin.get(BOB, id_),
    "delete for good": lambda studio, id_: studio.bin.empty(BOB, [id_]),
    "favour": lambda studio, id_: studio.annotations.favour(BOB, [id_]),
    "note": lambda studio, id_: studio.annotations.note(BOB, [id_], "mine"),
    "tag": lambda studio, id_: studio.annotations.tag(BOB, [id_], "mine"),
    "untag": lambda studio, id_: studio.annotations.untag(BOB, [id_], "kitchen"),
    "tags": lambda studio, id_: studio.annotations.of(BOB, [id_]),
    "take away": lambda studio, id_: studio.selection_zips.ask(BOB, [id_]),
    "pairs": lambda studio, id_: studio.votes.pairs(BOB, [id_, NOBODYS]),
    "vote": lambda studio, id_: studio.votes.cast(BOB, id_, NOBODYS, "left"),
    "refer to": lambda studio, id_: studio.references.from_asset(BOB, id_),
}
OF_JOB: dict[str, Callable[[Studio, str], Awaitable[Any]]] = {
    "show": lambda studio, id_: studio.jobs.get(BOB, id_),
    "wait": lambda studio, id_: studio.jobs.wait(BOB, id_, 0),
    "stop": lambda studio, id_: studio.jobs.stop(BOB, id_),
    "look again": lambda studio, id_: studio.recourse.look_again(BOB, id_),
    "keep as lost": lambda studio, id_: studio.recourse.keep_as_lost(BOB, id_),
    "run again": lambda studio, id_: studio.recourse.run_again(BOB, id_),
    "family": lambda studio, id_: studio.lineage.family(BOB, id_),
    "take away": lambda studio, id_: studio.selection_zips.ask(BOB, [f"job:{id_}"]),
    "rename a profile": lambda studio, id_: studio.profiles.rename(BOB, id_, "mine"),
    "forget a profile": lambda studio, id_: studio.profiles.remove(BOB, id_),
    "check": lambda studio, id_: studio.workbench.check(BOB, id_),
    "measure": lambda studio, id_: studio.workbench.measure(BOB, id_, {"size_m": 1}),
    "preview": lambda studio, id_: studio.workbench.preview(BOB, "fix_material", {"material": id_, "fixes": [FIX]}),
    "fix": lambda studio, id_: studio.workbench.start(BOB, "fix_material", {"material": id_, "fixes": [FIX]}),
    "complete": lambda studio, id_: studio.workbench.start(BOB, "complete_material", {"material": id_}),
    "overlay": lambda studio, id_: studio.workbench.start(
        BOB, "overlay_material", {"material": id_, "overlay": "moss"}
    ),
    "blend": lambda studio, id_: studio.workbench.start(BOB, "blend_materials", {"material": id_, "above": id_}),
    "merge": lambda studio, id_: studio.workbench.start(BOB, "merge_maps", {"material": id_, "maps_from": id_}),
}
OF_BATCH: dict[str, Callable[[Studio, str], Awaitable[Any]]] = {
    "show": lambda studio, id_: studio.batches.get(BOB, id_),
    "start": lambda studio, id_: studio.batches.start(BOB, id_),
    "stop": lambda studio, id_: studio.batches.stop(BOB, id_),
    "resume": lambda studio, id_: studio.batches.resume(BOB, id_, failed=True),
    "remove": lambda studio, id_: studio.batches.remove(BOB, id_),
}
OF_PARCEL: dict[str, Callable[[Studio, str], Awaitable[Any]]] = {
    "pack": lambda studio, token: studio.selection_zips.pack(BOB, token),
    "contact sheet": lambda studio, token: studio.selection_zips.sheet(BOB, token),
}
OF_TEXT: dict[str, Callable[[Studio, str], Awaitable[Any]]] = {
    "forget a name": lambda studio, text: studio.names.forget(BOB, text),
    "mention": lambda studio, text: studio.names.mentioned(BOB, f"a @{text}"),
    "forget a style": lambda studio, text: studio.prompts.forget_style(BOB, text),
    "search": lambda studio, text: studio.library.page(BOB, Sought(text)),
}


async def told(answer: Awaitable[Any]) -> str:
    """Return what somebody is told, refusals too."""
    try:
        return repr(await answer)
    except StudioError as error:
        return f"{type(error).__name__}: {error}"


async def test_ids_of_others_are_ids_of_nobody(tmp_path: Path) -> None:
    async with open_studio(tmp_path, vendor()) as studio:
        await filled(studio)
        ledger = studio.machinery.ledger
        await ledger.write(*a_batch("adas-plan", BatchState.PLANNED, None))
        await studio.library.complete()
        files = [item.asset.id for item in await studio.library.page(OWNER)]
        files += [deleted.asset.id for deleted in await studio.bin.page(OWNER)]
        jobs = [job.id for job in await studio.jobs.recent(OWNER)]
        parcels = [(await studio.selection_zips.ask(OWNER, [id_])).token for id_ in files[:1]]
        await studio.drafts.keep(OWNER, "image", {"prompt": "adas"}, NOON)
        before = [await ledger.rows(select(table)) for table in metadata.sorted_tables]
        for acts, ids, nobodys in (
            (OF_FILE, files, NOBODYS),
            (OF_JOB, jobs, NOBODYS),
            (OF_BATCH, ["b1", "adas-plan"], NOBODYS),
            (OF_PARCEL, parcels, NOBODYS),
            (OF_TEXT, ["Mauer", "Mine"], "Nobody"),
        ):
            for what, act in acts.items():
                expected = (await told(act(studio, nobodys))).replace(nobodys, "ID")
                for id_ in ids:
                    assert (await told(act(studio, id_))).replace(id_, "ID") == expected, what
        assert [await ledger.rows(select(table)) for table in metadata.sorted_tables] == before


async def test_a_draft_of_somebody_else_is_neither_seen_nor_written_over(tmp_path: Path) -> None:
    async with open_studio(tmp_path, vendor()) as studio:
        await studio.drafts.keep(OWNER, "image", {"prompt": "adas"}, NOON)
        assert await studio.drafts.all(BOB) == {}
        await studio.drafts.keep(BOB, "image", {"prompt": "bobs"}, NOON)
        kept = [(await studio.drafts.all(owner))["image"].values for owner in (OWNER, BOB)]
    assert kept == [{"prompt": "adas"}, {"prompt": "bobs"}]
