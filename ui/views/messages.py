"""Sentences about fields, each at the control that shows its field."""

from collections.abc import Mapping

from providers.spec import GenerationRequest


def by_role(cls: type[GenerationRequest], sentences: Mapping[str, str]) -> dict[str, str]:
    """Return the sentences by the role whose control shows them; the rest is joined under ""."""
    found: dict[str, str] = {}
    for name, sentence in sentences.items():
        role = cls.shown(name).role.value if name in cls.model_fields else ""
        found[role] = f"{found[role]} {sentence}" if role in found else sentence
    return found
