"""A whole library goes out and comes in, equal hash by hash and for its owner only; hostile archives change nothing."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from library_archives import Entries, a_batch, exported, filled, packed, vendor
from scripted_vendor import (
    NOON,
    OWNER,
    Gate,
    Picture,
    QuickTime,
    ScriptedVendor,
    finished,
    make_studio,
    open_studio,
    opened,
    png,
    running,
)
from scripted_vendor import run_job as run
from sqlalchemy import insert, select, update

from providers.happened import happened, only_text
from providers.task import Output
from studio.archive.archive_rows import KINDS, ArchiveRefused, row_of
from studio.archive.library_import import Imported, LibraryImport
from studio.batches.batch import BatchState
from studio.clock import Clock
from studio.errors import NotFound, NotPossible, StorageFull
from studio.ledger.changes import Changes
from studio.ledger.job import JobState
from studio.ledger.tables import assets, batch_cells, metadata, profiles
from studio.library.library_search import Sought
from studio.library.selection_zip import unique_names
from studio.settings_in_files.embedded_settings import SettingsUnreadable, read_settings
from studio.settings_in_files.settings_note import Note
from studio.studio import Studio

FILM = b"\x1a\x45\xdf\xa3\xa3\x42\x82\x88matroska" + bytes(60)
"""Of a kind that Easel keeps and cannot show."""


async def rows(studio: Studio) -> dict[str, list[dict[str, Any]]]:
    """Return everything that an archive is to keep."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, kind in KINDS.items():
        table = kind.table
        got = await studio.machinery.ledger.rows(select(table).order_by(*table.primary_key.columns))
        found[name] = [{column.name: getattr(row, column.name) for column in kind.columns} for row in got]
    return found


def originals(studio: Studio) -> dict[str, str]:
    files = [path for path in (studio.settings.data_dir / "files").rglob("*") if path.is_file()]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


async def test_what_went_out_comes_in_hash_by_hash(tmp_path: Path) -> None:
    async with open_studio(tmp_path / "one", vendor()) as studio:
        await filled(studio)
        kept, content = await rows(studio), await exported(studio)
        hashes = originals(studio)
        found = [item.asset.id for item in await studio.library.page(OWNER)]
    counts = {"jobs": 3, "assets": 3, "tags": 2, "references": 2, "lineage": 0, "cells": 2}
    assert {name: len(of_kind) for name, of_kind in kept.items()} == dict.fromkeys(KINDS, 1) | counts
    (tmp_path / "library.zip").write_bytes(content)
    later = QuickTime()
    later.passed_s = 3600
    async with open_studio(tmp_path / "two", ScriptedVendor(), clock=later.clock) as studio:
        assert await studio.library_import.read(OWNER, tmp_path / "library.zip") == Imported(3, 3, 0)
        assert await rows(studio) == kept
        assert originals(studio) == hashes == {name: name for name in hashes}
        assert [item.asset.id for item in await studio.library.page(OWNER)] == found
        assert len(await studio.library.page(OWNER, Sought("厨房", tag="kitchen", favourite=True))) == 1
        assert len(await studio.bin.page(OWNER)) == 1
        assert len(await studio.library.without_result(OWNER)) == 1
        [batch] = await studio.batches.recent(OWNER)
        assert [cell.job and cell.job.state for cell in batch.cells] == [JobState.SUCCEEDED, None]
        with pytest.raises(NotPossible, match="changed"):  # its key is not here: whoever resumes it sees who pays first
            await studio.batches.resume(OWNER, batch.id)
        await studio.machinery.ledger.write(update(batch_cells).values(price_least=0.1, price_most=0.1))
        again = await exported(studio)
        assert await studio.library_import.read(OWNER, tmp_path / "library.zip") == Imported(0, 0, 3)
        assert (await rows(studio), originals(studio)) == (kept, hashes)
    one, two = (zipfile.ZipFile(io.BytesIO(archive)) for archive in (content, again))
    assert one.testzip() is None
    assert one.namelist() == two.namelist()
    for name in one.namelist()[1:]:
        assert one.read(name) == two.read(name), name


