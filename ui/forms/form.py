"""A panel's form: one control per role for all its models, and the way from what was entered to a request and back."""

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Any, Literal, TypedDict

import gradio as gr

from providers.by_role import model_key, settings_by_role, takes_list
from providers.media_values import media_values
from providers.spec import GenerationRequest, Role
from ui.asking.page import Page
from ui.forms.inputs.control import control
from ui.forms.inputs.field_specs import field_spec
from ui.forms.inputs.map_pictures import MAP_MEANINGS, map_pictures
from ui.forms.inputs.name_actions import name_actions
from ui.forms.inputs.prompt_actions import prompt_actions
from ui.forms.inputs.tray import tray_actions
from words.language import marked, t

_KINDS: Mapping[Role, str] = {
    Role.PROMPT: "text",
    Role.NEGATIVE_PROMPT: "text",
    Role.IMAGES: "tray",
    Role.VIDEOS: "tray",
    Role.MASK: "tray",
    Role.COUNT: "count",
    Role.RESOLUTION: "choice",
    Role.ASPECT_RATIO: "choice",
    Role.TILING: "choice",
    Role.RESPONSE_FORMAT: "choice",
    Role.DURATION: "slider",
    Role.MAPS: "maps",
    Role.UPSCALE: "number",
    Role.CREATIVITY: "number",
    Role.RESEMBLANCE: "number",
    Role.SEED: "seed",
    Role.PROFILES: "words",
}
_TRAYS = (Role.IMAGES, Role.VIDEOS, Role.MASK)
NO_SEED = marked("This model takes no seed: each run differs.")
_messages = count(1)
"""A message is only noticed in the browser when it differs from the one before."""


class VendorModels(TypedDict):
    """The models of one vendor as [key, label]; it is live where there is a key."""

    name: str
    title: str
    live: bool
    models: list[list[str]]


