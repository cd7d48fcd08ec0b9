"""What was made from what: written at the start of a job, found in both directions, for one owner alone."""

import json
from pathlib import Path
from typing import Any

import pytest
from scripted_vendor import (
    OWNER,
    Edit,
    Picture,
    ScriptedVendor,
    finished,
    open_studio,
    png,
    run_job,
)
from sqlalchemy import create_engine, event, text

from providers.spec import Capability
from providers.task import Output
from studio.errors import NotFound
from studio.jobs.lineage import MAX_JOBS, Family, Link
from studio.ledger.job import Job, JobState
from studio.ledger.lineage_edges import given_files, given_materials
from studio.ledger.migrations import STEPS, migrate
from studio.sentences.sentences import sentence_of
from studio.studio import Studio
from studio.workbench.operation_list import DERIVE

BEFORE = next(place for place, step in enumerate(STEPS) if any("TABLE lineage" in str(one) for one in step))


def colours() -> ScriptedVendor:
    """A vendor each of whose results is another picture, large enough to be a reference."""
    finishes = [finished(Output("image", data=png((shade, 9, 9), (320, 320)))) for shade in range(1, 60)]
    return ScriptedVendor(polls=finishes)


async def edited(studio: Studio, *of: Job, **fields: Any) -> Job:
    """Make an edit of the first result of each job."""
    kept = [await studio.references.from_asset(OWNER, job.outputs[0].id) for job in of]
    return await run_job(studio, Edit(images=[each.value for each in kept], **fields))


def shape(family: Family) -> dict[str, int]:
    return {job.request["prompt"]: family.generations[id_] for id_, job in family.jobs.items()}


async def test_a_picture_s_way_through_the_panels_is_told_from_every_place(tmp_path: Path) -> None:
    async with open_studio(tmp_path, colours()) as studio:
        picture = await run_job(studio, Picture(prompt="picture"))
        edit = await edited(studio, picture, prompt="edit")
        other = await edited(studio, picture, prompt="other")
        both = await edited(studio, edit, other, prompt="both")
        family = await studio.lineage.family(OWNER, edit.id)
        assert shape(family) == {"picture": -1, "edit": 0, "both": 1}
        assert set(family.links) == {
            Link(edit.id, picture.id, picture.outputs[0].id, picture.outputs[0].sha256, "file"),
            Link(both.id, edit.id, edit.outputs[0].id, edit.outputs[0].sha256, "file"),
        }
        assert shape(await studio.lineage.family(OWNER, picture.id)) == {"picture": 0, "edit": 1, "other": 1, "both": 2}
        assert shape(await studio.lineage.family(OWNER, both.id)) == {"both": 0, "edit": -1, "other": -1, "picture": -2}
        assert shape(await studio.lineage.family(OWNER, both.id, generations=1)).keys() == {"both", "edit", "other"}
        with pytest.raises(NotFound):
            await studio.lineage.family("bob", edit.id)


async def test_files_from_outside_are_told_and_belong_to_one_owner(tmp_path: Path) -> None:
    async with open_studio(tmp_path / "data", colours(), sandbox=True) as studio:
        picture = await run_job(studio, Picture(prompt="picture"))
        (tmp_path / "mine.png").write_bytes(png("navy", (300, 300)))
        brought = await studio.references.keep(OWNER, tmp_path / "mine.png", "mine.png")
        edit = await run_job(studio, Edit(prompt="edit", images=[brought.value, brought.value], mask=brought.value))
        family = await studio.lineage.family(OWNER, edit.id)
        assert list(family.links) == [Link(edit.id, None, None, brought.sha256, "file")]
        # Another owner brings the very file that the first one made: to them it is from outside.
        (tmp_path / "theirs.png").write_bytes(studio.files.path(picture.outputs[0].sha256).read_bytes())
        theirs = await studio.references.keep("bob", tmp_path / "theirs.png", "theirs.png")
        job = await studio.jobs.start("bob", Edit(prompt="theirs", images=[theirs.value]))
        job = await studio.jobs.wait("bob", job.id, 10)
        assert [link.parent for link in (await studio.lineage.family("bob", job.id)).links] == [None]
        assert (await studio.lineage.family(OWNER, picture.id)).links == []