async def test_what_cannot_be_shown_goes_out_comes_in_and_ends_in_the_bin(tmp_path: Path) -> None:
    contents = FILM, png()[:60]
    made = finished(*(Output("video", data=content) for content in contents))
    async with open_studio(tmp_path / "one", ScriptedVendor(polls=[made])) as studio:
        await run(studio)
        kept, content = await rows(studio), await exported(studio)
    assert [row["kind"] for row in kept["assets"]] == ["file", "file"]
    (tmp_path / "archive.zip").write_bytes(content)
    later = QuickTime()
    later.passed_s = 86_400
    async with open_studio(tmp_path / "two", ScriptedVendor(), clock=later.clock) as studio:
        importing = LibraryImport(studio.machinery.ledger, Changes(), studio.files, later.clock)
        assert await importing.read(OWNER, tmp_path / "archive.zip") == Imported(1, 2, 0)
        assert await rows(studio) == kept
        [job] = await studio.jobs.recent(OWNER)
        assert [studio.files.path(asset.sha256).read_bytes() for asset in job.outputs] == list(contents)
        assert {asset.mime for asset in job.outputs} == {"application/octet-stream"}
        await studio.machinery.ledger.write(update(assets).values(deleted_at=NOON))
    async with open_studio(tmp_path / "two", ScriptedVendor(), clock=later.clock) as studio:  # nothing was just kept
        film, damaged = job.outputs
        assert {deleted.asset.id for deleted in await studio.bin.page(OWNER)} == {film.id, damaged.id}
        assert await studio.bin.empty(OWNER, [film.id]) == 1
        left = [studio.files.path(asset.sha256).exists() for asset in job.outputs]
    assert left == [False, True]


def test_whatever_belongs_to_somebody_is_carried() -> None:
    """Limits and tokens belong to the machine they were made on, and what is half typed to nobody's library."""
    told = {kind.table.name for kind in KINDS.values()}
    assert {table.name for table in metadata.tables.values() if "owner" in table.c} - told == {
        "agents",
        "budgets",
        "drafts",
    }


async def test_what_was_changed_since_stays_as_it_is(tmp_path: Path) -> None:
    async with open_studio(tmp_path / "one", vendor()) as studio:
        await filled(studio)
        (tmp_path / "library.zip").write_bytes(await exported(studio))
        [wall] = await studio.library.page(OWNER, Sought("wall"))
        await studio.annotations.note(OWNER, [wall.asset.id], "changed")
        await studio.library.delete(OWNER, [wall.asset.id])
        kept = await rows(studio)
        assert await studio.library_import.read(OWNER, tmp_path / "library.zip") == Imported(0, 0, 3)
        assert await rows(studio) == kept


async def test_only_finished_jobs_and_own_things_go_out(tmp_path: Path) -> None:
    gate = Gate(running())
    async with open_studio(tmp_path, ScriptedVendor([opened()], [finished(), gate])) as studio:
        await run(studio)
        await studio.jobs.start(OWNER, Picture(prompt="under way"))
        await gate.reached.wait()
        with zipfile.ZipFile(io.BytesIO(await exported(studio))) as archive:
            assert archive.read("jobs.jsonl").count(b"\n") == 1
        with zipfile.ZipFile(io.BytesIO(await exported(studio, "bob"))) as archive:
            assert archive.namelist() == ["easel-library.json", *(f"{name}.jsonl" for name in KINDS)]
            assert {archive.read(f"{name}.jsonl") for name in KINDS} == {b""}
        ledger, [under_way, done] = studio.machinery.ledger, await studio.jobs.recent(OWNER)
        await ledger.write(
            *a_batch("ended", BatchState.DONE, done.id),
            *a_batch("half", BatchState.STOPPED, done.id, under_way.id),
            *a_batch("running", BatchState.RUNNING, done.id, None),
            *a_batch("plan", BatchState.PLANNED, None),
            *(
                insert(profiles).values(owner=OWNER, job_id=job.id, name="Ada", created_at=NOON)
                for job in (under_way, done)
            ),
        )
        with zipfile.ZipFile(io.BytesIO(await exported(studio))) as archive:
            told = [json.loads(archive.read(f"{name}.jsonl")) for name in ("batches", "cells", "profiles")]  # one each
            assert (told[0]["id"], told[1]["batch_id"], told[2]["job_id"]) == ("ended", "ended", done.id)
        gate.open()


