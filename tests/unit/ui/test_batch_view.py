"""A batch in words, prices and one picture; what is filled in to fan out; the API's way to it."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from file_shelf import LINKS, Shelf, asset, job
from gradio_client.utils import json_schema_to_python_type
from known_names import CUP, HAT, Names
from PIL import Image

from providers.catalogue import REQUESTS
from providers.spec import Capability, Role
from studio.batches.batch import Batch, BatchCell, BatchState
from studio.batches.batch_picture import draw_grid, grid_of, usual_columns
from studio.batches.prompt_wildcards import Axis
from studio.errors import FieldErrors
from studio.ledger.job import Asset, Job, JobState
from studio.sentences.sentences import sentence_of
from ui.api.api_batches import PLAN_PARAMETERS
from ui.asking.page import Page
from ui.views.batch_view import batch_view, cell_price_words, price_words
from ui.wishes.fan_out_wishes import fan_out_wish, models_of, plan_fan_out

FOX, ANY, PRO = (
    "foxapi_wan_2_7_image/wan-2.7-image",
    "anyfast_wan2_7_image/wan2.7-image",
    "foxapi_wan_2_7_image/wan-2.7-image-pro",
)
GATEWAYS = (SimpleNamespace(name="foxapi", title="FoxAPI"), SimpleNamespace(name="anyfast", title="AnyFast"))


def cell(position: int, at: tuple[int, ...], made: Job | None = None, **facts: Any) -> BatchCell:
    usual = BatchCell(
        position=position, at=at, endpoint="foxapi_wan_2_7_image", model="wan-2.7-image", request={}, problem=(),
        sandbox=False, key_id=None, price_least=0.1, price_most=0.2, job=made, refused=(),
    )  # fmt: skip
    return replace(usual, **facts)


def batch(cells: tuple[BatchCell, ...], *axes: Axis) -> Batch:
    return Batch(
        "b1", "ada", "a {red|blue} 灯塔", Capability.TEXT_TO_IMAGE, axes, BatchState.RUNNING, (),
        datetime(2026, 5, 1, tzinfo=UTC), cells,
    )  # fmt: skip


def test_a_price_is_in_all_and_never_nothing_where_it_is_unknown() -> None:
    known, unknown = cell(0, (0,)), cell(1, (1,), price_least=None, price_most=None)
    free, out = cell(2, (2,), sandbox=True, price_least=None, price_most=None), cell(3, (3,), problem="No.")
    assert price_words([known, known, out]) == "$0.20–0.40"
    assert price_words([unknown, unknown]) == "price unknown"
    assert price_words([known, unknown]) == "$0.10–0.20 and more: the price of 1 is unknown"
    assert price_words([known, free]) == "$0.10–0.20; 1 in the sandbox, not charged"
    assert price_words([free, out]) == "Sandbox: nothing is charged"
    assert [cell_price_words(one) for one in (known, unknown, free, out)] == [
        "$0.10–0.20", "price unknown", "not charged", "",
    ]  # fmt: skip


def test_models_run_across_and_the_rest_runs_down() -> None:
    axes = Axis("Choice 1", ("red", "blue")), Axis("Seed", ("7",)), Axis("Model", ("A", "B"))
    whole = batch(tuple(cell(n, at) for n, at in enumerate([(0, 0, 0), (0, 0, 1), (1, 0, 0), (1, 0, 1)])), *axes)
    assert usual_columns(whole) == 2
    grid = grid_of(whole, 2)
    assert (grid.columns, grid.rows) == (("A", "B"), (("red",), ("blue",)))
    assert [[one.at if one else None for one in row] for row in grid.cells] == [
        [(0, 0, 0), (0, 0, 1)],
        [(1, 0, 0), (1, 0, 1)],
    ]
    one_model = replace(whole, axes=(axes[0], Axis("Seed", ("7", "8", "9")), Axis("Model", ("A",))))
    assert usual_columns(one_model) == 1
    assert grid_of(one_model, 1).columns == ("Seed 7", "Seed 8", "Seed 9")


async def test_the_picture_holds_every_result_in_its_place_and_words_for_the_others(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    colours = {"red": (200, 0, 0), "blue": (0, 0, 200)}
    made: dict[str, Asset] = {}
    for name, colour in colours.items():
        file = io.BytesIO()
        Image.new("RGB", (90, 60), colour).save(file, "PNG")
        made[name] = asset(name, await shelf.put(file.getvalue()), width=90, height=60)
    failed = replace(job(()), state=JobState.FAILED)
    cells = (
        cell(0, (0, 0), job((made["red"],))), cell(1, (0, 1), job((made["blue"],))),
        cell(2, (1, 0), failed), cell(3, (1, 1)),
    )  # fmt: skip
    whole = batch(cells, Axis("Choice 1", ("red", "蓝色")), Axis("Model", ("A", "B")))
    sheet = Image.open(io.BytesIO(draw_grid(whole, 1, lambda one: shelf.files.path(one.sha256))))
    pixels = np.asarray(sheet.convert("RGB")).astype(int)
    for place, colour in enumerate(colours.values()):
        ys, xs = np.nonzero(np.abs(pixels - colour).sum(axis=2) < 12)
        assert len(xs) > 200 * 300
        assert (xs.mean() > sheet.width / 2) == bool(place)
        assert ys.mean() < sheet.height / 2
    blank = (np.abs(pixels - (241, 240, 237)).sum(axis=2) < 3).sum()
    assert blank > 2 * 200 * 300
    gone = draw_grid(whole, 1, lambda one: tmp_path / "nowhere")
    assert Image.open(io.BytesIO(gone)).size == sheet.size


class Written:
    """Stands for the batches of a studio: remembers what it was to write down."""

    async def plan(self, owner: str, title: str, axes: Any, cells: Any, keys: Any) -> Any:
        self.cells = cells
        return None


def page(written: Written) -> Page:
    return Page(
        cast(
            Any, SimpleNamespace(gateways=GATEWAYS, requests=REQUESTS, offered=REQUESTS, batches=written, names=Names())
        ),
        LINKS,
    )


async def test_a_form_filled_for_one_model_is_carried_to_the_others_or_says_why_not() -> None:
    written = Written()
    here, models = page(written), models_of(REQUESTS)
    asked = {
        "prompt": "a {red|blue} cup", "models": [FOX, ANY, PRO], "seeds": "1", "model": FOX,
        "values": {"size": "portrait_4_3", "count": 5, "negative_prompt": "blur"},
    }  # fmt: skip
    wish = fan_out_wish(here, models, asked, filled_for=FOX)
    assert [each.title for each in wish.models] == ["Wan 2.7, FoxAPI", "Wan 2.7, AnyFast", "Wan 2.7 Pro"]
    await plan_fan_out(here, "ada", wish)
    fox, anyfast, pro = written.cells[:3]
    assert fox.request.image_size == "portrait_4_3"
    assert pro.request.num_outputs == 5
    assert anyfast.request is None
    assert sentence_of(anyfast.problem) == "Number of images: Use at most 4 pictures, or turn on Series for up to 12."
    await plan_fan_out(here, "ada", replace(wish, values={**wish.values, Role.COUNT: 1}))
    width, height = map(int, written.cells[1].request.size.split("x"))
    assert height > width


async def test_names_are_put_in_cell_by_cell() -> None:
    written = Written()
    edit, image = "foxapi_wan_2_7_image_edit/wan-2.7-image", FOX
    asked = {"prompt": "the {@cup|@anna} at night", "models": [edit, image]}
    await plan_fan_out(page(written), "ann", fan_out_wish(page(written), models_of(REQUESTS), asked))
    made = [(each.request.prompt, each.request.image_urls) for each in written.cells if each.request]
    assert made == [("the image 1 at night", [CUP]), ("the image 1, image 2 at night", [HAT, CUP])]
    assert {sentence_of(each.problem) for each in written.cells if not each.request} == {
        f"Prompt: @{name} stands for a picture, which this model does not take. Use words." for name in ("cup", "anna")
    }


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"models": ["foxapi_wan_2_7_image"]}, "models"),
        ({"models": None}, "models"),
        ({"values": {"colour": "red"}}, "settings"),
        ({"values": [1]}, "settings"),
        ({"prompt": 7}, "prompt"),
        ({"lists": {"colour": "red"}}, "lists"),
        ({"lists": 7}, "lists"),
        ({"seeds": "x" * 30_000}, "seeds"),
    ],
)
def test_what_is_no_wish_names_its_field(asked: dict[str, Any], field: str) -> None:
    with pytest.raises(FieldErrors) as refused:
        fan_out_wish(page(Written()), models_of(REQUESTS), {"prompt": "a", "models": [FOX], **asked})
    assert refused.value.fields.keys() == {field}


def test_a_batch_on_the_page_has_links_words_and_no_secrets() -> None:
    cells = (cell(0, (0,), job((asset("a1", "ab" * 32),)), key_id="key-7"), cell(1, (1,)))
    view = batch_view(page(Written()), batch(cells, Axis("Seed", ("1", "2"))))
    assert view["counts"] == {"done": 1, "under_way": 0, "waiting": 1, "failed": 0, "unclear": 0, "repeatable": 0}
    assert view["axes"] == [{"name": "Seed", "values": ["1", "2"], "labels": ["Seed 1", "Seed 2"]}]
    first, second = (each["job"] for each in view["cells"])
    assert first is not None
    assert first["outputs"][0]["thumb"]
    assert second is None
    assert "key-7" not in str(view)


@pytest.mark.parametrize("parameter", PLAN_PARAMETERS, ids=lambda each: each.name)
def test_clients_can_read_the_parameters_of_a_plan(parameter: Any) -> None:
    assert json_schema_to_python_type(parameter.schema_with_help())
