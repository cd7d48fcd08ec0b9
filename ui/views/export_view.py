"""An exported material as JSON values: its link and what is in the ZIP."""

from typing import TypedDict

from studio.ledger.job import Job
from studio.workbench.exports import Export
from ui.asking.file_links import absolute
from ui.asking.page import Page
from ui.views.job_view import archive_name


class ExportedFileView(TypedDict):
    """A file in the ZIP and the target that it is for."""

    name: str
    target: str
    bytes: int
    sha256: str


class ExportView(TypedDict):
    """An exported material: the ZIP's link and what is in it."""

    url: str
    name: str
    bytes: int
    sha256: str
    files: list[ExportedFileView]


def export_view(page: Page, job: Job, query: str, made: Export, root: str = ".") -> ExportView:
    """Return a finished ZIP as JSON values.

    Args:
        page: The services.
        job: The material's.
        query: What was wanted, as its link says it (`ExportWish.query`).
        made: The ZIP.
        root: The page's address, as whoever reads the link knows it.
    """
    name = archive_name(job)
    return {
        "url": absolute(root, f"{page.links.archive(job, name)}?{query}"),
        "name": name,
        "bytes": made.bytes,
        "sha256": made.sha256,
        # Gradio's clients take every object with a "path" for a file to download.
        "files": [
            {"name": file.path, "target": file.target, "bytes": file.bytes, "sha256": file.sha256}
            for file in made.files
        ],
    }
