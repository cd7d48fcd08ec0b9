"""What a tool is, and whether a call of it has the arguments that it takes."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from studio.errors import FieldErrors
from ui.api.api_schema import JsonSchema, Parameter
from ui.mcp.calls import ToolAnswer, ToolCall
from words.language import t

Answers = Callable[[dict[str, Any], ToolCall], Awaitable[ToolAnswer]]


@dataclass(frozen=True)
class Tool:
    """One tool.

    Attributes:
        name: What it is called by.
        title: For people.
        description: What it does and when to use it, for a model.
        parameters: What can be given.
        answer: Answers a call. A StudioError is a refusal.
        changes: Whether it starts, stops or writes anything; agents that only look have no such tool.
        sends: Whether what it starts is sent to a vendor.
        asks: Whether a human may have to be asked first.
    """

    name: str
    title: str
    description: str
    parameters: Sequence[Parameter]
    answer: Answers
    changes: bool = False
    sends: bool = False
    asks: bool = False

    def described(self) -> JsonSchema:
        """Return it as `tools/list` tells it."""
        return {
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "inputSchema": {
                "type": "object",
                "properties": {parameter.name: parameter.schema for parameter in self.parameters},
                "required": [parameter.name for parameter in self.parameters if parameter.required],
                "additionalProperties": False,
            },
            "annotations": {
                "readOnlyHint": not self.changes,
                "destructiveHint": False,
                "idempotentHint": not self.changes,
                "openWorldHint": self.sends,
            },
        }

    def check(self, given: dict[str, Any]) -> None:
        """Raise FieldErrors for arguments that it does not take, or that are of another kind."""
        known = {parameter.name: parameter for parameter in self.parameters}
        wrong = {name: t("There is no such argument.") for name in given.keys() - known.keys()}
        wrong |= {p.name: t("Give a value.") for p in self.parameters if p.required and given.get(p.name) is None}
        for name, value in given.items():
            if name in known and value is not None and not _is_of(known[name].schema, value):
                wrong[name] = t("This must be: {kind}.", kind=known[name].schema.get("type", "another value"))
        if wrong:
            raise FieldErrors(wrong)


_KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
}


def _is_of(schema: JsonSchema, value: Any) -> bool:
    if "enum" in schema:
        return value in schema["enum"]
    kind = schema.get("type")
    if kind is None:
        return True
    if isinstance(value, bool) and kind != "boolean":
        return False
    if not isinstance(value, _KINDS[kind]):
        return False
    if isinstance(value, list):
        return all(_is_of(schema.get("items", {}), item) for item in value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return True
    return bool(schema.get("minimum", value) <= value <= schema.get("maximum", value))