# --- hostile archives ------------------------------------------------------------------------------------------------


def changed(file: str, /, **columns: Any) -> Callable[[Entries], bytes]:
    def change(entries: Entries) -> bytes:
        lines = [json.loads(line) for line in entries[file].splitlines()]
        lines[0] |= columns
        return packed(entries | {file: "".join(json.dumps(line) + "\n" for line in lines).encode()})

    return change


def added(name: str, content: bytes) -> Callable[[Entries], bytes]:
    return lambda entries: packed(entries | {name: content})


def without_files(entries: Entries) -> bytes:
    return packed({name: content for name, content in entries.items() if not name.startswith("files/")})


def with_other_file(content: bytes) -> Callable[[Entries], bytes]:
    def change(entries: Entries) -> bytes:
        first = next(name for name in entries if name.startswith("files/"))
        return packed(entries | {first: content})

    return change


def called(kind: str, content: bytes) -> Callable[[Entries], bytes]:
    """A file that is what its name says, and that a row calls something else."""
    sha256 = hashlib.sha256(content).hexdigest()
    changed_row = changed("assets.jsonl", sha256=sha256, kind=kind)
    return lambda entries: changed_row(entries | {f"files/{sha256}": content})


def overlapping(entries: Entries) -> bytes:
    """A directory with more in it than the archive has bytes: one place stands for many files."""
    content = bytearray(packed({name: entries[name] for name in entries if not name.startswith("files/")}))
    at = content.rfind(b"PK\x01\x02")
    content[at + 20 : at + 28] = (10**9).to_bytes(4, "little") * 2
    return bytes(content)


def twice(entries: Entries) -> bytes:
    file = io.BytesIO(packed(entries))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(file, "a") as archive:
        archive.writestr("jobs.jsonl", b"")
    return file.getvalue()


