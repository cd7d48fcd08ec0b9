"""Text with markup, template code, direction marks, NULs and great length: stored as it came, shown in bounds."""

import json
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from scripted_vendor import OWNER, Picture, QuickTime, ScriptedVendor, failed, open_studio, png, run_job

from providers.by_role import model_key, sentences_by_role
from providers.catalogue import REQUESTS, VENDORS
from providers.errors import InvalidRequest
from providers.field_sentences import field_sentences
from providers.plain_text import one_line
from providers.spec import GenerationRequest, Role
from studio.files.naming import download_name, given_name
from studio.sentences.sentences import sentence_of
from ui.api.api_schema import Parameter
from ui.api.endpoint import Endpoint
from ui.api.register import _typed  # pyright: ignore[reportPrivateUsage]
from ui.asking.file_links import content_disposition
from ui.asking.page import Page
from ui.forms.form import Form

NASTY = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "${alert(1)} {{constructor.constructor('alert(1)')()}} <%= 7*7 %> #{7*7}",
    "\u202egnp.exe\u202c \u2066isolate\u2069 \u200f",
    "nul \x00 byte, bell \x07, escape \x1b[31m",
    "'; DROP TABLE jobs; --",
    "👩‍👩‍👧 é 雨 \ufeff \u2028 \u2029",
    "../../etc/passwd\r\nX-Evil: 1",
    "x" * 100_000,
)


@pytest.mark.parametrize("prompt", NASTY, ids=range(len(NASTY)))
async def test_a_prompt_is_stored_and_sent_as_it_was_written(prompt: str, tmp_path: Path) -> None:
    vendor = ScriptedVendor()
    async with open_studio(tmp_path, vendor) as studio:
        job = await run_job(studio, Picture(prompt=prompt))
        again = await studio.jobs.get(OWNER, job.id)
    assert (job.state, again.request["prompt"]) == ("succeeded", prompt)
    assert vendor.submitted == [Picture(prompt=prompt)]
    (asset,) = job.outputs
    assert len(asset.name) <= 60
    assert asset.name == Path(asset.name).name
    assert asset.name.isprintable()


async def test_halves_of_characters_are_mended_for_every_caller_of_the_api() -> None:
    seen: dict[str, Any] = {}

    async def answer(given: dict[str, Any], request: Any) -> None:
        seen.update(given)

    names = ("prompt", "lists", "tag")
    parameters = [Parameter(name, name, {"type": "string"}, False, None, "") for name in names]
    handler = _typed(Endpoint("any", "", parameters, {}, answer))
    await handler("a \ud800", {"x\udc00": [["\ud83d\ude00", {"y": "\udfff"}], 7]}, None, SimpleNamespace(headers={}))
    assert seen == {"prompt": "a \ufffd", "lists": {"x\ufffd": [["\U0001f600", {"y": "\ufffd"}], 7]}}


async def test_half_a_character_becomes_a_mark_that_can_be_stored(tmp_path: Path) -> None:
    vendor = ScriptedVendor()
    async with open_studio(tmp_path, vendor) as studio:
        job = await run_job(studio, Picture(prompt="a \ud800 b \ud83d\ude00"))
    assert job.request["prompt"] == "a \ufffd b \U0001f600"


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
async def test_words_of_a_vendor_are_one_bounded_line(words: str, tmp_path: Path) -> None:
    """What reaches the studio has been through the vendor's parser; here it comes as a provider would hand it over."""
    shown = one_line(words, 600)
    vendor = ScriptedVendor([InvalidRequest(shown, vendor_code="bad", field="prompt")], [failed(shown)])
    async with open_studio(tmp_path, vendor) as studio:
        job = await run_job(studio)
    assert job.error is not None
    assert job.error.startswith(shown)
    assert (job.state, job.charged, job.error_field) == ("failed", "no", "prompt")
    assert len(job.error) <= 610
    assert shown not in sentence_of(job.happened)


async def test_a_field_the_request_does_not_have_is_not_named(tmp_path: Path) -> None:
    async with open_studio(tmp_path, ScriptedVendor([InvalidRequest("no", field="\u202eevil")])) as studio:
        assert (await run_job(studio)).error_field is None


