"""How fast a material becomes a ZIP: our writer against Pillow with its defaults and a deflated archive."""

import io
import time
import zipfile
from collections.abc import Callable

import numpy as np
from PIL import Image

from bench.tables import print_table
from materials.colour import linear_to_srgb8
from materials.draw import draw
from materials.exporters.archive import export_zip
from materials.exporters.export_subject import Subject
from materials.material import Material

SIZES_PX = (1024, 2048)
RUNS = 3
TARGETS = {
    "Blender": ["blender"],
    "glTF, Unreal, Unity, Godot, USD": ["gltf", "unreal", "unity_hdrp", "godot", "usd"],
    "all but WebP": [
        *("gltf", "gltf_displaced", "blender", "unreal", "unity_hdrp", "unity_urp", "godot", "materialx"),
        *("usd", "ambientcg", "polyhaven"),
    ],
}


def measure() -> None:
    """Export a drawn material, and copy as many bytes in memory, and print the best of a few runs of each."""
    rows: list[list[object]] = []
    for size_px in SIZES_PX:
        material = draw("red brick wall", seed=1, size_px=size_px).material
        subject = Subject.from_material(material, "Bench")
        plain_s, plain_bytes = _best(lambda material=material: _with_pillow(material))
        rows.append(
            [f"{size_px} px, six maps by Pillow, deflated", f"{plain_bytes / 1e6:.1f}", _ms(plain_s), "1.0", ""]
        )
        for title, targets in TARGETS.items():
            ours_s, length = _best(lambda subject=subject, targets=targets: sum(map(len, export_zip(subject, targets))))
            block = np.zeros(length, np.uint8)
            copy_s, _ = _best(lambda block=block: block.copy().size)
            speed = f"{plain_s / ours_s:.1f}"
            rows.append([f"{size_px} px, {title}", f"{length / 1e6:.1f}", _ms(ours_s), speed, f"{ours_s / copy_s:.0f}"])
    print_table(
        "A material as a ZIP",
        ["what", "MB", "ms", "times as fast as Pillow", "memory copies it takes"],
        rows,
    )


def _best(work: Callable[[], int]) -> tuple[float, int]:
    """Return the shortest of a few runs in seconds, and what the work returned."""
    times: list[float] = []
    result = 0
    for _ in range(RUNS):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    return min(times), result


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f}"


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
