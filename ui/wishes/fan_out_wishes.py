"""What somebody fills in to fan out, judged: each combination becomes a request or a sentence why it cannot."""

from collections.abc import Mapping, Sequence
from typing import Any

from providers.by_role import model_key
from providers.happened import only_text
from providers.spec import GenerationRequest, Role
from studio.batches.batch import Batch
from studio.batches.batches import PlannedCell
from studio.batches.fan_out import Combination, FannedModel, FanOutWish, fan_out, read_lists
from studio.errors import FieldErrors
from studio.jobs.asked import asked_request
from studio.jobs.seeds import new_seed
from ui.asking.page import Page
from words.language import t

_PER_CELL = {Role.MODEL, Role.PROMPT}
_LONGEST_TEXT = 20_000


async def plan_fan_out(page: Page, owner: str, wish: FanOutWish, keys: Mapping[str, str] | None = None) -> Batch:
    """Write a wish down as a batch that is not started.

    Raises:
        FieldErrors: As `fan_out` and `Batches.plan` raise.
    """
    found = fan_out(wish)
    cells = [await _judged(page, owner, each) for each in found.combinations]
    return await page.studio.batches.plan(owner, wish.prompt, found.axes, cells, keys)


def fan_out_wish(
    page: Page,
    models: Mapping[str, tuple[type[GenerationRequest], str]],
    asked: Mapping[str, Any],
    *,
    filled_for: str | None = None,
) -> FanOutWish:
    """Return the wish of a page or a program.

    Args:
        page: The services.
        models: Model key -> request class and model id, of those that may be asked for.
        asked: `prompt`, `models` (keys), `seeds`, `sizes`, `lists` (text or an object of lists) and `values` (by role).
        filled_for: Key of the model that `values` were chosen for; None: for any.

    Raises:
        FieldErrors: Something is not of its kind, or names no model.
    """
    keys = asked.get("models")
    if not isinstance(keys, list) or not all(isinstance(key, str) and key in models for key in keys):
        raise FieldErrors({"models": t("Name models as list_models does, as endpoint/model.")})
    values = asked.get("values") or {}
    if not isinstance(values, dict) or not all(name in set(Role) for name in values):
        known = ", ".join(role.value for role in Role if role not in _PER_CELL)
        raise FieldErrors({"settings": t("Name settings by one of these: {known}.", known=known)})
    own = {Role(name): value for name, value in values.items() if Role(name) not in _PER_CELL}
    chosen = [models[key] for key in dict.fromkeys(keys)]
    if own.get(Role.SEED) is None:  # one for all: what differs then differs by what was asked
        own[Role.SEED] = new_seed(*(cls for cls, _ in chosen))
    return FanOutWish(
        prompt=_text(asked, "prompt"),
        models=_titled(page, chosen),
        lists=_lists(asked.get("lists") or ""),
        seeds=_text(asked, "seeds"),
        sizes=_text(asked, "sizes"),
        values=own,
        sizes_of=models[filled_for][0] if filled_for is not None and filled_for in models else None,
    )


def models_of(requests: Mapping[str, type[GenerationRequest]]) -> dict[str, tuple[type[GenerationRequest], str]]:
    """Return every model by its key."""
    return {model_key(cls, model): (cls, model) for cls in requests.values() for model in cls.model_labels}


def _titled(page: Page, chosen: Sequence[tuple[type[GenerationRequest], str]]) -> list[FannedModel]:
    labels = [cls.model_labels[model] for cls, model in chosen]
    return [
        FannedModel(cls, model, label if labels.count(label) == 1 else f"{label}, {page.vendor_title(cls.provider)}")
        for (cls, model), label in zip(chosen, labels, strict=True)
    ]


async def _judged(page: Page, owner: str, found: Combination) -> PlannedCell:
    cls, model = found.model.cls, found.model.model
    if found.problem:
        return PlannedCell(found.at, cls, model, None, found.problem)
    try:
        wanted = await asked_request(page.studio.names, owner, cls, found.settings)
        return PlannedCell(found.at, cls, model, wanted)
    except FieldErrors as error:
        name, sentence = next(iter(error.fields.items()))
        label = cls.shown(name).label if name in cls.model_fields else ""
        return PlannedCell(found.at, cls, model, None, (only_text(f"{label}: {sentence}" if label else sentence),))


def _text(asked: Mapping[str, Any], name: str) -> str:
    value = asked.get(name) or ""
    if isinstance(value, int) and name == "seeds":
        return str(value)
    if isinstance(value, list) and name in ("seeds", "sizes"):
        value = ", ".join(str(each) for each in value)
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        raise FieldErrors({name: t("Give a text of at most {longest_text} characters.", longest_text=_LONGEST_TEXT)})
    return value


def _lists(value: Any) -> dict[str, list[str]]:
    if isinstance(value, str):
        return read_lists(value[:_LONGEST_TEXT])
    good = isinstance(value, dict) and all(
        isinstance(each, list) and each and all(isinstance(item, str) for item in each) for each in value.values()
    )
    if not good:
        raise FieldErrors({"lists": t('Give an object of lists, such as {"colour": ["red", "green"]}.')})
    return value
