"""Libraries with one of everything, and their archives, for tests of what goes out and what comes in."""

import io
import zipfile
from typing import Any

from scripted_vendor import NOON, OWNER, Material, Picture, ScriptedVendor, failed, finished, png
from scripted_vendor import run_job as run
from sqlalchemy import Insert, insert

from providers.task import Output
from studio.batches.batch import BatchState
from studio.ledger.tables import batch_cells, batches, profiles, votes
from studio.studio import Studio

Entries = dict[str, bytes]


def packed(entries: Entries, compression: int = zipfile.ZIP_STORED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


async def filled(studio: Studio) -> None:
    """Make a material and a picture, a failure, and every mark there is."""
    material = await run(studio, Material(prompt="Oak 橡木"))
    first = (await run(studio, Picture(prompt="A red wall"))).outputs[0]
    await run(studio, Picture(prompt="fails"))
    await studio.annotations.favour(OWNER, [first.id])
    await studio.annotations.tag(OWNER, [first.id, material.outputs[0].id], "kitchen")
    await studio.annotations.note(OWNER, [first.id], "for 厨房")
    await studio.library.delete(OWNER, [material.outputs[1].id])
    reference = await studio.references.from_asset(OWNER, first.id)
    await studio.names.save(OWNER, "Mauer", [reference.value])
    await studio.prompts.mark(OWNER, "a wall", favourite=True)
    await studio.prompts.save_style(OWNER, "Mine", "wet", "")
    photographs = studio.files.new_partial()
    photographs.write_bytes(packed({"photo-01.jpg": b"x"}))
    await studio.references.keep_archive(OWNER, photographs, "Ada.zip")
    two = (first.id, material.outputs[0].id)
    vote = {"first": min(two), "second": max(two), "first_model": "quick", "second_model": "slow", "voted_at": NOON}
    profile = {"job_id": material.id, "name": "Ada", "profile_id": "p1", "photos": 30, "created_at": NOON}
    await studio.machinery.ledger.write(
        insert(votes).values(owner=OWNER, winner=first.id, **vote),
        insert(profiles).values(owner=OWNER, **profile),
        *a_batch("b1", BatchState.STOPPED, first.job_id, None),
    )


def a_batch(id_: str, state: BatchState, *job_ids: str | None) -> list[Insert]:
    """Return the writes of a batch whose cells have these jobs; None: one that was not started."""
    axes = [["Choice 1", [f"wall {place}" for place in range(len(job_ids))]]]
    about = {"title": "{a|b}", "capability": "text-to-image", "axes": axes, "happened": (), "created_at": NOON}
    alike = {"batch_id": id_, "endpoint": Picture.endpoint, "model": "quick", "problem": (), "refused": ()}
    alike |= {
        "request": {"model": "quick", "prompt": "a wall"},
        "sandbox": False,
        "key_id": "of-a-key",
        "price_least": 0.1,
        "price_most": 0.1,
    }
    cells = [
        alike
        | {"position": place, "at": [place], "job_id": job_id, "request": {"model": "quick", "prompt": f"{place}"}}
        for place, job_id in enumerate(job_ids)
    ]
    return [insert(batches).values(id=id_, owner=OWNER, state=state, **about), insert(batch_cells).values(cells)]


def vendor(**options: Any) -> ScriptedVendor:
    maps = finished(
        Output("image", data=png("red"), label="basecolor", facts={"seed": "7"}),
        Output("image", data=png("blue"), label="normal", label_certain=False),
    )
    return ScriptedVendor(
        polls=[maps, finished(Output("image", data=png("green"))), failed("no"), finished()], **options
    )


async def exported(studio: Studio, owner: str = OWNER) -> bytes:
    return b"".join([piece async for piece in studio.library_export.write(owner)])