HOSTILE: dict[str, Callable[[Entries], bytes]] = {
    "no ZIP": lambda entries: b"PK is no archive",
    "cut off": lambda entries: packed(entries)[:-40],
    "empty": lambda entries: packed({}),
    "another ZIP": lambda entries: packed({"a.txt": b"a"}),
    "without a header": lambda entries: packed({k: v for k, v in entries.items() if k != "easel-library.json"}),
    "header of something else": added("easel-library.json", b'["easel-library"]'),
    "header of a later Easel": added("easel-library.json", b'{"format": "easel-library", "version": 4}'),
    "a path upwards": added("../../escaped.txt", b"x"),
    "an absolute path": added("/tmp/escaped.txt", b"x"),
    "a path in a hash": added("files/../" + "a" * 61, b"x"),
    "packed": lambda entries: packed(entries, zipfile.ZIP_DEFLATED),
    "overlapping": overlapping,
    "an entry twice": twice,
    "wrong bytes": with_other_file(png("black")),
    "no picture": called("image", b"<svg onload=alert(1)>"),
    "a text called a file": called("file", b"<!doctype html><script>alert(1)</script>"),
    "a file called a film": called("video", FILM),
    "files left out": without_files,
    "no JSON": added("jobs.jsonl", b"{\n"),
    "deep JSON": added("jobs.jsonl", b"[" * 100_000 + b"\n"),
    "a long line": added("jobs.jsonl", b" " * 3_000_000),
    "an unknown column": changed("jobs.jsonl", owner="bob"),
    "a key": changed("jobs.jsonl", key_id="x"),
    "a job under way": changed("jobs.jsonl", state="queued"),
    "a job to be submitted": changed("jobs.jsonl", pending=[{"url": "http://127.0.0.1/"}]),
    "a wrong number": changed("jobs.jsonl", cost=float("nan")),
    "a wrong time": changed("jobs.jsonl", created_at="yesterday"),
    "an id with a path": changed("jobs.jsonl", id="../x"),
    "no settings": changed("jobs.jsonl", request=[1]),
    "a name with a path": changed("assets.jsonl", name="../../x.png"),
    "a name of dots": changed("assets.jsonl", name=".."),
    "a hash with a path": changed("assets.jsonl", sha256="../" + "a" * 61),
    "a kind that is none": changed("assets.jsonl", kind="video"),
    "no such map": changed("assets.jsonl", label="shine"),
    "a file of nobody": changed("assets.jsonl", job_id="unknown"),
    "a null": changed("assets.jsonl", name=None),
    "facts that are none": changed("assets.jsonl", facts={"a": [1]}),
    "a batch under way": changed("batches.jsonl", state="running"),
    "a batch without sides": changed("batches.jsonl", axes=[["Choice 1", "walls"]]),
    "a cell beyond its batch": changed("cells.jsonl", at=[2]),
    "a cell of no batch": changed("cells.jsonl", batch_id="none"),
    "a cell's key": changed("cells.jsonl", key_id="x"),
    "happenings without an end": changed("jobs.jsonl", happened=[{"code": "done", "facts": {}, "text": ""}] * 201),
    "a happening without its text": changed("jobs.jsonl", happened=[{"code": "done", "facts": {}}]),
    "no list of happenings": changed("batches.jsonl", happened={"code": "done"}),
    "a huge number": changed("assets.jsonl", position=1 << 80),
}


async def test_hostile_archives_change_nothing(tmp_path: Path) -> None:
    async with open_studio(tmp_path / "one", vendor()) as studio:
        await filled(studio)
        with zipfile.ZipFile(io.BytesIO(await exported(studio))) as archive:
            entries = {name: archive.read(name) for name in archive.namelist()}
    path = tmp_path / "hostile.zip"
    async with open_studio(tmp_path / "two", ScriptedVendor()) as studio:
        before = await rows(studio)
        for what, make in HOSTILE.items():
            path.write_bytes(make(dict(entries)))
            with pytest.raises(ArchiveRefused, match=r"^This archive cannot be imported: .* Nothing was changed\.$"):
                pytest.fail(f"{what}: {await studio.library_import.read(OWNER, path)}")
            assert await rows(studio) == before, what
            assert list((tmp_path / "two" / "partial").iterdir()) == [], what
        assert not (tmp_path / "escaped.txt").exists()
        path.write_bytes(packed(entries))
        assert (await studio.library_import.read(OWNER, path)).files == 3


async def test_what_belongs_to_somebody_else_here_is_refused(tmp_path: Path) -> None:
    async with open_studio(tmp_path / "one", vendor()) as studio:
        await filled(studio)
        content = await exported(studio)
        path = tmp_path / "library.zip"
        path.write_bytes(content)
        before = await rows(studio)
        with pytest.raises(ArchiveRefused, match="somebody else"):
            await studio.library_import.read("bob", path)
        with zipfile.ZipFile(path) as archive:
            entries = {name: archive.read(name) for name in archive.namelist()}
        # Bob invents a job of his own and hangs Ada's file on it, which he has not got.
        job = json.loads(entries["jobs.jsonl"].splitlines()[0]) | {"id": "bobs"}
        asset = json.loads(entries["assets.jsonl"].splitlines()[0]) | {"id": "bobs-file", "job_id": "bobs"}
        stolen = {"easel-library.json": entries["easel-library.json"]}
        for kind, row in (("profiles", {}), ("batches", {}), ("cells", {"batch_id": "bobs"})):
            theirs = json.loads(entries[f"{kind}.jsonl"].splitlines()[0]) | row
            batch = json.loads(entries["batches.jsonl"]) | ({"id": "bobs"} if kind == "cells" else {})
            wanted = stolen | {"batches.jsonl": json.dumps(batch).encode()} if kind != "profiles" else stolen
            path.write_bytes(packed(wanted | {f"{kind}.jsonl": json.dumps(theirs).encode()}))
            with pytest.raises(ArchiveRefused, match="somebody else"):
                await studio.library_import.read("bob", path)
        stolen |= {"jobs.jsonl": json.dumps(job).encode(), "assets.jsonl": json.dumps(asset).encode()}
        for wanted in (stolen, stolen | {f"files/{asset['sha256']}": b"guess"}):
            path.write_bytes(packed(wanted))
            with pytest.raises(ArchiveRefused):
                await studio.library_import.read("bob", path)
        assert await rows(studio) == before
        assert await studio.library.page("bob") == []


