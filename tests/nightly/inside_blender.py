"""Runs inside Blender's own Python: imports and renders exports, prints what it saw as JSON on the last line."""

import importlib
import json
import runpy
import sys
from pathlib import Path
from typing import Any

bpy: Any = importlib.import_module("bpy")

VIEW_UNITS = 1.0
RENDER_PX = 512


def empty() -> None:
    bpy.ops.wm.read_factory_settings(use_empty=True)


def seen() -> dict[str, Any]:
    """Describe the material that was made: linked inputs of its surface, and its pictures."""
    (material,) = [material for material in bpy.data.materials if material.node_tree]
    (surface,) = [node for node in material.node_tree.nodes if node.type == "BSDF_PRINCIPLED"]
    return {
        "linked": sorted(socket.name for socket in surface.inputs if socket.is_linked),
        "colour_spaces": {image.name: image.colorspace_settings.name for image in bpy.data.images},
        "float": sorted(image.name for image in bpy.data.images if image.is_float),
        "unread": sorted(image.name for image in bpy.data.images if not image.has_data and not image.size[0]),
        "width": [max(item.dimensions) for item in bpy.data.objects if item.type == "MESH"],
    }


def side_view(material: Any, picture: Path) -> dict[str, float]:
    """Render a square of one unit exactly from the side and measure its silhouette in units."""
    bpy.ops.mesh.primitive_grid_add(x_subdivisions=128, y_subdivisions=128, size=1)
    bpy.context.object.data.materials.append(material)
    camera = bpy.data.cameras.new("side")
    camera.type, camera.ortho_scale = "ORTHO", VIEW_UNITS
    eye = bpy.data.objects.new("side", camera)
    eye.location, eye.rotation_euler = (0, -3, 0), (1.5707963, 0, 0)
    lamp = bpy.data.objects.new("sun", bpy.data.lights.new("sun", "SUN"))
    lamp.data.energy = 3
    lamp.rotation_euler = (0.9, 0, 0.3)
    scene = bpy.context.scene
    for item in (eye, lamp):
        scene.collection.objects.link(item)
    scene.camera = eye
    scene.render.engine = "CYCLES"
    scene.cycles.samples = 8
    scene.render.film_transparent = True
    scene.render.resolution_x = scene.render.resolution_y = RENDER_PX
    scene.render.filepath = str(picture)
    bpy.ops.render.render(write_still=True)
    pixels = list(bpy.data.images.load(str(picture)).pixels)
    alpha = [pixels[row * RENDER_PX * 4 + 3 : (row + 1) * RENDER_PX * 4 : 4] for row in range(RENDER_PX)]
    solid = [row for row, line in enumerate(alpha) if max(line) > 0.5]
    unit = VIEW_UNITS / RENDER_PX
    return {"low": (min(solid) - RENDER_PX / 2) * unit, "high": (max(solid) + 1 - RENDER_PX / 2) * unit}


def main(folder: Path) -> None:
    found: dict[str, Any] = {"version": bpy.app.version_string}
    for path in sorted(folder.rglob("*.glb")):
        empty()
        bpy.ops.import_scene.gltf(filepath=str(path))
        found[path.name] = seen()
    for path in sorted(folder.rglob("*.usdz")):
        empty()
        bpy.ops.wm.usd_import(filepath=str(path))
        found[path.name] = seen()
    for path in sorted(folder.rglob("*_blender.py")):
        empty()
        runpy.run_path(str(path))
        found[path.name] = seen()
        empty()
        switched = path.with_name("displaced.py")
        switched.write_text(path.read_text().replace("TRUE_DISPLACEMENT = False", "TRUE_DISPLACEMENT = True"))
        runpy.run_path(str(switched))
        found["displaced.py"] = seen() | side_view(bpy.data.materials[0], folder / "side.png")
    print("\n" + json.dumps(found))


main(Path(sys.argv[1]))
