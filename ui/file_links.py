"""Signed links to kept files: who may open what is decided when the link is made; following it needs no login."""

import base64
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from studio.job import Asset, Job

Variant = Literal["original", "thumb", "preview"]
"""original: the vendor's bytes; thumb: about 384 px; preview: screen size."""

PREFIX = "/gradio_api/easel"
"""Own routes live below Gradio's API path: that is the only place its server-side rendering proxy lets through."""

REFERENCE_ID = "reference-"
"""Takes the place of an asset id for a visitor's own file, followed by its sha256."""


@dataclass(frozen=True)
class FileLinks:
    """Makes and checks signed paths.

    A signature covers the owner, what is opened and in which variant. The file name at the end of a path is only
    there for people and is not trusted.
    """

    secret: bytes

    def __repr__(self) -> str:
        return "FileLinks()"

    def asset(self, asset: Asset, variant: Variant = "original", *, download: bool = False) -> str:
        """Return the path of one kept file; with `download` the browser saves it under the asset's name."""
        path = self._file_path(asset.owner, asset.id, variant, asset.name)
        return f"{path}?download=1" if download else path

    def reference(self, owner: str, sha256: str, variant: Variant = "thumb") -> str:
        """Return the path of a file the visitor gave as a reference."""
        return self._file_path(owner, REFERENCE_ID + sha256, variant, "reference")

    def archive(self, job: Job, name: str) -> str:
        """Return the path of a ZIP with all outputs of a job, called `name`."""
        signature = self._sign(job.owner, "zip", job.id)
        return f"{PREFIX}/zip/{signature}/{quote(job.id, safe='')}/{quote(name, safe='')}"

    def owner(self, signature: str, *signed: str) -> str | None:
        """Return whose link this is, or None when the signature does not fit what it claims to sign."""
        token, _, _ = signature.partition(".")
        try:
            owner = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()
        except ValueError:
            return None
        if not hmac.compare_digest(self._sign(owner, *signed).encode(), signature.encode("utf-8", "replace")):
            return None
        return owner

    def _file_path(self, owner: str, id_: str, variant: Variant, name: str) -> str:
        signature = self._sign(owner, "file", id_, variant)
        return f"{PREFIX}/file/{signature}/{quote(id_, safe='')}/{variant}/{quote(name, safe='')}"

    def _sign(self, owner: str, *signed: str) -> str:
        message = "\0".join((owner, *signed)).encode()
        digest = hmac.new(self.secret, message, hashlib.sha256).hexdigest()[:40]
        token = base64.urlsafe_b64encode(owner.encode()).decode().rstrip("=")
        return f"{token}.{digest}"


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
