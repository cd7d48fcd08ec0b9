"""Exports of the studio: what the manifest tells, shared work, room on the disk, and refusals as sentences."""

import asyncio
import hashlib
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from exported import material

from materials.exporters.export_subject import Options
from materials.material import MAP_NAMES
from materials.pixels.encode import encode_map
from providers.catalogue import REQUESTS
from providers.happened import happened
from providers.spec import Capability
from studio.errors import FieldErrors, NotPossible, StorageFull
from studio.files.file_store import FileStore
from studio.ledger.job import MADE_HERE, Asset, Job, JobState
from studio.settings_in_files.embedded_settings import read_settings
from studio.settings_in_files.settings_note import Note
from studio.workbench.exports import Export, ExportProgress, Exports
from studio.workbench.operation_list import OPERATIONS

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
PLENTY = 10**12


async def kept_job(store: FileStore, **facts: Any) -> Job:
    """Store the maps of a small material and return the job that made them."""
    outputs: list[Asset] = []
    for position, label in enumerate(MAP_NAMES[:5]):
        partial = store.new_partial()
        partial.write_bytes(encode_map(material(), label))
        stored = await store.keep(partial)
        outputs.append(
            Asset(
                id=f"a{position}", owner="ada", job_id="j1", position=position, kind="image", label=label,
                label_certain=label != "height", sha256=stored.sha256, mime="image/png", name=f"wall-{label}.png",
                width=64, height=64, duration_s=None, bytes=stored.info.bytes, created_at=NOW,
            )
        )  # fmt: skip
    made = Job(
        id="j1", owner="ada", endpoint="foxapi_patina_material", provider="foxapi", model="patina-material",
        capability=Capability.PBR_MATERIAL, sandbox=True, state=JobState.SUCCEEDED, charged="no",
        request={"prompt": "Red wall", "image_size": 64, "seed": 7, "image_url": "easel:" + "d" * 64},
        progress_percent=None, happened=(happened("done"),), error=None, error_field=None, task_id="t", cost_note=None,
        stopping=False, created_at=NOW, submitted_at=NOW, finished_at=NOW, expected_s=None, outputs=tuple(outputs),
    )  # fmt: skip
    return replace(made, **facts)


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    store = FileStore(tmp_path)
    store.open()
    return store


async def nobody(owner: str, job_id: str) -> Job | None:
    return None


def exports_in(store: FileStore, tmp_path: Path, free: int = PLENTY, **options: Any) -> Exports:
    exports = Exports(store, nobody, REQUESTS, OPERATIONS, tmp_path / "exports", free=lambda _: free, **options)
    exports.open()
    return exports


