"""A library of any size, written as Easel would have left it: many jobs that share a few small files."""

import math
import random
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps
from sqlalchemy import create_engine, insert

from providers.happened import happened
from providers.spec import Capability
from studio.files.file_store import FileStore, Stored
from studio.ledger.database import Ledger
from studio.ledger.inserts import insert_file
from studio.ledger.job import JobState
from studio.ledger.tables import assets, jobs

NEWEST = datetime(2026, 11, 20, 12, tzinfo=UTC)
SUBJECTS = ("a red barn", "a lighthouse at dawn", "砖墙", "海边的灯塔", "a fox in the snow", "wet cobbles", "a pot")
MANNERS = ("in oil", "as a photograph", "at night", "水彩", "seen from above", "in the rain", "with long shadows")
MODELS = ("wan-2.7-image", "wan-2.7-image-pro", "wan2.7-image")
_SHAPES = ((192, 128), (128, 192), (160, 160), (256, 112), (144, 176))


async def plant_library(
    data_dir: Path, count: int, owner: str = "local", *, failed: int = 0, files: int = 12, file_bytes: int = 0
) -> list[str]:
    """Write a library of `count` pictures by as many jobs, one a minute; return the ids of its files, newest first.

    The prompts are put together from `SUBJECTS` and `MANNERS`, the same ones for the same count. Call it while no
    Easel has the directory open. They share `files` files, of about `file_bytes` bytes each; 0: as small as they come.
    """
    store = FileStore(data_dir)
    store.open()
    stored = [await _picture(store, number, file_bytes) for number in range(files)]
    store.close()
    ledger = Ledger.in_directory(data_dir)
    await ledger.open()
    await ledger.write(*(insert_file(each, NEWEST) for each in stored))
    await ledger.close()
    draw = random.Random(7)
    rows = [_job(draw, owner, number, number >= count) for number in range(count + failed)]
    kept = [_asset(row, stored[draw.randrange(files)], owner) for row in rows[:count]]
    engine = create_engine(f"sqlite:///{data_dir / 'easel.db'}")
    with engine.begin() as connection:
        for table, its_rows in ((jobs, rows), (assets, kept)):
            if its_rows:
                connection.execute(insert(table), its_rows)
    engine.dispose()
    return [row["id"] for row in kept]


async def _picture(store: FileStore, number: int, file_bytes: int) -> Stored:
    width, height = _SHAPES[number % len(_SHAPES)]
    light = Image.linear_gradient("L").resize((width, height))
    colours = f"hsl({number * 47 % 360}, 55%, 35%)", f"hsl({number * 47 % 360 + 30}, 60%, 75%)"
    partial = store.new_partial()
    if file_bytes:  # noise: a PNG has three bytes for each of its pixels then
        side_px = math.isqrt(file_bytes // 3)
        Image.frombytes("RGB", (side_px, side_px), random.Random(number).randbytes(3 * side_px**2)).save(partial, "PNG")
    else:
        ImageOps.colorize(light, *colours).save(partial, "PNG")
    return await store.keep(partial)


def _job(draw: random.Random, owner: str, number: int, failed: bool) -> dict[str, Any]:
    at = NEWEST - timedelta(minutes=number)
    model = draw.choice(MODELS)
    prompt = f"{draw.choice(SUBJECTS)}, {draw.choice(MANNERS)}, number {number}"
    return {
        "id": secrets.token_hex(16),
        "owner": owner,
        "endpoint": "anyfast_wan2_7_image" if model == "wan2.7-image" else "foxapi_wan_2_7_image",
        "provider": "anyfast" if model == "wan2.7-image" else "foxapi",
        "model": model,
        "capability": Capability.TEXT_TO_IMAGE,
        "sandbox": True,
        "request": {"model": model, "prompt": prompt},
        "state": JobState.FAILED if failed else JobState.SUCCEEDED,
        "charged": "no",
        "happened": (
            happened("task_failed", vendor="FoxAPI") if failed else happened("done"),
            happened("nothing_charged"),
        ),
        "stopping": False,
        "watching": False,
        "pending": [],
        "created_at": at,
        "submitted_at": at,
        "finished_at": at + timedelta(seconds=20),
    }


def _asset(job: dict[str, Any], file: Stored, owner: str) -> dict[str, Any]:
    return {
        "id": secrets.token_hex(16),
        "owner": owner,
        "job_id": job["id"],
        "position": 0,
        "kind": "image",
        "label": None,
        "label_certain": True,
        "sha256": file.sha256,
        "name": f"{job['request']['prompt'].replace(', ', '-').replace(' ', '-')}.png",
        "facts": {},
        "created_at": job["finished_at"],
    }
