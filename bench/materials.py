"""How fast maps are worked on, and a material becomes a ZIP: our writer against Pillow and a deflated archive."""

import io
import zipfile

import numpy as np
from PIL import Image

from bench import map_work
from bench.tables import print_table
from materials.colour import linear_to_srgb8
from materials.exporters.archive import export_zip
from materials.exporters.export_subject import Subject
from materials.material import Material

TARGETS = {
    "Blender": ["blender"],
    "glTF, Unreal, Unity, Godot, USD": ["gltf", "unreal", "unity_hdrp", "godot", "usd"],
    "all but WebP": [
        *("gltf", "gltf_displaced", "blender", "unreal", "unity_hdrp", "unity_urp", "godot", "materialx"),
        *("usd", "ambientcg", "polyhaven"),
    ],
}


def measure() -> None:
    """Print how long work on maps takes; then export a material and print that."""
    map_work.measure()
    rows: list[list[object]] = []
    for size_px in map_work.SIZES_PX:
        material = map_work.brick_wall(size_px)
        subject = Subject.from_material(material, "Bench")
        lengths: dict[str, int] = {}

        def export(title: str, subject: Subject = subject, lengths: dict[str, int] = lengths) -> None:
            lengths[title] = sum(map(len, export_zip(subject, TARGETS[title])))

        plain_s, *exports_s = map_work.best(
            lambda material=material: _with_pillow(material),
            *(lambda title=title, export=export: export(title) for title in TARGETS),
        )
        for title, export_s in zip(TARGETS, exports_s, strict=True):
            block = np.zeros(lengths[title], np.uint8)
            copy_s = map_work.best(lambda block=block: block.copy())[0]
            rows.append(
                [
                    f"{size_px} px, {title}",
                    f"{lengths[title] / 1e6:.1f}",
                    f"{export_s * 1000:.0f}",
                    f"{plain_s / export_s:.1f}",
                    f"{export_s / copy_s:.0f}",
                ]
            )
    print_table(
        "A material as a ZIP",
        ["what", "MB", "ms", "times as fast as Pillow with six maps", "memory copies it takes"],
        rows,
    )


def _with_pillow(material: Material) -> int:
    """Write the six maps the straightforward way and return the archive's length; no packing, no other target."""
    pictures = {
        "basecolor": Image.fromarray(linear_to_srgb8(material.basecolor)),
        "normal": Image.fromarray(np.clip(material.normal * 127.5 + 128, 0, 255).astype(np.uint8)),
        "height": Image.fromarray((material.map("height") * 65535 + 0.5).astype(np.uint16)),
    }
    for name in ("roughness", "metalness", "ambient_occlusion"):
        pictures[name] = Image.fromarray((getattr(material, name) * 255 + 0.5).astype(np.uint8))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, picture in pictures.items():
            with archive.open(f"{name}.png", "w") as entry:
                picture.save(entry, "PNG")
    return file.tell()