@pytest.mark.parametrize("name", NASTY, ids=range(len(NASTY)))
async def test_names_of_uploads(name: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(png())
    async with open_studio(tmp_path / "data", ScriptedVendor(), clock=QuickTime().clock) as studio:
        kept = await studio.references.keep(OWNER, tmp_path / "a", f"{name}\ud800.png")
        assert (await studio.references.info(OWNER, kept.value)).name == kept.name
    assert 0 < len(kept.name) <= 120
    assert kept.name == one_line(kept.name, 120)
    assert not set(kept.name) & set("/\\\r\n\x00")
    assert kept.name.endswith(".png")
    header = content_disposition("attachment", kept.name)
    assert header.isascii()
    assert header.isprintable()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("C:\\pictures\\cat.png", "cat.png"),
        ("../../x/.htaccess", ".htaccess"),
        ("", "file"),
        ("///", "file"),
        ("\u202e\x00", "file"),
        ("a" * 300 + ".jpeg", "a" * 114 + "….jpeg"),
        ("a" * 300, "a" * 119 + "…"),
        ("." + "b" * 300, "." + "b" * 118 + "…"),
    ],
)
def test_names_are_shown_without_folders_and_in_bounds(name: str, shown: str) -> None:
    assert given_name(name) == shown


@pytest.mark.parametrize(
    ("prompt", "name"),
    [
        ("CON", "easel-con.png"),
        ("nul", "easel-nul.png"),
        ("com¹", "easel-com1.png"),
        ("Lpt9...", "easel-lpt9.png"),
        ("con crete wall", "con-crete-wall.png"),
        ("...", "easel.png"),
        ("../../etc/passwd", "etc-passwd.png"),
        (".htaccess", "htaccess.png"),
        ("a\x00b\u202ec\ud800d", "a-b-c-d.png"),
        ("雨" * 300, "雨" * 48 + ".png"),
        ("${x}", "x.png"),
    ],
)
def test_names_of_downloads_are_safe_everywhere(prompt: str, name: str) -> None:
    found = download_name(prompt, None, 0, 1, "png")
    assert found == name
    assert len(found.encode()) < 255


def test_two_names_that_differ_only_by_position_stay_apart_in_an_archive(tmp_path: Path) -> None:
    names = [download_name("aux", None, position, 2, "png") for position in range(2)]
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in names:
            archive.writestr(name, b"")
        assert archive.namelist() == ["easel-aux-1.png", "easel-aux-2.png"]


# --- the form readers -------------------------------------------------------------------------------------------------

TEXTS = st.one_of(st.sampled_from(NASTY), st.sampled_from(("", " ", "\ud800", "1K", "1280x720", "xy", "url", "16:9")))
VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-(10**20), 10**20), st.floats(), TEXTS, st.just(f"easel:{'a' * 64}"),
        st.sampled_from(("https://example.com/a.png", "javascript:alert(1)", "data:image/png;base64,=", "file:///etc")),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(("width", "height", "v")), inner, max_size=2)
    ),
    max_leaves=4,
)  # fmt: skip
ENTERED = st.dictionaries(st.sampled_from([role for role in Role if role is not Role.MODEL]), VALUES, max_size=8)
FORM = Form("all", list(REQUESTS.values()), cast(Page, None))
KEYS = [model_key(cls, model) for cls in REQUESTS.values() for model in cls.model_labels]


@settings(max_examples=80, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(key=st.sampled_from(KEYS), values=ENTERED)
def test_whatever_is_entered_becomes_a_request_or_a_sentence_per_field(key: str, values: dict[Role, Any]) -> None:
    cls: type[GenerationRequest] = FORM.models[key][0]
    try:
        request = cls.model_validate(FORM.read({Role.PROMPT: "a wall", **values}, key))
    except ValidationError as error:
        sentences = field_sentences(cls, error)
        assert sentences
        for sentence in sentences_by_role(cls, sentences).values():
            sentence.encode()
            assert 0 < len(sentence) < 400
        return
    stored = request.settings()
    assert cls.model_validate(json.loads(json.dumps(stored))) == request
    json.dumps(stored, ensure_ascii=False).encode()


def test_every_vendor_is_in_the_form() -> None:
    assert {FORM.models[key][0].provider for key in KEYS} == {vendor.name for vendor in VENDORS}
