"""What one check of the report card found, in figures and as a code with facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from materials.material import ByteArray, MapName

Verdict = Literal["bad", "look", "unknown", "good"]
"""In the order in which people should see to it."""
Fact = int | float | tuple[MapName, ...] | Mapping[MapName, tuple[int, int]]
"""A number, maps, or maps with their (height, width) in pixels."""
FixName = Literal[
    "resize",
    "flip_green",
    "renormalise",
    "heal_seams",
    "rebuild_height",
    "clamp_albedo",
    "binarise_metalness",
    "clamp_roughness",
    "complete",
]
"""What `materials.repair.fixes.apply` can do, in the order in which several are done: sizes first, so that all others
see one size; what is derived comes last, from mended maps."""


@dataclass(frozen=True)
class Finding:
    """One line of the report card.

    Attributes:
        check: Stable id of the check.
        verdict: "good"; "look" for what may be meant so; "bad"; "unknown" when it can't be told.
        figure: The number the verdict rests on; None when there is none.
        unit: What the number is: "x" for a ratio, "%" for a share, "px", or "" for a bare number.
        confidence: 0 to 1, how sure the verdict is.
        found: Code of what was found ("seam_down_shows"), unique over all checks.
        facts: What its sentence is made with: shares in whole percent, angles in degrees.
        overlay: (H, W, 3) picture of where; None where it would show nothing.
        fix: The fix that helps; None when there is none or nothing to fix.
    """

    check: str
    verdict: Verdict
    found: str
    facts: Mapping[str, Fact] = field(default_factory=dict[str, Fact], kw_only=True)
    figure: float | None = None
    unit: str = ""
    confidence: float = 1.0
    overlay: ByteArray | None = field(default=None, repr=False)
    fix: FixName | None = None
