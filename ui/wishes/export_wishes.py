"""What somebody wants of an export, as a page or a program says it, and the address that says it again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from materials.exporters.export_subject import Options
from materials.exporters.registry import TARGETS
from studio.errors import FieldErrors
from words.language import t

TARGET_NAMES = [target.name for target in TARGETS]
BITS = (8, 16)
SIZES_PX = (512, 1024, 2048, 4096)
EXR_CHOICES = ("half", "float")


@dataclass(frozen=True)
class ExportWish:
    """Which targets, and how."""

    targets: tuple[str, ...]
    options: Options

    def query(self) -> str:
        """Return the query string that `wish_in_query` reads."""
        named = {
            "targets": ",".join(self.targets),
            "bits": self.options.bits,
            "longest_px": self.options.longest_px,
            "height_exr": self.options.height_exr,
        }
        return urlencode({name: value for name, value in named.items() if value is not None}, safe=",")


PLAIN = ExportWish(("maps",), Options())
"""The maps as they are: what a link to a material's ZIP means when it says nothing else."""


def export_wish(given: Mapping[str, Any]) -> ExportWish:
    """Read a wish from JSON values {targets, bits, longest_px, height_exr}, all but the first optional.

    Raises:
        FieldErrors: With a sentence for each value that cannot be used.
    """
    errors: dict[str, str] = {}
    targets = given.get("targets")
    if not isinstance(targets, Sequence) or isinstance(targets, str) or not targets:
        errors["targets"] = t("Choose at least one target.")
    elif unknown := [name for name in targets if name not in TARGET_NAMES]:
        errors["targets"] = t(
            "There is no target {unknown}. Choose among {what}.",
            unknown=str(unknown[0])[:40],
            what=", ".join(TARGET_NAMES),
        )
    values: dict[str, Any] = {}
    for name, choices, usual in (("bits", BITS, 8), ("longest_px", SIZES_PX, None), ("height_exr", EXR_CHOICES, None)):
        value = given.get(name, usual)
        if value is not None and (isinstance(value, bool) or value not in choices):
            errors[name] = t("Choose {what} or {choices}.", what=", ".join(map(str, choices[:-1])), choices=choices[-1])
        values[name] = value
    if errors:
        raise FieldErrors(errors)
    chosen = tuple(name for name in TARGET_NAMES if name in (targets or ()))
    return ExportWish(chosen, Options(**values))


def wish_in_query(query: Mapping[str, str]) -> ExportWish:
    """Read the wish of a link; one without any is `PLAIN`. Raises what `export_wish` does."""
    if "targets" not in query:
        return PLAIN
    given: dict[str, Any] = {name: query[name] for name in ("height_exr",) if name in query}
    given |= {name: _number(query[name]) for name in ("bits", "longest_px") if name in query}
    return export_wish({**given, "targets": query["targets"].split(",")})


def _number(text: str) -> int | str:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else text
