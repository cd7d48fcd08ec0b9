"""Every route has a rule: who has not shown who they are gets nothing, and no session or event opens for another."""

import asyncio
import re
from collections.abc import AsyncIterator

import gradio as gr
import pytest
from gradio.routes import App
from starlette.routing import Route
from two_people import (
    Served,
    browser,
    component_call,
    paths_of,
)

from studio.studio import Studio
from ui.door.gate_routes import ROUTES, Rule, rule_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_every_route_has_a_rule(built: tuple[App, gr.Blocks, Studio]) -> None:
    unknown = sorted({path for path, _ in paths_of(built[0].routes)} - ROUTES.keys())
    assert unknown == [], "Say in ui/door/gate_routes.py what a request for these must show."


async def test_a_path_meets_the_rule_of_its_own_route() -> None:
    for template, rule in ROUTES.items():
        path = re.sub(r"\{(\w+)(:\w+)?\}", r"\1-1", template)
        assert rule_of(path) is rule, template


async def test_a_new_route_is_shut_until_it_has_a_rule(built: tuple[App, gr.Blocks, Studio]) -> None:
    app = built[0]
    app.router.routes.insert(0, Route("/gradio_api/easel/brand_new", lambda request: 1 / 0))
    try:
        with pytest.raises(AssertionError, match="brand_new"):
            await test_every_route_has_a_rule(built)
        async with browser(app) as client:
            await client.get("/config")
            assert (await client.get("/gradio_api/easel/brand_new")).status_code == 404
    finally:
        app.router.routes.pop(0)


async def test_without_an_identity_nothing_but_scripts_and_styles_is_served(served: Served) -> None:
    for path, methods in served.routes():
        if ROUTES[path] in (Rule.PUBLIC, Rule.PAGE, Rule.SIGN_IN, Rule.OAUTH):
            continue
        filled = re.sub(r"\{(\w+)(:\w+)?\}", r"\1-1", path)
        for method in methods & {"GET", "POST"}:
            async with browser(served.app) as stranger:
                answer = await stranger.request(method, filled, json={"data": []} if method == "POST" else None)
            assert answer.status_code == (404 if ROUTES[path] is Rule.SHUT else 401), (method, path)
            assert "set-cookie" not in answer.headers


async def test_sessions_and_events_of_one_are_shut_to_the_other(served: Served) -> None:
    fn_index = next(index for index, fn in served.demo.fns.items() if fn.api_name == "list_models")
    body = {"data": [], "fn_index": fn_index, "session_hash": "ada-3"}
    joined = await served.ada.post("/gradio_api/queue/join", json=body)
    event_id = joined.json()["event_id"]
    assert (await served.bob.post("/gradio_api/queue/join", json=body)).status_code == 404
    assert (await served.bob.get("/gradio_api/queue/data", params={"session_hash": "ada-3"})).status_code == 404
    both = "session_hash=bob-3&session_hash=ada-3"
    assert (await served.bob.get(f"/gradio_api/queue/data?{both}")).status_code == 404
    assert (await served.bob.get("/gradio_api/heartbeat/ada-3")).status_code == 404
    assert (await served.bob.get(f"/gradio_api/call/list_models/{event_id}")).status_code == 404
    for session in ("ada-3", "bob-3"):
        cancel = {"session_hash": session, "event_id": event_id, "fn_index": fn_index}
        assert (await served.bob.post("/gradio_api/cancel", json=cancel)).status_code == 404
    assert (await component_call(served.bob, served, "badge_poll", None, "ada-3")).status_code == 404
    assert (await served.bob.post("/gradio_api/run/list_models", json=body)).status_code == 404
    odd = {"data": [], "session_hash": ["ada-3"]}
    assert (await served.bob.post("/gradio_api/run/list_models", json=odd)).status_code == 400
    stream = await served.ada.get("/gradio_api/queue/data", params={"session_hash": "ada-3"})
    assert "process_completed" in stream.text


async def test_an_event_without_a_session_is_its_starters(served: Served) -> None:
    started = await served.ada.post("/gradio_api/call/list_jobs", json={"data": [5]})
    event_id = started.json()["event_id"]
    assert (await served.bob.get(f"/gradio_api/call/list_jobs/{event_id}")).status_code == 404
    assert (await served.bob.get("/gradio_api/queue/data", params={"session_hash": event_id})).status_code == 404
    assert "complete" in (await served.ada.get(f"/gradio_api/call/list_jobs/{event_id}")).text


async def test_a_body_too_large_to_look_into_is_refused(served: Served) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * 1_000_000
            await asyncio.sleep(0)

    answer = await served.ada.post("/gradio_api/run/list_jobs", content=endless())
    assert answer.status_code == 413