async def test_what_was_cut_from_a_result_comes_from_it(tmp_path: Path) -> None:
    async with open_studio(tmp_path, colours()) as studio:
        picture = await run_job(studio, Picture(prompt="picture"))
        whole = await studio.references.from_asset(OWNER, picture.outputs[0].id)
        partial = studio.files.new_partial()
        partial.write_bytes(png("pink", (260, 260)))
        part = await studio.references.keep_made(OWNER, partial, "part.png", whole.sha256, {"turns": 1})
        edit = await run_job(studio, Edit(prompt="edit", images=[part.value]))
        [link] = (await studio.lineage.family(OWNER, edit.id)).links
        assert link == Link(edit.id, picture.id, picture.outputs[0].id, part.sha256, "file")


async def test_a_copy_with_settings_inside_comes_from_its_original(tmp_path: Path) -> None:
    async with open_studio(tmp_path / "data", colours()) as studio:
        picture = await run_job(studio, Picture(prompt="picture"))
        [asset] = picture.outputs
        copy = studio.file_settings.copy_of(picture, asset)
        assert copy is not None
        (tmp_path / "copy.png").write_bytes(b"".join(copy.pieces()))
        brought = await studio.references.keep(OWNER, tmp_path / "copy.png", "copy.png")
        assert brought.sha256 != asset.sha256
        edit = await run_job(studio, Edit(prompt="edit", images=[brought.value]))
        [link] = (await studio.lineage.family(OWNER, edit.id)).links
        assert link == Link(edit.id, picture.id, asset.id, brought.sha256, "file")
        derived = await studio.workbench.start(OWNER, DERIVE.name, {}, files=[("copy.png", tmp_path / "copy.png")])
        assert [link.asset for link in (await studio.lineage.family(OWNER, derived.id)).links] == [asset.id]
        (tmp_path / "other.png").write_bytes(png("navy"))
        derived = await studio.workbench.start(OWNER, DERIVE.name, {}, files=[("other.png", tmp_path / "other.png")])
        assert (await studio.lineage.family(OWNER, derived.id)).links == []


async def test_settings_used_again_are_a_link_too(tmp_path: Path) -> None:
    async with open_studio(tmp_path, colours()) as studio:
        picture = await run_job(studio, Picture(prompt="picture"))
        again = await studio.jobs.start(OWNER, Picture(prompt="picture again"), again_of=picture.id)
        family = await studio.lineage.family(OWNER, again.id)
        assert list(family.links) == [Link(again.id, picture.id, None, None, "again")]


async def test_a_job_that_was_not_written_down_leaves_no_edges(tmp_path: Path) -> None:
    async with open_studio(tmp_path, colours()) as studio:
        picture = await run_job(studio, Picture(prompt="picture"))
        edges = await studio.lineage.of_new_job(OWNER, "never", "scripted", {}, again_of=picture.id)
        assert await studio.machinery.ledger.write(*edges) == 0
        assert (await studio.lineage.family(OWNER, picture.id)).links == []


async def test_versions_of_a_material_and_what_a_picture_was_made_into(tmp_path: Path) -> None:
    async with open_studio(tmp_path, colours()) as studio:
        picture = await run_job(studio, Picture(prompt="picture"))
        asset = picture.outputs[0]
        source = [("picture.png", studio.files.path(asset.sha256))]
        first = await studio.workbench.start(OWNER, DERIVE.name, {}, name="material", files=source)
        first = await studio.jobs.wait(OWNER, first.id, 20)
        assert first.state is JobState.SUCCEEDED, sentence_of(first.happened)
        second = await studio.workbench.start(OWNER, "fix_material", {"material": first.id, "fixes": ["flip_green"]})
        second = await studio.jobs.wait(OWNER, second.id, 20)
        family = await studio.lineage.family(OWNER, picture.id)
        assert [family.generations[job.id] for job in (picture, first, second)] == [0, 1, 2]
        assert [(link.parent, link.asset, link.kind) for link in family.links] == [
            (picture.id, asset.id, "file"),
            (first.id, None, "version"),
        ]


