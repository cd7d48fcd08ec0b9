"""@name in a prompt: what it stands for joins the request's files, and the mention becomes its number."""

import re
from collections.abc import Mapping
from typing import Any

from providers.by_role import as_held
from providers.happened import happened
from providers.media_values import media_values
from providers.spec import GenerationRequest, Role
from studio.errors import FieldErrors
from studio.references.named_references import NamedReferences, without_names
from studio.references.references import Reference

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_TRAYS = {"image": (Role.IMAGES, "image {}", "图{}"), "video": (Role.VIDEOS, "Video {}", "视频{}")}


async def with_names(
    names: NamedReferences, owner: str, cls: type[GenerationRequest], settings: Mapping[str, Any]
) -> dict[str, Any]:
    """Return a request's settings with the names of its prompt put in. An @ before no saved name stays text.

    Files that are there already keep their place and number; new ones come after them, in the prompt's order.

    Args:
        names: Of all owners.
        owner: Whose names count.
        cls: What the settings are for.
        settings: Field name -> value.

    Raises:
        FieldErrors: A file of a name is gone, or the model takes no such files.
    """
    field, changed = cls.field_of(Role.PROMPT), dict(settings)
    prompt = changed.get(field or "")
    if field is None or not isinstance(prompt, str):
        return changed
    found = await names.mentioned(owner, prompt)
    if not found:
        return changed
    said: dict[str, str] = {}
    for name, files in found.items():
        said[name] = (", " if not _CHINESE.search(prompt) else "和").join(
            _put_in(cls, changed, file, name, prompt) for file in files
        )
    return changed | {field: without_names(prompt, said)}


def _put_in(cls: type[GenerationRequest], settings: dict[str, Any], file: Reference, name: str, prompt: str) -> str:
    """Add one file to the settings unless it is there, and return how the prompt calls it."""
    role, english, chinese = _TRAYS[file.info.kind]
    field = cls.field_of(role)
    if field is None:
        raise FieldErrors(
            {
                str(cls.field_of(Role.PROMPT)): happened(
                    "name_of_picture" if file.info.kind == "image" else "name_of_video", name=name
                )
            }
        )
    values = media_values(settings.get(field))
    if file.value not in values:
        values.append(file.value)
    settings[field] = as_held(cls.model_fields[field], values)
    return (chinese if _CHINESE.search(prompt) else english).format(values.index(file.value) + 1)
