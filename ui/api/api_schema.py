"""Request classes as API parameters: for each field its JSON schema, help in words, default and an example."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticUndefined, to_jsonable_python

from providers.spec import GenerationRequest, Media, Role

JsonSchema = dict[str, Any]
TEXT: JsonSchema = {"type": "string"}
WHOLE: JsonSchema = {"type": "integer"}
NUMBER: JsonSchema = {"type": "number"}

UPLOADED_FILE: JsonSchema = {
    "type": "object",
    "description": "A file uploaded through the client: handle_file(path).",
    "properties": {
        "path": {"type": "string"},
        "meta": {"type": "object", "properties": {"_type": {"const": "gradio.FileData"}}},
    },
    "required": ["path", "meta"],
}
"""How Gradio's clients describe an upload; they show it as `filepath` and upload what `handle_file` names."""

_EXAMPLE_MEDIA: Mapping[str, str] = {
    "image": "https://example.com/picture.jpg",
    "video": "https://example.com/clip.mp4",
}


@dataclass(frozen=True)
class Parameter:
    """One parameter of an endpoint.

    Attributes:
        name: The vendor's name of it.
        label: Its short name for people.
        schema: JSON schema of a value that is given: no references, no null.
        required: Whether a call must name it.
        default: What a call that leaves it out sends; None when nothing is sent.
        example: A value for the generated code examples.
    """

    name: str
    label: str
    schema: JsonSchema
    required: bool = True
    default: Any = None
    example: Any = None

    def schema_with_help(self) -> JsonSchema:
        """Return the schema with the sentence that Gradio's clients print; they know types only, so it says limits."""
        return {**self.schema, "additional_description": _help_text(self.schema)}


def request_parameters(request_class: type[GenerationRequest]) -> list[Parameter]:
    """Return the parameters of a request class in the vendor's order."""
    whole = request_class.model_json_schema()
    media = request_class.media_fields()
    found: list[Parameter] = []
    for name, info in request_class.model_fields.items():
        shown = request_class.shown(name)
        schema = _inlined(whole["properties"][name], whole.get("$defs", {}))
        if name in media:
            schema = _taking_files(schema, media[name])
        default = None if info.default is PydanticUndefined else to_jsonable_python(info.default)
        assumed = default if default is not None else to_jsonable_python(shown.start)
        schema.pop("default", None)
        if not info.is_required() and assumed is not None:
            schema["default"] = assumed
        if info.description:
            schema["description"] = info.description
        example = _example(request_class, name, schema)
        found.append(Parameter(name, shown.label, schema, info.is_required(), default, example))
    return found


def settings_parameters(settings: type[BaseModel]) -> list[Parameter]:
    """Return the parameters of work that this machine does itself; see `studio.workbench.operation_list`."""
    whole = settings.model_json_schema()
    found: list[Parameter] = []
    for name, info in settings.model_fields.items():
        schema = _inlined(whole["properties"][name], whole.get("$defs", {}))
        default = None if info.default is PydanticUndefined else to_jsonable_python(info.default)
        label = name.removesuffix("_m").replace("_", " ").capitalize()
        choices = schema.get("examples") or schema.get("enum", "…")
        example = [schema["items"]["enum"][0]] if "enum" in schema.get("items", ()) else choices[0]
        found.append(
            Parameter(name, label, schema, info.is_required(), default, example if info.is_required() else default)
        )
    return found


@cache
def parameters_schema(request_class: type[GenerationRequest]) -> JsonSchema:
    """Return all parameters of a request class as one JSON schema of an object; it is shared, so leave it as it is."""
    parameters = request_parameters(request_class)
    return {
        "type": "object",
        "properties": {parameter.name: parameter.schema for parameter in parameters},
        "required": [parameter.name for parameter in parameters if parameter.required],
        "additionalProperties": False,
    }


def _inlined(node: Any, definitions: Mapping[str, Any]) -> Any:
    """Return a schema without references, generated titles and null: an unset parameter is left out instead."""
    if isinstance(node, list):
        return [_inlined(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        beside = {key: value for key, value in node.items() if key != "$ref"}
        return _inlined({**definitions[node["$ref"].rpartition("/")[2]], **beside}, definitions)
    made: JsonSchema = {}
    for key, value in node.items():
        # The clients' help cannot read a plain false here; the request class refuses unknown keys anyway.
        if (key == "title" and isinstance(value, str)) or (key == "additionalProperties" and value is False):
            continue
        if key == "properties":
            made[key] = {name: _inlined(schema, definitions) for name, schema in value.items()}
        else:
            made[key] = _inlined(value, definitions)
    choices = [choice for choice in made.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        del made["anyOf"]
        made = {**choices[0], **made}
    elif choices:
        made["anyOf"] = choices
    if made.get("default", ...) is None:
        del made["default"]
    return made


def _taking_files(schema: JsonSchema, media: Media) -> JsonSchema:
    """Return the schema of a media field in which every string may also be an uploaded file."""
    if schema.get("type") == "string":
        link = {"type": "string", "description": f"http(s) URL of the {media.kind}."}
        beside = {key: value for key, value in schema.items() if key in ("description", "default")}
        return {"anyOf": [link, UPLOADED_FILE], **beside}
    made = dict(schema)
    if "items" in made:
        made["items"] = _taking_files(made["items"], media)
    if "anyOf" in made:
        made["anyOf"] = [_taking_files(choice, media) for choice in made["anyOf"]]
    return made


def _help_text(schema: JsonSchema) -> str:
    """Return the description with the limits it does not say itself, and the default."""
    description = schema.get("description", "")
    sentences = [
        _limits(schema, "minimum", "maximum", ""),
        _limits(schema, "minLength", "maxLength", " characters"),
        _limits(schema, "minItems", "maxItems", " items"),
    ]
    unsaid = [text for text in sentences if not set(re.findall(r"\d+", text)) <= set(re.findall(r"\d+", description))]
    if "default" in schema:
        unsaid.append(f"If left out: {schema['default']}.")
    return " ".join(part for part in (description, *unsaid) if part)


def _limits(schema: JsonSchema, least: str, most: str, unit: str) -> str:
    low, high = schema.get(least), schema.get(most)
    if low is not None and high is not None:
        return f"{low} to {high}{unit}."
    if high is not None:
        return f"At most {high}{unit}."
    return "" if low is None else f"At least {low}{unit if low != 1 else unit.removesuffix('s')}."


def _example(request_class: type[GenerationRequest], name: str, schema: JsonSchema) -> Any:
    shown = request_class.shown(name)
    if shown.role is Role.PROMPT and request_class.example_prompts:
        return request_class.example_prompts[0]
    if shown.start is not None:
        return to_jsonable_python(shown.start)
    media = request_class.media_fields().get(name)
    if media is not None:
        link = _EXAMPLE_MEDIA[media.kind]
        return [link] if schema.get("type") == "array" else link
    if schema.get("enum"):
        return schema["enum"][0]
    if "default" in schema:
        return schema["default"]
    example = shown.placeholder or None
    return [example] if example and schema.get("type") == "array" else example