async def test_the_manifest_tells_of_the_making_and_hides_the_visitors_files(store: FileStore, tmp_path: Path) -> None:
    made = await exports_in(store, tmp_path).make(await kept_job(store), ["gltf", "unreal"], Options())
    content = made.path.read_bytes()
    assert (made.bytes, made.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    with zipfile.ZipFile(made.path) as archive:
        assert archive.testzip() is None
        about = json.loads(archive.read("red_wall/manifest.json"))
        listed = {file.path: (file.bytes, file.sha256) for file in made.files}
        assert listed == {
            name: (len(archive.read(name)), hashlib.sha256(archive.read(name)).hexdigest())
            for name in archive.namelist()
            if name != "red_wall/manifest.json"
        }
    assert (about["prompt"], about["seed"], about["model"]) == ("Red wall", 7, "Patina")
    assert about["created"] == NOW.isoformat()
    note = about["making"].pop("easel_settings")
    job = await kept_job(store)
    assert note["settings"] == job.request, "files by their content, never by place or name"
    found = read_settings(made.path)
    assert isinstance(found, Note)
    assert (found.settings, found.endpoint, found.model) == (job.request, job.endpoint, job.model)
    assert about["making"] == {
        "vendor": "foxapi",
        "sandbox": True,
        "made_at": NOW.isoformat(),
        "versions": [],
        "settings": {"prompt": "Red wall", "image_size": 64, "seed": 7},
    }
    assert [name for name, source in about["sources"].items() if not source["certain"]] == ["height"]


async def test_a_version_tells_how_the_first_was_made_and_what_was_done_since(store: FileStore, tmp_path: Path) -> None:
    first = await kept_job(store)
    version = replace(
        first, id="j2", provider=MADE_HERE, endpoint="easel_complete_material", model="complete_material",
        request={"material": "j1", "prompt": "Red wall"}, size_m=0.5, height_range_m=0.02,
    )  # fmt: skip

    async def find(owner: str, job_id: str) -> Job | None:
        return first if (owner, job_id) == ("ada", "j1") else None

    exports = Exports(store, find, REQUESTS, OPERATIONS, tmp_path / "exports", free=lambda _: PLENTY)
    exports.open()
    made = await exports.make(version, ["gltf"], Options())
    about = json.loads(zipfile.ZipFile(made.path).read("red_wall/manifest.json"))
    assert (about["model"], about["seed"], about["making"]["vendor"]) == ("Patina", 7, "foxapi")
    assert about["making"]["versions"] == [{"did": "Completed", "made_at": NOW.isoformat()}]
    assert (about["size_m"], about["height_range_m"], about["height_range_assumed"]) == (0.5, 0.02, False)


async def test_equal_wishes_share_one_zip_and_changed_labels_get_another(store: FileStore, tmp_path: Path) -> None:
    exports, job = exports_in(store, tmp_path), await kept_job(store)
    first, second = await asyncio.gather(*(exports.make(job, names, Options()) for names in (["maps"], ["maps"])))
    assert first == second
    first.path.write_bytes(b"kept as it is")
    assert (await exports.make(job, ["maps"], Options())).path.read_bytes() == b"kept as it is"
    outputs = (replace(job.outputs[0], label="roughness"), *job.outputs[1:])
    assert await exports.make(replace(job, outputs=outputs), ["maps"], Options()) != first
    first.path.unlink()
    again = await exports.make(job, ["maps"], Options())
    assert (again, again.path.exists()) == (first, True), "what was tidied away is made again, byte for byte"


async def test_old_zips_make_room_for_new_ones(store: FileStore, tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "of-an-earlier-process.zip").write_bytes(b"x")
    exports, job = exports_in(store, tmp_path, kept_bytes=1), await kept_job(store)
    first = await exports.make(job, ["maps"], Options())
    second = await exports.make(job, ["gltf"], Options())
    assert not first.path.exists()
    assert list((tmp_path / "exports").iterdir()) == [second.path]


async def test_one_who_does_not_wait_is_told_how_far_it_is(store: FileStore, tmp_path: Path) -> None:
    exports, job = exports_in(store, tmp_path), await kept_job(store)
    answer = await exports.ask(job, ["ambientcg"], Options(), 0)
    assert isinstance(answer, ExportProgress)
    async with asyncio.timeout(30):
        while isinstance(answer, ExportProgress):
            assert 0 <= answer.written <= answer.files
            answer = await exports.ask(job, ["ambientcg"], Options(), 0.05)
    assert isinstance(answer, Export)


async def test_what_cannot_be_exported_is_a_sentence(store: FileStore, tmp_path: Path) -> None:
    exports, job = exports_in(store, tmp_path), await kept_job(store)
    with pytest.raises(FieldErrors, match="no export target called vrml"):
        await exports.make(job, ["vrml"], Options())
    with pytest.raises(NotPossible, match="no map to export"):
        await exports.make(replace(job, outputs=()), ["maps"], Options())
    with pytest.raises(StorageFull, match="no room for this ZIP"):
        await exports_in(store, tmp_path / "full", free=1).make(job, ["maps"], Options())
    assert list((tmp_path / "full" / "exports").iterdir()) == []
    store.path(job.outputs[0].sha256).unlink()
    with pytest.raises(NotPossible, match="no longer stored"):
        await exports.make(job, ["maps"], Options())
