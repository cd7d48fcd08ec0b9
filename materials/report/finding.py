"""What one check of the report card found, in figures and in words."""

from dataclasses import dataclass, field
from typing import Literal

from materials.material import ByteArray

Verdict = Literal["good", "look", "bad", "unknown"]
FixName = Literal[
    "complete",
    "flip_green",
    "heal_seams",
    "renormalise",
    "rebuild_height",
    "clamp_albedo",
    "binarise_metalness",
    "clamp_roughness",
    "resize",
]
"""What `materials.repair.fixes.apply` can do."""


@dataclass(frozen=True)
class Finding:
    """One line of the report card.

    Attributes:
        check: Stable id of the check.
        title: For people, one or two words.
        verdict: "good"; "look" for what may be meant so; "bad"; "unknown" when it can't be told.
        figure: The number the verdict rests on; None when there is none.
        unit: What the number is: "x" for a ratio, "%" for a share, "px", or "" for a bare number.
        confidence: 0 to 1, how sure the verdict is.
        sentence: What was found and what to do, in plain words.
        overlay: (H, W, 3) picture of where; None where it would show nothing.
        fix: The fix that helps; None when there is none or nothing to fix.
    """

    check: str
    title: str
    verdict: Verdict
    sentence: str
    figure: float | None = None
    unit: str = ""
    confidence: float = 1.0
    overlay: ByteArray | None = field(default=None, repr=False)
    fix: FixName | None = None
