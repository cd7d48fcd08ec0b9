"""The scripts and styles that the results side of the page is made of, for the `head` of its components."""

from ui.asking.static_files import STATIC_DIR, static_url

_DESK = ("material_controls", "desk", "desk_check", "desk_complete", "desk_change", "desk_take_away")
"""The desk below a material and its sections; one script for each."""
_FIRST = ("elements", "downloads", "settings_table", "lineage", "zoomed", "lightbox", "compare")
_COMPARING = ("compare_view", "blind_vote", "material_preview", "job_acts")
_SHARED = (*_FIRST, *_COMPARING, *_DESK, "bring_own", "draw_own", "result_view")


def results_head(*names: str) -> str:
    """Return the tags that load the shared scripts and those called `names`, with their styles where there are any."""
    named = [f"{name}.css" for name in (*_SHARED, *names) if (STATIC_DIR / f"{name}.css").exists()]
    styles = ["results.css", "take_away.css", *named]
    scripts = [f"{name}.js" for name in (*_SHARED, *names)]
    return "".join(
        [f'<link rel="stylesheet" href="{static_url(name)}">' for name in styles]
        + [f'<script src="{static_url(name)}"></script>' for name in scripts]
    )