async def test_a_family_is_bounded_and_each_generation_is_one_indexed_query(tmp_path: Path) -> None:
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        picture = await run_job(studio, Picture(prompt="picture"))
        for number in range(MAX_JOBS + 5):
            await studio.jobs.start(OWNER, Picture(prompt=str(number)), again_of=picture.id)
        asked: list[str] = []
        engine = studio.machinery.ledger._engine  # pyright: ignore[reportPrivateUsage]
        event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
        family = await studio.lineage.family(OWNER, picture.id, generations=1)
        assert len(family.jobs) == MAX_JOBS
        assert family.more
        of_lineage = [query for query in asked if "FROM lineage" in query]
        assert len(of_lineage) == 2
        plan = "EXPLAIN QUERY PLAN SELECT * FROM lineage WHERE owner = 'a' AND {} IN ('x')"
        for column, index in (("child_job", "sqlite_autoindex_lineage_1"), ("parent_job", "lineage_by_parent")):
            row = await studio.machinery.ledger.first(text(plan.format(column)))
            assert row is not None
            assert index in str(row.detail)


def test_hostile_settings_name_nothing() -> None:
    sha256 = "a" * 64
    odd = {"a": [f"easel:{sha256}", 7, None, ["easel:x"]], "b": f"easel:{sha256} ", "c": {"d": sha256}}
    assert given_files(odd) == [sha256]
    assert given_materials("easel", {"a": "f" * 32, "b": "F" * 32, "c": ["f" * 32], "prompt": "p"}) == ["f" * 32]
    assert given_materials("foxapi", {"a": "f" * 32}) == []


def test_jobs_of_before_get_their_edges(tmp_path: Path) -> None:
    sha256, cut, outside = "a" * 64, "b" * 64, "c" * 64
    engine = create_engine(f"sqlite:///{tmp_path / 'easel.db'}")
    jobs = {
        "picture": ("foxapi", {"prompt": "p"}, None),
        "edit": ("foxapi", {"prompt": "p", "image_urls": [f"easel:{cut}", f"easel:{outside}"]}, None),
        "again": ("foxapi", {"prompt": "p"}, "picture"),
        "f" * 32: ("easel", {"material": "e" * 32}, None),
        "e" * 32: ("easel", {"files": ["a.png"]}, None),
        "broken": ("easel", [], None),
    }
    with engine.begin() as connection:
        migrate(connection, STEPS[:BEFORE])
        for id_, (provider, request, again_of) in jobs.items():
            connection.execute(
                text(
                    "INSERT INTO jobs (id, owner, endpoint, provider, model, capability, sandbox, request, state,"
                    " charged, message, stopping, watching, pending, created_at, again_of) VALUES (:id, 'ada', '',"
                    " :provider, '', :capability, 0, :request, 'succeeded', 'no', '', 0, 0, '[]', 1, :again_of)"
                ),
                {
                    "id": id_,
                    "provider": provider,
                    "capability": Capability.TEXT_TO_IMAGE.value,
                    "request": json.dumps(request),
                    "again_of": again_of,
                },
            )
        connection.execute(
            text(
                "INSERT INTO assets (id, owner, job_id, position, kind, label_certain, sha256, name, facts, created_at)"
                " VALUES ('a1', 'ada', 'picture', 0, 'image', 1, :sha256, '', '{}', 1)"
            ),
            {"sha256": sha256},
        )
        connection.execute(
            text(
                'INSERT INTO "references" (owner, sha256, name, created_at, made_from)'
                " VALUES ('ada', :cut, '', 1, :sha256)"
            ),
            {"cut": cut, "sha256": sha256},
        )
    with engine.begin() as connection:
        migrate(connection)
        edges = connection.execute(
            text("SELECT child_job, position, kind, parent_job, parent_asset, sha256 FROM lineage WHERE owner = 'ada'")
        ).all()
    assert sorted(tuple(edge) for edge in edges) == sorted([
        ("edit", 0, "file", "picture", "a1", cut),
        ("edit", 1, "file", None, None, outside),
        ("again", 0, "again", "picture", None, None),
        ("f" * 32, 0, "version", "e" * 32, None, None),
    ])  # fmt: skip
    engine.dispose()
