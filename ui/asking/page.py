"""What every part of the page is given: the studio, the links to its files, and whose page it is."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from providers.spec import Requests
from studio.studio import Studio
from studio.workbench.operation import Operation
from ui.asking.claims import Uploads
from ui.asking.file_links import FileLinks

_BOOT = secrets.token_hex(4)  # tells revisions of this process from those of the one before, which also began at zero


VISIT = "easel.visit"
"""Where a request's scope says who is asking."""


@dataclass(frozen=True)
class Visit:
    """Who is asking, and what they have sent here.

    Attributes:
        owner: Whose jobs, files and keys this request may see.
        uploads: Which of the files in Gradio's upload folder are theirs.
    """

    owner: str
    uploads: Uploads


@dataclass(frozen=True)
class Page:
    """The services a panel or tab needs, built once and passed down.

    Attributes:
        studio: Jobs, library, files and references.
        links: Makes the signed URLs under which the browser fetches files.
    """

    studio: Studio
    links: FileLinks

    @property
    def requests(self) -> Requests:
        """Endpoint name -> request class of every job that may be here."""
        return self.studio.requests

    @property
    def offered(self) -> Requests:
        """Those of the request classes that panels and API offer."""
        return self.studio.offered

    @property
    def operations(self) -> Mapping[str, Operation]:
        """Endpoint name -> work on materials that this machine does itself."""
        return self.studio.operations

    def vendor_title(self, name: str) -> str:
        """Return a vendor's name for people; the name it has here when it is no vendor of ours any more."""
        return next((gateway.title for gateway in self.studio.gateways if gateway.name == name), name)


def owner_of(request: Any) -> str:
    """Return whose jobs and files this request may see, as `ui.door.gate` found out before anything else ran.

    Takes a `gr.Request` (events) as well as a raw Starlette request, which is what Gradio hands to server functions
    and our own routes.

    Raises:
        PermissionError: The request did not come through the gate.
    """
    return visit_of(request).owner


def visit_of(request: Any) -> Visit:
    """Return who is asking. Takes and raises what `owner_of` does."""
    visit = getattr(request, "request", request).scope.get(VISIT)
    if visit is None:
        raise PermissionError("This request did not come through the gate.")
    return visit


def browser_name(owner: str) -> str:
    """Return what a browser calls an owner, to keep what it remembers for one person apart from another's."""
    return hashlib.sha256(f"easel owner\0{owner}".encode()).hexdigest()[:16]


def revision_of(page: Page, owner: str) -> str:
    """Return what differs whenever the owner's jobs or files have changed, across restarts too. Costs nothing.

    It differs as well when the links on a page grow old, so that the page fetches fresh ones.
    """
    return f"{_BOOT}:{page.links.period}:{page.studio.jobs.revision(owner)}"
