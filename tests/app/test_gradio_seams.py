"""What leans on how Gradio is made does what it is for in the Gradio that is installed."""

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from launched import App, http, started

from ui.asking import page_scripts

KEPT = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def easel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with started(App({}, tmp_path_factory.mktemp("easel"))) as app:
        yield app


def got(easel: App, path: str) -> httpx.Response:
    return http.get(easel.url + path)


def assigned(page: str, name: str) -> Any:
    return json.JSONDecoder().raw_decode(page, page.index(f"window.{name} = ") + len(f"window.{name} = "))[0]


def ids(layout: dict[str, Any]) -> set[int]:
    return {layout["id"]}.union(*(ids(child) for child in layout.get("children") or ()))


def test_lean_page_describes_what_people_see_and_nothing_else(easel: App) -> None:
    page = got(easel, "/").text
    config = assigned(page, "gradio_config")
    components = {one["id"] for one in config["components"]}
    assert not [one for one in config["components"] if one["type"] == "api"]
    assert {one["api_visibility"] for one in config["dependencies"]} == {"private"}
    for layout in (config["layout"], config["page"][""]["layout"]):
        assert ids(layout) - {layout["id"]} == components
    assert set(config["page"][""]["components"]) == components
    assert set(config["page"][""]["dependencies"]) == {one["id"] for one in config["dependencies"]}
    for event in config["dependencies"]:
        assert {*event["inputs"], *event["outputs"]} <= components
    assert assigned(page, "gradio_api_info") == {"named_endpoints": {}, "unnamed_endpoints": {}}


def test_lean_page_describes_it_as_gradio_does(easel: App) -> None:
    lean = assigned(got(easel, "/").text, "gradio_config")
    whole = assigned(got(easel, "/?view=api").text, "gradio_config")
    theirs = {one["id"]: one for one in whole["components"]}
    for one in lean["components"]:
        assert one == {name: value for name, value in theirs[one["id"]].items() if name in one}
        assert one["props"] == theirs[one["id"]]["props"]
    assert [event for event in whole["dependencies"] if event in lean["dependencies"]] == lean["dependencies"]
    differing = {name for name in whole if whole[name] != lean[name]}
    assert differing == {"components", "dependencies", "layout", "page", "head"}


def test_lean_page_holds_our_tags_where_browsers_see_them_at_once(easel: App) -> None:
    head, body = got(easel, "/").text.split("</head>")
    assert head.endswith(page_scripts.head())
    assert page_scripts.head() not in body
    whole = got(easel, "/?view=api").text
    assert assigned(whole, "gradio_config")["head"] == page_scripts.head()


def test_lean_page_leaves_programs_and_the_sheet_of_the_api_every_endpoint(easel: App) -> None:
    config = got(easel, "/config").json()
    assert any(one["type"] == "api" for one in config["components"])
    public = {f"/{one['api_name']}" for one in config["dependencies"] if one["api_visibility"] == "public"}
    info = got(easel, "/gradio_api/info").json()
    assert set(info["named_endpoints"]) == public != set()
    sheet = got(easel, "/?view=api").text
    assert set(assigned(sheet, "gradio_api_info")["named_endpoints"]) == public


def test_lean_page_fetches_the_script_for_frames_in_a_frame_only(easel: App) -> None:
    page = got(easel, "/").text
    assert page.count("if (window.parent !== window) document.head.appendChild(script);") == 1
    assert page.index("iframeResizer.contentWindow") < page.index("if (window.parent !== window)")


def test_kept_assets_are_those_that_are_named_by_their_content(easel: App) -> None:
    page = got(easel, "/").text
    assets = re.findall(r'(?:src|href)="\.(/assets/[^"]+)"', page)
    assert len(assets) >= 2
    theme = f"/theme.css?v={assigned(page, 'gradio_config')['theme_hash']}"
    for address in (*assets, theme):
        response = got(easel, address)
        assert (response.status_code, response.headers.get("cache-control")) == (200, KEPT), address
    for address in ("/", "/config", "/theme.css", "/assets/missing-0123abcd.js", "/gradio_api/info"):
        assert "cache-control" not in got(easel, address).headers, address
