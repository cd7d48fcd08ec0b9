"""How fast maps are worked on, and a material becomes a ZIP: our writer against Pillow and a deflated archive."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from PIL import Image

from bench import map_work
from bench.tables import print_table
from materials.exporters.archive import export_zip
from materials.exporters.export_subject import Subject
from materials.pixels.png import CodeArray, read_codes

TARGETS = {
    "Blender": ["blender"],
    "glTF, Unreal, Unity, Godot, USD": ["gltf", "unreal", "unity_hdrp", "godot", "usd"],
    "all but WebP": [
        *("gltf", "gltf_displaced", "blender", "unreal", "unity_hdrp", "unity_urp", "godot", "materialx"),
        *("usd", "ambientcg", "polyhaven"),
    ],
}


@dataclass(frozen=True)
class Plain:
    """What the plain way begins with: everything an archive holds, its pictures as pixels.

    Attributes:
        members: Name in the archive -> the picture it is, or its bytes.
        pictures: The distinct pictures' pixel codes, at 8 bits where Pillow can write no more.
    """

    members: Mapping[str, bytes | int]
    pictures: list[CodeArray]


def measure() -> None:
    """Print how long work on maps takes; then export a material and print that."""
    map_work.measure()
    rows: list[list[object]] = []
    for size_px in map_work.SIZES_PX:
        subject = Subject.from_material(map_work.brick_wall(size_px), "Bench")
        for title, targets in TARGETS.items():
            archive = b"".join(export_zip(subject, targets))
            plain = _unpacked(archive)
            export_s, plain_s = map_work.best(
                lambda subject=subject, targets=targets: sum(map(len, export_zip(subject, targets))),
                lambda plain=plain: _with_pillow(plain),
            )
            block = np.zeros(len(archive), np.uint8)
            copy_s = map_work.best(lambda block=block: block.copy())[0]
            rows.append(
                [
                    f"{size_px} px, {title}",
                    f"{len(archive) / 1e6:.1f}",
                    f"{export_s * 1000:.0f}",
                    f"{plain_s / export_s:.1f}",
                    f"{export_s / copy_s:.0f}",
                ]
            )
    print_table(
        "A material as a ZIP",
        ["what", "MB", "ms", "times as fast as Pillow and deflate", "memory copies it takes"],
        rows,
    )


def _unpacked(archive: bytes) -> Plain:
    members: dict[str, bytes | int] = {}
    places: dict[bytes, int] = {}
    pictures: list[CodeArray] = []
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        for name in opened.namelist():
            content = opened.read(name)
            if not name.endswith(".png"):
                members[name] = content
                continue
            if content not in places:
                places[content] = len(pictures)
                codes = read_codes(content)
                # Pillow writes no colour of 16 bits.
                pictures.append((codes >> 8).astype(np.uint8) if codes.ndim == 3 and codes.itemsize == 2 else codes)
            members[name] = places[content]
    return Plain(members, pictures)


class _Counter(io.RawIOBase):
    """A file that counts what is written to it."""

    def __init__(self) -> None:
        self.count = 0

    def writable(self) -> bool:
        return True

    def write(self, data: object, /) -> int:
        self.count += len(data)  # type: ignore[arg-type]
        return len(data)  # type: ignore[arg-type]


def _with_pillow(plain: Plain) -> int:
    """Write an archive of the same files the straightforward way and return its length.

    Every distinct picture is encoded once, by Pillow with its defaults, from pixels that are there already, and the
    archive deflates. What is no single picture (GLB, USDZ, text) is given for nothing.
    """
    encoded: list[bytes] = []
    for codes in plain.pictures:
        file = io.BytesIO()
        Image.fromarray(codes).save(file, "PNG")
        encoded.append(file.getvalue())
    sink = _Counter()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in plain.members.items():
            archive.writestr(name, encoded[member] if isinstance(member, int) else member)
    return sink.count
