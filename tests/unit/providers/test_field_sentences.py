"""What validation refuses is a sentence for people, whatever was asked: a model, or work on this machine."""

import json
from typing import Any

import pytest
from invented_model import Invented
from pydantic import ValidationError

from providers.catalogue import PROFILE_REQUEST, REQUESTS
from providers.field_sentences import field_sentences
from studio.workbench.operation import Measures
from studio.workbench.operation_list import OPERATIONS

SETTINGS = {each.settings.__name__: each.settings for each in OPERATIONS.values()} | {"Measures": Measures}
ALL = {**SETTINGS, **REQUESTS, PROFILE_REQUEST.endpoint: PROFILE_REQUEST, Invented.endpoint: Invented}
ODD = (
    None,
    -1,
    1.5,
    10**12,
    "",
    "x" * 30_000,
    "\ud800",
    [],
    ["x"],
    ["x"] * 300,
    [[]],
    {},
    {"a": 1},
    float("nan"),
    True,
)


@pytest.mark.parametrize("name", ALL)
def test_no_sentence_speaks_the_validator_s_words(name: str) -> None:
    cls = ALL[name]
    said: set[str] = set()
    for field in (*cls.model_fields, "no_such_field"):
        for value in ODD:
            try:
                cls.model_validate({field: value})
            except ValidationError as error:
                said |= set(field_sentences(cls, error).values())
    assert said
    for sentence in said:
        assert not sentence.startswith("This cannot be used"), sentence
        assert "nput should" not in sentence
        assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("name", "given", "sentences"),
    [
        ("OverlayMaterial", {"amount": 2, "material": "a"}, {"amount": "Use at most 1.", "overlay": "This is needed."}),
        ("OverlayMaterial", {"material": "a", "overlay": "moss", "scale": 0.1}, {"scale": "Use 0.25 or more."}),
        ("OverlayMaterial", {"material": "a", "overlay": "moss", "seed": 2**31}, {"seed": "Use at most 2147483647."}),
        ("OverlayMaterial", {"material": "a", "overlay": "moss", "seed": "soon"}, {"seed": "Use a whole number."}),
        ("OverlayMaterial", {"material": "a", "overlay": "moss", "amount": "much"}, {"amount": "Use a number."}),
        ("FixMaterial", {"material": "a", "fixes": []}, {"fixes": "This may not be empty."}),
        ("FixMaterial", {"material": "a", "fixes": "flip"}, {"fixes": "Give a list."}),
        ("FixMaterial", {"material": "", "fixes": ["flip_green"]}, {"material": "This may not be empty."}),
        ("DrawMaterial", {"words": "Oak", "colour": "red"}, {"colour": "Write a colour as in #9c5a3c."}),
        ("DrawMaterial", {"words": "Oak", "colour": "#9c5a3c\n"}, {"colour": "Write a colour as in #9c5a3c."}),
        ("DrawMaterial", {"words": "Oak", "hue": 3}, {"hue": "There is no such setting."}),
        ("Measures", {"size_m": 0}, {"size_m": "Use more than 0."}),
        ("invented_model", {"prompt": "Oak", "hue": 3}, {"hue": "This model has no such setting."}),
        ("invented_model", {"prompt": "a" * 9, "seed": 1}, {
            "prompt": "Use at most 7 characters; this has 9.", "seed": "Use 3 or more.",
        }),
    ],
)  # fmt: skip
def test_materials_are_worded_as_models_are(name: str, given: dict[str, Any], sentences: dict[str, str]) -> None:
    with pytest.raises(ValidationError) as refused:
        ALL[name].model_validate(given)
    assert field_sentences(ALL[name], refused.value) == sentences


def test_a_colour_is_still_a_pattern_to_programs() -> None:
    shape = json.dumps(SETTINGS["DrawMaterial"].model_json_schema()["properties"]["colour"])
    assert '"pattern": "^#[0-9a-fA-F]{6}$"' in shape