async def test_a_full_disk_takes_no_library(tmp_path: Path) -> None:
    async with open_studio(tmp_path / "one", vendor()) as studio:
        await filled(studio)
        (tmp_path / "library.zip").write_bytes(await exported(studio))
    studio = make_studio(tmp_path / "two", ScriptedVendor())
    async with studio.lifespan():
        parts = studio.machinery
        full = LibraryImport(parts.ledger, None, studio.files, Clock(), free=lambda _: 0)  # type: ignore[arg-type]
        with pytest.raises(StorageFull, match="no room"):
            await full.read(OWNER, tmp_path / "library.zip")
        assert await studio.library.page(OWNER) == []


# --- some files ------------------------------------------------------------------------------------------------------


async def test_a_parcel_holds_the_originals_and_a_manifest(tmp_path: Path) -> None:
    async with open_studio(tmp_path, vendor()) as studio:
        await filled(studio)
        job = (await studio.jobs.recent(OWNER))[-1]
        [wall] = await studio.library.page(OWNER, Sought("wall"))
        for order in (1, -1):
            ids = [item.asset.id for item in await studio.library.page(OWNER)][::order]
            assert await studio.library.chosen(OWNER, ids) == ids
        asked = [f"job:{job.id}", wall.asset.id, "no such"]
        selection = await studio.selection_zips.ask(OWNER, asked)
        assert selection.count == 2
        content = b"".join(await studio.selection_zips.pack(OWNER, selection.token))
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            told = json.loads(archive.read("manifest.json"))["files"]
            for one in told:
                assert hashlib.sha256(archive.read(one["path"])).hexdigest() == one["sha256"]
                assert not one["settings_inside"]
            assert archive.namelist() == [*(one["path"] for one in told), "manifest.json"]
        of_wall = next(one for one in told if one["asset_id"] == wall.asset.id)
        assert of_wall["settings"] == {"model": "quick", "prompt": "A red wall"}
        assert (of_wall["provider"], of_wall["model"], of_wall["charged"]) == ("scripted", "quick", "yes")
        assert (of_wall["tags"], of_wall["note"], of_wall["favourite"]) == (["kitchen"], "for 厨房", True)
        assert of_wall["took_s"] > 0
        for owner, token in (("bob", selection.token), (OWNER, "none"), ("", "none")):
            with pytest.raises(NotFound):
                await studio.selection_zips.pack(owner, token)
        with pytest.raises(NotFound):
            await studio.selection_zips.ask("bob", [wall.asset.id])
        with pytest.raises(NotPossible, match="2 files are too many"):
            await studio.selection_zips.ask(OWNER, [f"job:{job.id}", wall.asset.id], most=1)


