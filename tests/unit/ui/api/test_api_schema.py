"""The API's parameters say what the request classes say, in a form that Gradio's clients can read."""

from typing import Any

import pytest
from gradio_client.utils import json_schema_to_python_type
from invented_model import Invented

from providers.catalogue import REQUESTS
from ui.api.api_schema import Parameter, parameters_schema, request_parameters


def parameters(endpoint: str) -> dict[str, Parameter]:
    return {parameter.name: parameter for parameter in request_parameters(REQUESTS[endpoint])}


@pytest.mark.parametrize("endpoint", REQUESTS)
def test_parameters_are_the_fields_in_the_vendors_order(endpoint: str) -> None:
    fields = REQUESTS[endpoint].model_fields
    found = request_parameters(REQUESTS[endpoint])
    assert [parameter.name for parameter in found] == list(fields)
    for parameter in found:
        info = fields[parameter.name]
        assert parameter.required == info.is_required()
        assert parameter.schema["description"] == info.description
        assert parameter.schema_with_help()["additional_description"].startswith(info.description)
        assert parameter.default == (None if info.is_required() else info.default)


@pytest.mark.parametrize("endpoint", REQUESTS)
def test_clients_can_read_every_schema(endpoint: str) -> None:
    for parameter in request_parameters(REQUESTS[endpoint]):
        assert "$ref" not in str(parameter.schema)
        assert "null" not in str(parameter.schema)
        printed = json_schema_to_python_type(parameter.schema_with_help())
        assert "Any" not in printed, parameter.name
        assert ("filepath" in printed) == (parameter.name in REQUESTS[endpoint].media_fields())


@pytest.mark.parametrize("endpoint", REQUESTS)
def test_examples_of_required_parameters_make_a_valid_request(endpoint: str) -> None:
    given = {p.name: p.example for p in request_parameters(REQUESTS[endpoint]) if p.required}
    REQUESTS[endpoint](**given)


def test_limits_of_the_documents_are_in_the_schema() -> None:
    wan = parameters("foxapi_wan_2_7_image")
    assert wan["model"].schema["enum"] == ["wan-2.7-image", "wan-2.7-image-pro"]
    assert not wan["model"].required  # the vendor's catalogue gives a default
    assert wan["model"].default == "wan-2.7-image"
    assert parameters("anyfast_wan2_7_image")["model"].required
    assert wan["prompt"].schema["maxLength"] == 2000
    outputs = wan["num_outputs"].schema
    assert (outputs["type"], outputs["minimum"], outputs["maximum"], outputs["default"]) == ("integer", 1, 5, 1)
    assert wan["seed"].schema["maximum"] == 2147483647
    assert "default" not in wan["seed"].schema
    assert wan["image_size"].schema["default"] == "square_hd"

    edit = parameters("foxapi_wan_2_7_image_edit")
    assert (edit["image_urls"].schema["minItems"], edit["image_urls"].schema["maxItems"]) == (1, 4)
    assert edit["num_outputs"].schema["maximum"] == 4

    video = parameters("foxapi_wan_2_7_reference_to_video")
    duration = video["duration"].schema
    assert (duration["minimum"], duration["maximum"], duration["default"]) == (2, 10, 5)
    assert video["resolution"].schema["enum"] == ["720p", "1080p"]

    maps = parameters("foxapi_patina_material")["maps"].schema
    assert maps["items"]["enum"] == ["basecolor", "normal", "roughness", "metalness", "height"]


def test_one_model_is_a_default_and_n_is_sent_anyway() -> None:
    assert parameters("foxapi_patina_material")["model"].default == "patina-material"
    assert parameters("anyfast_wan2_7_image")["n"].default == 1


def test_parameters_of_a_model_are_one_object_schema() -> None:
    schema = parameters_schema(REQUESTS["foxapi_wan_2_7_image"])
    assert schema["required"] == ["prompt"]
    assert schema["additionalProperties"] is False
    assert schema["properties"]["num_outputs"]["maximum"] == 5


def test_an_added_model_gets_its_parameters() -> None:
    found = {parameter.name: parameter for parameter in request_parameters(Invented)}
    helps: dict[str, Any] = {name: p.schema_with_help()["additional_description"] for name, p in found.items()}
    assert helps["prompt"] == "What. At most 7 characters."
    assert helps["seed"] == "Luck. At least 3."
    assert helps["images"] == "Pictures. 1 to 2 items."
    assert helps["model"] == "Which. If left out: invented-1."
    assert json_schema_to_python_type(found["images"].schema) == "list[str | filepath]"
    assert found["title"].schema["type"] == "string"
    assert found["title"].label == "Title"
    assert "title" in parameters_schema(Invented)["properties"]
