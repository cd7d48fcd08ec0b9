"""Signed links to kept files: each is for one owner, one file and half a day or a day."""

import hashlib
import hmac
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from studio.ledger.job import Asset, Job

Variant = Literal["original", "thumb", "preview"]
"""original: the vendor's bytes; thumb: about 384 px; preview: screen size."""

PREFIX = "/gradio_api/easel"
"""Own routes live below Gradio's API path: that is the only place its server-side rendering proxy lets through."""

PERIOD_S = 12 * 3600
"""Links made within one period are the same, so that browsers can keep what they lead to; each lasts to the end of the
next one: 12 to 24 hours."""

REFERENCE_ID = "reference-"
"""Takes the place of an asset id for a visitor's own file, followed by its sha256."""


@dataclass(frozen=True)
class FileLinks:
    """Makes and checks signed paths, relative to the page ("./gradio_api/…"), which may stand below any path.

    A signature covers the owner, what is opened, in which variant and until when. The file name at the end of a path
    is only there for people and is not trusted.
    """

    secret: bytes
    now_s: Callable[[], float] = time.time

    def __repr__(self) -> str:
        return "FileLinks()"

    def asset(
        self, asset: Asset, variant: Variant = "original", *, download: bool = False, settings: bool = False
    ) -> str:
        """Return the path of one kept file.

        Args:
            asset: The file.
            variant: What of it.
            download: The browser saves it under the asset's name.
            settings: A copy that carries its settings, where its format can; the original stays as it is.
        """
        path = self._file_path(asset.owner, asset.id, variant, asset.name)
        wishes = [name for name, wanted in (("download=1", download), ("settings=1", settings)) if wanted]
        return f"{path}?{'&'.join(wishes)}" if wishes else path

    def reference(self, owner: str, sha256: str, variant: Variant = "thumb") -> str:
        """Return the path of a file the visitor gave as a reference."""
        return self._file_path(owner, REFERENCE_ID + sha256, variant, "reference")

    def archive(self, job: Job, name: str) -> str:
        """Return the path of a ZIP with all outputs of a job, called `name`."""
        signature = self._sign(job.owner, self.period, "zip", job.id)
        return f".{PREFIX}/zip/{signature}/{quote(job.id, safe='')}/{quote(name, safe='')}"

    def taken(self, owner: str, what: Literal["selection", "sheet", "library"], token: str, name: str) -> str:
        """Return the path of something made while it is sent: some files, a sheet of them, or the whole library."""
        signature = self._sign(owner, self.period, what, token)
        return f".{PREFIX}/take/{what}/{signature}/{quote(token, safe='')}/{quote(name, safe='')}"

    def model(self, job: Job, name: str) -> str:
        """Return the path of a material as a 3D model, called `name`."""
        signature = self._sign(job.owner, self.period, "model", job.id)
        return f".{PREFIX}/model/{signature}/{quote(job.id, safe='')}/{quote(name, safe='')}"

    def grid(self, owner: str, batch_id: str, columns: int) -> str:
        """Return the path of the picture of a batch, with the axis of this number running across."""
        signature = self._sign(owner, self.period, "grid", batch_id)
        return f".{PREFIX}/grid/{signature}/{quote(batch_id, safe='')}/{columns}"

    @property
    def period(self) -> int:
        """Number of the present period: with the next one, a page has to ask for fresh links."""
        return int(self.now_s() // PERIOD_S)

    def left_s(self, signature: str) -> int:
        """Return how long a valid signature lasts still."""
        return int((int(signature.partition(".")[0]) + 2) * PERIOD_S - self.now_s())

    def is_for(self, owner: str, signature: str, *signed: str) -> bool:
        """Return whether this is a link of this owner that still lasts and signs what it claims to."""
        made = signature.partition(".")[0]
        if made not in (str(self.period), str(self.period - 1)):
            return False
        expected = self._sign(owner, int(made), *signed)
        return hmac.compare_digest(expected.encode(), signature.encode("utf-8", "replace"))

    def _file_path(self, owner: str, id_: str, variant: Variant, name: str) -> str:
        signature = self._sign(owner, self.period, "file", id_, variant)
        return f".{PREFIX}/file/{signature}/{quote(id_, safe='')}/{variant}/{quote(name, safe='')}"

    def _sign(self, owner: str, period: int, *signed: str) -> str:
        message = "\0".join(("link", owner, str(period), *signed)).encode()
        digest = hmac.new(self.secret, message, hashlib.sha256).hexdigest()[:40]
        return f"{period}.{digest}"


def absolute(root: str, link: str) -> str:
    """Return a link as an address for programs, `root` being that of the page."""
    return root + link.removeprefix(".")


def open_links(data_dir: Path) -> FileLinks:
    """Return the links of this installation, making its secret (mode 600) in `data_dir` on first use."""
    path = data_dir / "link-secret"
    try:
        secret = path.read_bytes()
    except FileNotFoundError:
        secret = _create_secret(path)
    if len(secret) < 32:
        raise ValueError(f"{path} is damaged. Delete it and start Easel again; links made so far stop working.")
    return FileLinks(secret)


def _create_secret(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    secret = secrets.token_bytes(32)
    # O_EXCL: an existing secret is never overwritten. One process per data directory is the studio's rule already.
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secret)
    return secret


def content_disposition(kind: Literal["inline", "attachment"], name: str) -> str:
    """Return a Content-Disposition header value with a name in any script (RFC 6266, RFC 5987)."""
    plain = "".join(c if " " <= c <= "~" and c not in '"\\%' else "_" for c in name)
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
