"""One ZIP of a material: its maps under sensible names, original bytes, and a manifest that explains them."""

import hashlib
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from materials.material import MAP_NAMES

_EXTENSIONS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"RIFF", "webp"),
    (b"v/1\x01", "exr"),
)
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_COPY_BYTES = 1 << 20

CONVENTIONS: dict[str, str] = {
    "basecolor": "sRGB colour",
    "normal": "linear, tangent space, +Y up (OpenGL) unless the maker says otherwise",
    "roughness": "linear, 0 smooth to 1 rough",
    "metalness": "linear, 0 dielectric to 1 metal",
    "height": "linear, black low to white high",
    "ambient_occlusion": "linear, white unoccluded",
    "texture": "sRGB picture with light in it, not a map",
}


def slug(name: str) -> str:
    """Return a name safe in every file system: letters and digits of any script, joined by hyphens, at most 48."""
    plain = unicodedata.normalize("NFKC", name).lower()
    joined = re.sub(r"[^\w]+", "-", plain, flags=re.UNICODE).replace("_", "-").strip("-")
    return joined[:48].strip("-") or "material"


def write_material_zip(
    out: BinaryIO,
    name: str,
    files: Mapping[str, bytes | Path],
    *,
    extra: Mapping[str, bytes] | None = None,
    manifest: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Write the maps of a material, unchanged, and manifest.json to a ZIP.

    Pictures are stored, not deflated: they are compressed already. The same input gives the same bytes.

    Args:
        out: A writable binary file; it need not be seekable.
        name: What people call the material; becomes the files' prefix.
        files: By map name or "texture": the original bytes, or a path that is copied in blocks.
        extra: Further files by their name in the ZIP ("preview.glb").
        manifest: What is known of the making: prompt, seed, model, size_m, height_range_m.

    Returns:
        The manifest as written: the given entries, plus `name`, `conventions` and `files`, each with map, file, sha256
        and bytes.

    Raises:
        ValueError: An extra file's name has a folder that leads out, or is used twice.
    """
    prefix = slug(name)
    entries: list[dict[str, Any]] = []
    used = {"manifest.json"}
    order = {map_name: number for number, map_name in enumerate(MAP_NAMES)}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for label in sorted(files, key=lambda label: (order.get(label, len(order)), label)):
            source = files[label]
            file_name = f"{prefix}_{slug(label).replace('-', '_')}.{_extension(source)}"
            entries.append({"map": label, **_add(archive, file_name, source, used)})
        for file_name, content in (extra or {}).items():
            entries.append({"map": None, **_add(archive, file_name, content, used)})
        labels = [label for label in files if label in CONVENTIONS]
        written = {
            "name": name,
            **(manifest or {}),
            "conventions": {label: CONVENTIONS[label] for label in sorted(labels)},
            "files": entries,
        }
        text = json.dumps(written, indent=2, ensure_ascii=False, allow_nan=False).encode()
        archive.writestr(_info("manifest.json"), text, zipfile.ZIP_DEFLATED)
    return written


def material_zip(
    name: str,
    files: Mapping[str, bytes | Path],
    extra: Mapping[str, bytes] | None = None,
    manifest: Mapping[str, Any] | None = None,
) -> bytes:
    """Return the ZIP of `write_material_zip` in memory."""
    out = io.BytesIO()
    write_material_zip(out, name, files, extra=extra, manifest=manifest)
    return out.getvalue()


def _info(file_name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(file_name, _EARLIEST)
    info.external_attr = 0o644 << 16
    return info


def _extension(source: bytes | Path) -> str:
    if isinstance(source, Path):
        with source.open("rb") as file:
            head = file.read(16)
    else:
        head = source[:16]
    return next((extension for magic, extension in _EXTENSIONS if head.startswith(magic)), "bin")


def _add(archive: zipfile.ZipFile, file_name: str, source: bytes | Path, used: set[str]) -> dict[str, Any]:
    parts = file_name.split("/")
    if file_name in used or file_name.startswith("/") or "\\" in file_name or any(p in ("", ".", "..") for p in parts):
        raise ValueError(f"{file_name!r} cannot be the name of a file in the ZIP.")
    used.add(file_name)
    digest, length = hashlib.sha256(), 0
    info = _info(file_name)
    info.file_size = source.stat().st_size if isinstance(source, Path) else len(source)
    with archive.open(info, "w") as target:
        stream = source.open("rb") if isinstance(source, Path) else io.BytesIO(source)
        with stream:
            while block := stream.read(_COPY_BYTES):
                digest.update(block)
                length += len(block)
                target.write(block)
    return {"file": file_name, "sha256": digest.hexdigest(), "bytes": length}
