"""Everything the sandbox remembers, as files below one folder, so that a killed process forgets nothing."""

import hashlib
import os
import re
import secrets
import time
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import BaseModel

RESULT_LIFE_S = 24 * 3600
UPLOAD_LIFE_S = 72 * 3600
TASK_LIFE_S = 30 * 24 * 3600
Record = TypeVar("Record", bound=BaseModel)
_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


class Input(BaseModel):
    """A reference of a task, already fetched: the field it came in, and its content hash."""

    field: str
    kind: str
    sha256: str


class TaskRecord(BaseModel):
    """One accepted create. Never changes once written; what was drawn stands in its `DrawnFile`.

    Attributes:
        body: The request body as it came.
        seed: The asked seed, or the one picked at create.
        created: Unix time.
        duration_s: How long it takes at speed 1.
        fault: The task fault it was created with.
    """

    id: str
    model: str
    body: dict[str, Any]
    inputs: list[Input]
    seed: int
    created: float
    duration_s: float
    fault: str | None = None


class Piece(BaseModel):
    """One drawn file of a task and what a result entry says about it; `text` is what was understood of its prompt.

    A profile has no file, only its id.
    """

    file: str
    content_type: str
    width: int
    height: int
    map_type: str | None = None
    duration_s: float | None = None
    text: str | None = None
    profile_id: str | None = None


class DrawnFile(BaseModel):
    """The end of a drawing: its files, or why there are none."""

    pieces: list[Piece] = []
    failure: str | None = None


class Upload(BaseModel):
    """One uploaded file."""

    id: str
    filename: str
    sha256: str
    size: int
    content_type: str
    created: float


class TaskStore:
    """Tasks, uploads, fetched references and drawn files below `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("tasks", "results", "uploads", "blobs"):
            (root / name).mkdir(parents=True, exist_ok=True)
        self._pruned = 0.0

    def add_task(self, record: TaskRecord) -> None:
        """Write the task; it is on disk when this returns."""
        self._write(self.root / "tasks" / f"{record.id}.json", record.model_dump_json().encode())

    def task(self, task_id: str) -> TaskRecord | None:
        """Return the task, or None when nobody created it."""
        return self._read(TaskRecord, "tasks", task_id)

    def finish(self, task_id: str, drawn: DrawnFile) -> None:
        """Write the end of a drawing; its files must be in `result_dir` already."""
        self._write(self.result_dir(task_id) / "drawn.json", drawn.model_dump_json().encode())

    def drawn(self, task_id: str) -> DrawnFile | None:
        """Return the end of the drawing, or None while it is not drawn (or was cleared away)."""
        path = self.result_dir(task_id) / "drawn.json"
        return DrawnFile.model_validate_json(path.read_bytes()) if path.exists() else None

    def result_dir(self, task_id: str) -> Path:
        """Return the folder of the task's files, making it."""
        path = self.root / "results" / task_id
        path.mkdir(parents=True, exist_ok=True)
        return path

    def result_file(self, task_id: str, name: str) -> tuple[Path, str] | None:
        """Return path and content type of a drawn file, or None when there is no such file."""
        if not (_SAFE_NAME.fullmatch(task_id) and (self.root / "results" / task_id).is_dir()):
            return None
        for piece in (self.drawn(task_id) or DrawnFile()).pieces:
            if piece.file == name:
                return self.root / "results" / task_id / name, piece.content_type
        return None

    def add_upload(self, data: bytes, filename: str, content_type: str, now: float) -> Upload:
        """Keep an uploaded file and return its record."""
        upload = Upload(
            id=f"file-{int(now)}-{secrets.token_hex(3)}",
            filename=filename,
            sha256=self.add_blob(data),
            size=len(data),
            content_type=content_type,
            created=now,
        )
        self._write(self.root / "uploads" / f"{upload.id}.json", upload.model_dump_json().encode())
        return upload

    def upload(self, upload_id: str) -> Upload | None:
        """Return the record of an upload, expired or not; None when there is none."""
        return self._read(Upload, "uploads", upload_id)

    def add_blob(self, data: bytes) -> str:
        """Keep bytes by content and return their SHA-256."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.blob(sha256)
        if path.exists():
            path.touch()
        else:
            self._write(path, data)
        return sha256

    def blob(self, sha256: str) -> Path:
        """Return where the bytes with this hash lie."""
        return self.root / "blobs" / sha256

    def prune(self, now: float) -> None:
        """Delete, at most once an hour, what has outlived its documented life, with a day's grace."""
        if now - self._pruned < 3600:
            return
        self._pruned = now
        day = 24 * 3600
        drawn_by_age = [path for folder in (self.root / "results").iterdir() for path in folder.iterdir()]
        for paths, life_s in (
            (drawn_by_age, RESULT_LIFE_S + day),
            ((self.root / "uploads").iterdir(), UPLOAD_LIFE_S + day),
            ((self.root / "blobs").iterdir(), UPLOAD_LIFE_S + 2 * day),
            ((self.root / "tasks").iterdir(), TASK_LIFE_S),
        ):
            for path in paths:
                if time.time() - path.stat().st_mtime > life_s:
                    path.unlink(missing_ok=True)

    def _read(self, kind: type[Record], folder: str, record_id: str) -> Record | None:
        if not _SAFE_NAME.fullmatch(record_id):
            return None
        path = self.root / folder / f"{record_id}.json"
        return kind.model_validate_json(path.read_bytes()) if path.exists() else None

    def _write(self, path: Path, data: bytes) -> None:
        partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        partial.write_bytes(data)
        os.replace(partial, path)


def without_media(value: Any) -> Any:
    """Return a JSON value with long strings (data URIs, base64) replaced by their length, for a log."""
    if isinstance(value, str) and (value.startswith("data:") or len(value) > 6000):
        return f"<{len(value)} characters>"
    if isinstance(value, list):
        return [without_media(item) for item in cast(list[Any], value)]
    if isinstance(value, dict):
        return {key: without_media(item) for key, item in cast(dict[str, Any], value).items()}
    return value