async def test_a_parcel_with_settings_brings_them_back(tmp_path: Path) -> None:
    async with open_studio(tmp_path, vendor()) as studio:
        await filled(studio)
        [wall] = await studio.library.page(OWNER, Sought("wall"))
        path = tmp_path / "selection.zip"
        for ids in ([wall.asset.id], [wall.asset.id, *(item.asset.id for item in await studio.library.page(OWNER))]):
            selection = await studio.selection_zips.ask(OWNER, ids, with_settings=True)
            path.write_bytes(b"".join(await studio.selection_zips.pack(OWNER, selection.token)))
            with zipfile.ZipFile(path) as archive:
                listed = json.loads(archive.read("manifest.json"))["files"]
                of_wall = next(one for one in listed if one["asset_id"] == wall.asset.id)
                assert (of_wall["sha256"], of_wall["settings_inside"]) == (wall.asset.sha256, True)
                (tmp_path / "copy.png").write_bytes(archive.read(of_wall["path"]))
            inside = read_settings(tmp_path / "copy.png")
            assert isinstance(inside, Note)
            assert (inside.settings, inside.sha256) == (wall.job.request, wall.asset.sha256)
            if len(ids) == 1:
                assert read_settings(path) == replace(inside, sha256=None)
            else:
                with pytest.raises(SettingsUnreadable, match="drop one of them"):
                    read_settings(path)


async def test_a_contact_sheet_needs_nothing_else(tmp_path: Path) -> None:
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        asset = (await run(studio, Picture(prompt="<script>alert(1)</script> & 墙"))).outputs[0]
        studio.files.thumbnail(asset.sha256).unlink()
        token = (await studio.selection_zips.ask(OWNER, [asset.id])).token
        page = b"".join(await studio.selection_zips.sheet(OWNER, token)).decode()
        with pytest.raises(NotFound):
            await studio.selection_zips.sheet("bob", token)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; 墙" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert page.count("data:image/webp;base64,") == 1
    assert asset.name in page


def test_names_in_a_parcel_are_told_apart() -> None:
    names = ["a.png", "a.png", "A.PNG", "a-2.png", "manifest.json", ".png", "b"]
    made = unique_names(names)
    assert made[:2] == ["a.png", "a-2.png"]
    assert len({name.lower() for name in made}) == len(names)
    assert "manifest.json" not in made
    assert len(set(unique_names(["same.png"] * 5000))) == 5000


async def test_what_happened_comes_in_as_facts_or_else_as_its_text(tmp_path: Path) -> None:
    """An archive of before holds sentences; one of a later Easel, or of anybody, codes and facts that are none here."""
    async with open_studio(tmp_path / "one", vendor()) as studio:
        await filled(studio)
        with zipfile.ZipFile(io.BytesIO(await exported(studio))) as archive:
            entries = {name: archive.read(name) for name in archive.namelist()}
    lines = [json.loads(line) for line in entries["jobs.jsonl"].splitlines()]
    assert [line["happened"][0]["text"] for line in lines if line["state"] == "succeeded"] == ["Done.", "Done."]
    lines[0] |= {"happened": None, "message": "Stopped before anything was sent. Nothing was charged. Why?"}
    lines[0] = {name: value for name, value in lines[0].items() if value is not None}
    long = "FoxAPI " * 100
    lines[1]["happened"] = [
        {"code": "queued", "facts": {"vendor": "FoxAPI"}, "text": "Not these words."},
        {"code": "of_a_later_easel", "facts": {"a": [1]}, "text": "It was melted."},
        {"code": "queued", "facts": {"vendor": long}, "text": "Too long."},
        {"code": "queued", "facts": {"vendor": "FoxAPI", "more": 1}, "text": "More."},
        {"code": "queued", "facts": {}, "text": "Fewer."},
        {"code": "trying_again", "facts": {"delay_s": "{x}"}, "text": "No time."},
        {"code": "queued", "facts": {"vendor": ["FoxAPI"]}, "text": "No text."},
    ]
    first, second = (row_of("jobs", json.dumps(line).encode(), NOON)["happened"] for line in lines[:2])
    assert first == (happened("stopped_before_sending"), happened("nothing_charged"), only_text("Why?"))
    texts = ["It was melted.", "Too long.", "More.", "Fewer.", "No time.", "No text."]
    assert second == (happened("queued", vendor="FoxAPI"), *map(only_text, texts))
