"""A seed for what somebody left without one, so that any result can be made again."""

import secrets
from collections.abc import Mapping
from typing import Any

from providers.fields import MAX_SEED
from providers.spec import GenerationRequest, Role

VENDORS_SEED = "vendor"
"""Given in place of a seed: none is sent, and the vendor chooses its own."""


def new_seed(*classes: type[GenerationRequest]) -> int:
    """Return a seed by chance, within the limits of all these models; those that take none do not count."""
    least, most = 0, MAX_SEED
    for cls in classes:
        name = cls.field_of(Role.SEED)
        for limit in cls.model_fields[name].metadata if name else ():
            least = max(least, getattr(limit, "ge", least))
            most = min(most, getattr(limit, "le", most))
    return least + secrets.randbelow(most - least + 1)


def with_seed(cls: type[GenerationRequest], settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return a request's settings with a seed, as they are where the model takes none.

    The vendors' documents say that a model chooses a seed when none is sent, and most never tell which: one that Easel
    chooses is as good, and known. `VENDORS_SEED` leaves it to the vendor.

    Args:
        cls: What the settings are for.
        settings: Field name -> value; a seed that is given stays, a wrong one, too.
    """
    seed, changed = cls.field_of(Role.SEED), dict(settings)
    if seed is None:
        return changed
    if changed.get(seed) == VENDORS_SEED:
        changed[seed] = None
    elif changed.get(seed) in (None, ""):
        changed[seed] = new_seed(cls)
    return changed
