"""A contact sheet: one HTML file with small pictures inside that opens anywhere, without Easel and offline."""

import base64
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from html import escape
from pathlib import Path

from providers.plain_text import one_line
from providers.spec import Requests
from studio.ledger.job_facts import prompt_of
from studio.library.library import LibraryItem

_LONGEST_PROMPT = 400
_HEAD = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; --bg: #f7f6f4; --ink: #1d1c1a; --muted: #66635d; --line: #e1dfda; }}
@media (prefers-color-scheme: dark) {{ :root {{ --bg: #161513; --ink: #edebe6; --muted: #a19d95; --line: #34322e; }} }}
body {{ margin: 32px; background: var(--bg); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }}
h1 {{ margin: 0 0 24px; font-size: 20px; font-weight: 600; }}
main {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); gap: 24px 16px; }}
figure {{ margin: 0; break-inside: avoid; }}
img, .none {{ display: block; width: 100%; height: 200px; object-fit: contain; border: 1px solid var(--line); }}
figcaption {{ margin-top: 8px; overflow-wrap: anywhere; }}
small {{ display: block; color: var(--muted); font-size: 13px; }}
</style>
<h1>{title}</h1>
<main>
"""


def contact_sheet(
    items: Sequence[LibraryItem],
    requests: Requests,
    thumbnail: Callable[[str], Path],
    made_at: datetime,
) -> Iterator[bytes]:
    """Yield the page's bytes.

    Args:
        items: What it shows, in order.
        requests: Endpoint name -> request class.
        thumbnail: Returns where the thumbnail of a hash is; it may be missing.
        made_at: Stands in the title.
    """
    title = f"Easel, {len(items)} {'file' if len(items) == 1 else 'files'}, {made_at:%Y-%m-%d}"
    yield _HEAD.format(title=title).encode()
    for item in items:
        yield _figure(item, prompt_of(requests, item.job), thumbnail(item.asset.sha256)).encode()
    yield b"</main>\n"


def _figure(item: LibraryItem, prompt: str, small: Path) -> str:
    asset, job = item.asset, item.job
    prompt = one_line(prompt, _LONGEST_PROMPT)
    try:
        data = base64.b64encode(small.read_bytes()).decode()
        picture = f'<img loading="lazy" alt="{escape(prompt or asset.name)}" src="data:image/webp;base64,{data}">'
    except OSError:
        picture = '<div class="none"></div>'
    size = f"{asset.width} × {asset.height}" if asset.width else ""
    facts = [asset.name, job.model, job.provider, size, f"{asset.created_at:%Y-%m-%d %H:%M} UTC"]
    told = escape(" · ".join(fact for fact in facts if fact))
    return f"<figure>{picture}<figcaption>{escape(prompt)}<small>{told}</small></figcaption></figure>\n"
