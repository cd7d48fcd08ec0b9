"""The API's endpoints for materials: make and change them here, take one away, bring a texture set or a picture."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from studio.errors import FieldErrors, NotPossible
from studio.workbench.material_files import is_material
from studio.workbench.operation_list import DERIVE, MOST_FILES
from studio.workbench.texture_sets import SourceFile
from ui.api.api_job import JOB_SCHEMA, job_json, root_url
from ui.api.api_schema import TEXT, UPLOADED_FILE, WHOLE, JsonSchema, Parameter, settings_parameters
from ui.api.endpoint import Answering, Endpoint, given_text, summary_of
from ui.asking.page import Page, Visit, owner_of, visit_of
from ui.views.export_view import ExportView, export_view
from ui.wishes.export_wishes import BITS, EXR_CHOICES, SIZES_PX, TARGET_NAMES, export_wish

_EXPORT_SCHEMA: JsonSchema = {
    "type": "object",
    "properties": {
        "url": {"type": "string", "description": "Signed link to the ZIP, for you alone; ask again after 12 hours."},
        "name": TEXT,
        "bytes": WHOLE,
        "sha256": TEXT,
        "files": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"name": TEXT, "target": TEXT, "bytes": WHOLE, "sha256": TEXT},
            },
            "description": "What is in it; its manifest.json tells more.",
        },
    },
}
_TARGETS = Parameter(
    "targets",
    "Targets",
    {
        "type": "array",
        "items": {"enum": TARGET_NAMES},
        "minItems": 1,
        "description": "Where the material goes; each target gets a folder of its own in the ZIP.",
    },
    example=["gltf", "blender"],
)
_BITS = Parameter(
    "bits",
    "Bits",
    {
        "enum": list(BITS),
        "default": 8,
        "description": "Bits per channel of data maps that have more than 8 to give. A height always has 16.",
    },
    required=False,
    default=8,
)
_LONGEST_PX = Parameter(
    "longest_px",
    "Longest side",
    {"enum": list(SIZES_PX), "description": "Makes larger maps smaller. If left out: the sizes they have."},
    required=False,
)
_HEIGHT_EXR = Parameter(
    "height_exr",
    "Height as EXR",
    {
        "enum": list(EXR_CHOICES),
        "description": "Adds the height in metres as OpenEXR with 16 or 32 bits. If left out: not added.",
    },
    required=False,
)
EXPORT_PARAMETERS = [
    Parameter("material", "Material", {"type": "string", "description": "The job_id of a material."}, example="…"),
    _TARGETS,
    _BITS,
    _LONGEST_PX,
    _HEIGHT_EXR,
]

_NAME = Parameter(
    "name",
    "Name",
    {"type": "string", "maxLength": 100, "description": "What to call it. If left out: as its files are called."},
    required=False,
)
_DERIVE_PARAMETERS = [
    Parameter(
        "picture",
        "Picture",
        {
            "anyOf": [{"type": "string", "description": "https URL of a picture."}, UPLOADED_FILE],
            "description": "A surface from straight above. Its middle square is taken, and made to tile.",
        },
        example="https://example.com/wall.jpg",
    ),
    _NAME,
]
LOAD_PARAMETERS = [
    Parameter(
        "files",
        "Files",
        {
            "type": "array",
            "items": {
                "anyOf": [
                    {"type": "string", "description": "https URL of a ZIP or picture."},
                    UPLOADED_FILE,
                ]
            },
            "minItems": 1,
            "maxItems": MOST_FILES,
            "description": "The pictures of one texture set, or a ZIP with them. Names tell which map is which.",
        },
        example=["https://example.com/bricks_2k.zip"],
    ),
    _NAME,
    Parameter(
        "set_name",
        "Set",
        {"type": "string", "maxLength": 200, "description": "Which one, where the files hold several sets."},
        required=False,
    ),
    Parameter(
        "size_m",
        "Width",
        {"type": "number", "exclusiveMinimum": 0, "maximum": 1000, "description": "Width of the tile in metres."},
        required=False,
    ),
]


def material_endpoints(page: Page) -> Iterator[Endpoint]:
    """Yield the endpoints: one per operation, and those that bring and take files."""
    for operation in page.operations.values():
        if not operation.takes_files:
            parameters, answer = settings_parameters(operation.settings), _maker(page, operation.name)
            yield Endpoint(operation.name, summary_of(operation.settings), parameters, JOB_SCHEMA, answer, "Job")
    opens = "Open an existing texture set as a material. Returns the job at once."
    yield Endpoint("load_material", opens, LOAD_PARAMETERS, JOB_SCHEMA, loader(page), "Job")
    derives = summary_of(DERIVE.settings)
    yield Endpoint("derive_material", derives, _DERIVE_PARAMETERS, JOB_SCHEMA, deriver(page), "Job")
    packs = "Make one ZIP of a material for the chosen targets, and return its link."
    yield Endpoint("export_material", packs, EXPORT_PARAMETERS, _EXPORT_SCHEMA, exporter(page), "Export")


def _maker(page: Page, operation: str) -> Answering:
    async def make(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        return job_json(page, await page.studio.workbench.start(owner_of(request), operation, given), request)

    return make


def exporter(page: Page) -> Answering:
    """Return the answer of `export_material`: it waits until the ZIP is made."""

    async def export_material(given: dict[str, Any], request: gr.Request) -> ExportView:
        job_id = given_text(given, "material", "the job_id of a material")
        wish = export_wish(given)
        job = await page.studio.jobs.get(owner_of(request), job_id)
        if not is_material(job):
            raise NotPossible("This job has no maps of a material. Name one that has.")
        made = await page.studio.exports.make(job, wish.targets, wish.options)
        return export_view(page, job, wish.query(), made, root_url(request))

    return export_material


def loader(page: Page) -> Answering:
    """Return the answer of `load_material`: the job that opens a texture set, at once."""

    async def load_material(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        visit, files = visit_of(request), given.get("files")
        if not isinstance(files, list):
            raise FieldErrors({"files": "Give a list of uploaded files or links."})
        sources = [_source_file(visit, value, "files") for value in files[: MOST_FILES + 1]]
        chosen = given.get("set_name")
        if chosen is not None and not isinstance(chosen, str):
            raise FieldErrors({"set_name": "Give the set's name as text."})
        job = await page.studio.texture_sets.open(
            visit.owner, sources, name=_name(given), size_m=given.get("size_m"), set_name=chosen or None
        )
        return job_json(page, job, request)

    return load_material


def deriver(page: Page) -> Answering:
    """Return the answer of `derive_material`: the job that makes a material of a picture, at once."""

    async def derive_material(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        visit = visit_of(request)
        picture = _source_file(visit, given.get("picture"), "picture")
        job = await page.studio.texture_sets.derive(visit.owner, picture, name=_name(given))
        return job_json(page, job, request)

    return derive_material


def _name(given: dict[str, Any]) -> str | None:
    name = given.get("name")
    if name is not None and not isinstance(name, str):
        raise FieldErrors({"name": "Give the name as text."})
    return name


def _source_file(visit: Visit, value: Any, field: str) -> SourceFile:
    """Return one file of a call: a link, or what this visitor uploaded."""
    uploaded: dict[str, Any] = value if isinstance(value, dict) else {"path": value}
    path, name = uploaded.get("path"), uploaded.get("orig_name")
    if not isinstance(path, str) or not path:
        raise FieldErrors({field: "Give links, or upload files with handle_file."})
    named = name if isinstance(name, str) else ""
    if path.startswith(("http://", "https://")):
        return SourceFile(named, path)
    found = visit.uploads.find(path, visit.owner)
    if found is None:
        raise FieldErrors({field: "Upload files with handle_file; paths on the server are not opened."})
    return SourceFile(named or found.name, found)
