"""Why the materials refuse something, and what to do next."""

from collections.abc import Mapping

from providers.telling import Wording

MATERIAL_SENTENCES: Mapping[str, Wording] = {
    "no_map_to_change": "The map that this changes is not there. Complete the material first.",
    "not_complete": "Complete the material first: some of its maps are missing.",
    "sizes_differ_still": "Resize the maps to one size first.",
    "no_map_of_other": "The other material has none of these maps. The material stays as it was.",
    "other_proportions": "The maps have other proportions than the material. Crop them to its shape first.",
    "not_square": "Coats need a square material: crop its maps to a square first.",
    "keep_one_map": "Keep at least one map: the others are derived from it.",
    "no_readable_map": "This material has no map that can be read. Say which map is which, or choose another.",
    "no_such_target": "There is no export target called {name}.",
    "choose_target": "Choose at least one target.",
    "no_map_to_export": "There is no map to export.",
    "size_not_above_0": "Set the material's size in metres above 0.",
    "height_range_below_0": "Set the height range in metres to 0 or more.",
}
"""Code of an error in `materials/errors.py` -> its sentence."""