class Form:
    """The form of one panel.

    Values travel by role, never by position; `read` and `fill` translate between roles and a model's field names.

    Attributes:
        name: Panel name, start of its element ids ("image").
        models: Model key ("foxapi_wan_2_7_image/wan-2.7-image") -> its request class and model id, in picker order.
        components: Role -> component, in the order they were placed.
    """

    def __init__(self, name: str, classes: Sequence[type[GenerationRequest]], page: Page) -> None:
        self.name = name
        self.models: dict[str, tuple[type[GenerationRequest], str]] = {
            model_key(cls, model): (cls, model) for cls in classes for model in cls.model_labels
        }
        self.start_model = next(iter(self.models))
        self.components: dict[Role, gr.HTML] = {}
        self._page = page

    def place(self, role: Role, *, shapes: bool = False, lines: int = 2, unit: str = "") -> gr.HTML:
        """Render the control of a role here; it shows itself only for models that have such a field.

        Args:
            role: What to place; each role at most once.
            shapes: Draw the choices of a ratio as little rectangles.
            lines: Height of an empty text.
            unit: Unit said beside a number.

        Raises:
            ValueError: Placed already, or no model of this form has it.
        """
        if role in self.components:
            raise ValueError(f"{role} is placed twice in {self.name}")
        specs = {key: field_spec(cls, model, role) for key, (cls, model) in self.models.items()}
        known = [spec for spec in specs.values() if spec is not None]
        if not known:
            raise ValueError(f"No model of {self.name} has {role}")
        for spec in known:
            spec["unit"] = unit
        look: dict[str, Any] = {"shapes": shapes, "lines": lines}
        if role is Role.MAPS:
            look |= {"pictures": map_pictures(), "meanings": dict(MAP_MEANINGS)}
        if role is Role.SEED:
            look["without"] = t(NO_SEED)
        component = control(
            self._kind(role, known),
            panel=self.name,
            role=role.value,
            specs=specs,
            model=self.start_model,
            server_functions=self._functions(role),
            class_name=f"e-role-{role.value.replace('_', '-')}",
            **look,
        )
        self.components[role] = component
        return component

    def place_model(self) -> gr.HTML:
        """Render the model picker: the models of all providers, grouped by vendor."""
        vendors: list[VendorModels] = []
        for gateway in self._page.studio.gateways:
            mine = [
                [key, cls.model_labels[model]]
                for key, (cls, model) in self.models.items()
                if cls.provider == gateway.name
            ]
            if mine:
                vendors.append({"name": gateway.name, "title": gateway.title, "live": gateway.live, "models": mine})
        known = {key: True for vendor in vendors for key, _ in vendor["models"]}
        spec = {"label": t("Model"), "help": "", "start": self.start_model, "known": known}
        component = control(
            "model",
            panel=self.name,
            role=Role.MODEL.value,
            specs=dict.fromkeys(self.models, spec),
            model=self.start_model,
            class_name="e-role-model",
            vendors=vendors,
        )
        self.components[Role.MODEL] = component
        return component

    def has(self, role: Role) -> bool:
        """Return whether any model of this form has a field of this role."""
        return any(cls.field_of(role) is not None for cls, _ in self.models.values())

    def entered(self, data: Mapping[Any, Any]) -> dict[Role, Any]:
        """Return the values by role from what an event with the inputs `set(form.components.values())` is handed."""
        return {role: _value(data.get(component)) for role, component in self.components.items()}

    def read(self, values: Mapping[Role, Any], key: str) -> dict[str, Any]:
        """Return the settings of a model by its field names. What was left empty is absent, unless it is required.

        Args:
            values: Values by role, as `entered` gives them; roles the model does not have are passed over.
            key: A key of `models`.
        """
        cls, model = self.models[key]
        return settings_by_role(cls, model, values)

    def fill(self, settings: Mapping[str, Any], key: str) -> dict[str, Any]:
        """Return the message that puts a request's settings into this form in the browser: JSON values by role.

        Controls the model does not have keep what they hold.

        Args:
            settings: Field name -> JSON value, as `GenerationRequest.settings()` gives them.
            key: A key of `models`.
        """
        cls, _ = self.models[key]
        values: dict[str, Any] = {}
        for name in cls.model_fields:
            role, value = cls.shown(name).role, settings.get(name)
            if role in _TRAYS:
                value = media_values(value)
            if role is not Role.MODEL:
                values[role.value] = value
        return {"panel": self.name, "model": key, "values": values, "number": next(_messages)}

    def model_of_one(self, role: Role) -> str | None:
        """Return the first model that cannot do without its one file of this role.

        None where the model the panel starts with takes several or needs one itself: its tray is the place for it.

        """
        for key, (cls, _) in self.models.items():
            name = cls.field_of(role)
            if name is None:
                continue
            if takes_list(cls.model_fields[name]):
                return None
            if cls.model_fields[name].is_required():
                return None if key == self.start_model else key
        return None

    def fill_with(self, role: Role, value: str, key: str) -> dict[str, Any]:
        """Return the message that puts a model's start values and one file into this form in the browser."""
        cls, _ = self.models[key]
        starts = {name: cls.shown(name).start for name in cls.model_fields}
        settings = {name: list(start) if isinstance(start, tuple) else start for name, start in starts.items()}
        return self.fill(settings | {str(cls.field_of(role)): value}, key)

    def add(self, role: Role, value: str) -> dict[str, Any]:
        """Return the message that adds a media value to a tray of this form in the browser."""
        return {"panel": self.name, "role": role.value, "value": value, "number": next(_messages)}

    def _functions(self, role: Role) -> Sequence[Callable[..., Any]]:
        if role in _TRAYS:
            return tray_actions(self._page, self.models, role)
        return (*name_actions(self._page), *prompt_actions(self._page)) if role is Role.PROMPT else ()

    def _kind(self, role: Role, specs: Sequence[Mapping[str, Any]]) -> str:
        if role is Role.SIZE:
            return _size_kind(specs)
        return _KINDS.get(role, "flag")


def _size_kind(specs: Sequence[Mapping[str, Any]]) -> Literal["size", "number"]:
    shapes = ["presets" in spec for spec in specs]
    if any(shapes) and not all(shapes):
        raise ValueError("Models whose size is a shape and models whose size is one number need separate panels.")
    return "size" if all(shapes) else "number"


def _value(envelope: Any) -> Any:
    return envelope.get("v") if isinstance(envelope, dict) else None
