"""What every part of the page is given: the studio, the links to its files, and whose page it is."""

import secrets
from dataclasses import dataclass

from studio.studio import Studio
from ui.file_links import FileLinks

OWNER = "local"
"""Whose everything is while Easel runs for one person on loopback."""

_BOOT = secrets.token_hex(4)  # tells revisions of this process from those of the one before, which also began at zero


@dataclass(frozen=True)
class Page:
    """The services a panel or tab needs, built once and passed down.

    Attributes:
        studio: Jobs, library, files and references.
        links: Makes the signed URLs under which the browser fetches files.
    """

    studio: Studio
    links: FileLinks


def owner_of(request: object) -> str:
    """Return whose jobs and files this request may see.

    The one place that decides it. Takes a `gr.Request` (events) as well as a raw Starlette request, which is what
    Gradio hands to server functions and our own routes.
    """
    return OWNER


def revision_of(page: Page, owner: str) -> str:
    """Return what differs whenever the owner's jobs or files have changed, across restarts too. Costs nothing."""
    return f"{_BOOT}:{page.studio.jobs.revision(owner)}"
