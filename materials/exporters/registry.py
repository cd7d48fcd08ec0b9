"""All targets in the order people see them."""

from collections.abc import Sequence

from materials.errors import UnknownTarget
from materials.exporters.blender import BLENDER
from materials.exporters.gltf import GLTF, GLTF_DISPLACED, GLTF_SMALL
from materials.exporters.godot import GODOT
from materials.exporters.layouts import AMBIENTCG, POLY_HAVEN
from materials.exporters.materialx import MATERIALX
from materials.exporters.plain import MAPS
from materials.exporters.target import Target
from materials.exporters.unity import UNITY_HDRP, UNITY_URP
from materials.exporters.unreal import UNREAL
from materials.exporters.usd import USD

TARGETS: tuple[Target, ...] = (
    MAPS,
    GLTF,
    GLTF_SMALL,
    GLTF_DISPLACED,
    BLENDER,
    UNREAL,
    UNITY_HDRP,
    UNITY_URP,
    GODOT,
    MATERIALX,
    USD,
    AMBIENTCG,
    POLY_HAVEN,
)


def targets(names: Sequence[str]) -> list[Target]:
    """Return the named targets in the order of `TARGETS`, each once.

    Raises:
        UnknownTarget: A name is unknown, or there is none.
    """
    known = {target.name for target in TARGETS}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise UnknownTarget("no_such_target", name=unknown[0])
    if not names:
        raise UnknownTarget("choose_target")
    return [target for target in TARGETS if target.name in names]
