"""The scripts and styles that the results side of the page is made of, for the `head` of its components."""

from ui.asking.static_files import STATIC_DIR, static_url

_DESK = (
    "material/material_controls",
    "material/desk",
    "material/desk_check",
    "material/desk_complete",
    "material/desk_change",
    "material/desk_take_away",
)
"""The desk below a material and its sections; one script for each."""
_FIRST = (
    "kit/dom",
    "results/downloads",
    "results/settings_table",
    "results/lineage",
    "results/zoomed",
    "results/lightbox",
    "results/compare",
)
_COMPARING = ("results/compare_view", "results/blind_vote", "results/material_preview", "results/job_acts")
_SHARED = (*_FIRST, *_COMPARING, *_DESK, "material/bring_own", "material/draw_own", "results/result_view")


def results_head(*names: str) -> str:
    """Return the tags that load the shared scripts and those called `names`, with their styles where there are any."""
    named = [f"{name}.css" for name in (*_SHARED, *names) if (STATIC_DIR / f"{name}.css").exists()]
    styles = ["results/results.css", "material/take_away.css", *named]
    scripts = [f"{name}.js" for name in (*_SHARED, *names)]
    return "".join(
        [f'<link rel="stylesheet" href="{static_url(name)}">' for name in styles]
        + [f'<script src="{static_url(name)}"></script>' for name in scripts]
    )
