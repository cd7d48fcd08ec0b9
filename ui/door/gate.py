"""The one check that every request passes: who is asking, and whether what it names is theirs."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

from starlette._utils import get_route_path
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from studio.access.agent import ACTING, Agent
from studio.references.upload_room import UploadRoom
from ui.asking.claims import Claims, Uploads
from ui.asking.languages import language_of
from ui.asking.page import VISIT, Visit
from ui.door.counted_upload import counted_upload
from ui.door.gate_routes import Rule, rule_of
from ui.door.identity import VISIT_S
from ui.door.sign_in import from_elsewhere, set_identity, sign_in_needed, sign_in_or_out, too_many, wrong_host
from ui.door.who_asks import Door, EntryWay, TooManyLogins, bearer_token
from words.language import CURRENT, t

LARGEST_BODY = 64 * 1024 * 1024
"""Largest event: a picture as a data URI fits; files are uploaded."""

_PARSED_AT_ONCE = 100_000


class Gate:
    """Lets a request through when `ui.door.gate_routes` says so, with `ui.asking.page.VISIT` in its scope."""

    def __init__(
        self,
        app: ASGIApp,
        door: Door,
        seen: Callable[[str], None],
        room: UploadRoom,
        agent_of: Callable[[str], Awaitable[Agent | None]],
    ) -> None:
        """Stand before `app`.

        Args:
            app: What answers in the end.
            door: Says who is asking.
            seen: Is told of each owner who asks.
            room: Counts uploads.
            agent_of: Returns whose token an agent shows.
        """
        self.app = app
        self.door = door
        self._seen = seen
        self._room = room
        self._agent_of = agent_of
        self._claims = Claims()
        self._uploads = Uploads()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            CURRENT.set(language_of(Headers(scope=scope)))
            ACTING.set(None)
            await self._answer(scope, receive, send)
        else:  # nothing here speaks WebSocket
            await send({"type": "websocket.close", "code": 1008})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = get_route_path(scope)
        rule = rule_of(path)
        headers = Headers(scope=scope)
        if rule is Rule.PUBLIC:
            return await self.app(scope, receive, send)
        if rule is Rule.SHUT:
            return await _nothing_here()(scope, receive, send)
        # Alone, a name that is not this machine's is somebody from elsewhere: who is told so, not asked for the name.
        if self.door.entry is not EntryWay.ALONE and not self.door.knows_host(headers):
            return await wrong_host(scope)(scope, receive, send)
        if rule is Rule.OAUTH:
            return await self.app(scope, receive, send)
        if rule is Rule.SIGN_IN:
            if self.door.entry is EntryWay.HUGGING_FACE:
                if path.rstrip("/").endswith("/logout") and not from_elsewhere(headers):
                    self.door.log_out(scope)
                return await self.app(scope, receive, send)  # Gradio's own /logout takes the cookie away
            response = await sign_in_or_out(self.door, Request(scope, receive))
            return await response(scope, receive, send)
        token = bearer_token(headers)
        try:
            owner = self.door.owner(scope) if token is None else await self._owner_of_agent(rule, token, scope)
        except TooManyLogins as error:
            return await too_many(error, scope)(scope, receive, send)
        if owner is None and token is not None:
            return await _no_token()(scope, receive, send)
        if owner is None and rule is Rule.PAGE and self.door.entry is EntryWay.VISITORS:
            owner, send = self._welcome(scope, send)
        if owner is None:
            return await sign_in_needed(self.door, scope)(scope, receive, send)
        self._seen(owner)
        scope[VISIT] = Visit(owner, self._uploads)
        await self._let_through(rule, path, owner, scope, receive, send)

    async def _owner_of_agent(self, rule: Rule, token: str, scope: Scope) -> str | None:
        """Return for whom an agent asks, and remember which; None where its token does not open this route."""
        agent = await self._agent_of(token) if rule is Rule.AGENT else None
        if agent is None or not self.door.lets_in(scope, agent.owner):
            return None
        ACTING.set(agent)
        return agent.owner

    def _welcome(self, scope: Scope, send: Send) -> tuple[str, Send]:
        """Return a new identity, and a `send` that gives the browser its cookie."""
        owner, token = self.door.identities.visitor(self.door.now_s())

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                set_identity(self.door, MutableHeaders(scope=message), scope, token, VISIT_S)
            await send(message)

        return owner, send_with_cookie

    async def _let_through(self, rule: Rule, path: str, owner: str, scope: Scope, receive: Receive, send: Send) -> None:
        named: EventNames | None = None
        if rule in (Rule.SESSION, Rule.CALL, Rule.CANCEL) and scope["method"] == "POST":
            try:
                body, receive = await _body(receive)
                named = await _named(body)
            except BadBody as error:
                return await PlainTextResponse(str(error), error.status)(scope, receive, send)
        if not self._theirs(rule, path, owner, scope, named):
            return await _nothing_here()(scope, receive, send)
        if rule is Rule.CALL and named is not None:
            send = _seeing_answer(send, lambda answer: self._started(answer, owner))
        elif rule is Rule.UPLOAD:
            return await counted_upload(
                self.app,
                self._room,
                owner,
                scope,
                receive,
                _seeing_answer(send, lambda answer: self._uploaded(answer, owner)),
            )
        await self.app(scope, receive, send)

    def _theirs(self, rule: Rule, path: str, owner: str, scope: Scope, named: "EventNames | None") -> bool:
        """Return whether every session and event that a request names is its owner's."""
        last = path.rstrip("/").rpartition("/")[2]
        match rule:
            case Rule.STREAM:
                query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
                sessions = query.get("session_hash", []) if path.endswith("/queue/data") else [last]
                return bool(sessions) and all(self._claims.claim("session", name, owner) for name in sessions)
            case Rule.CALL if named is None:
                return self._claims.holds("event", last, owner)
            case Rule.SESSION | Rule.CALL | Rule.CANCEL if named is not None:
                if rule is Rule.CANCEL and not self._claims.holds("event", named.event or "", owner):
                    return False
                return named.session is None or self._claims.claim("session", named.session, owner)
            case _:
                return True

    def _started(self, answer: Any, owner: str) -> None:
        event = answer.get("event_id") if isinstance(answer, dict) else None
        if isinstance(event, str):
            self._claims.claim("event", event, owner)
            self._claims.claim("session", event, owner)  # an event without a session is its own

    def _uploaded(self, answer: Any, owner: str) -> None:
        paths = [path for path in answer if isinstance(path, str)] if isinstance(answer, list) else []
        for path in paths:
            self._uploads.uploaded(path, owner)
        self._room.arrived(owner, paths)


class BadBody(Exception):
    """A body that cannot be looked into; `status` is the answer's."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class EventNames:
    """What the body of an event names."""

    def __init__(self, body: dict[str, Any]) -> None:
        self.session = _text(body, "session_hash")
        self.event = _text(body, "event_id")


def _text(body: dict[str, Any], name: str) -> str | None:
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        raise BadBody(400, f"{name} must be text.")
    return value


async def _named(body: bytes) -> EventNames:
    try:
        read = json.loads(body) if len(body) < _PARSED_AT_ONCE else await asyncio.to_thread(json.loads, body)
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        raise BadBody(400, "Send a JSON object.")
    return EventNames(read)


async def _body(receive: Receive) -> tuple[bytes, Receive]:
    """Return the whole body, and a `receive` that hands it out once more."""
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise BadBody(400, "The request was cut off.")
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        if size > LARGEST_BODY:
            raise BadBody(413, "This request is too large. Upload files instead of sending them inside of it.")
        if not message.get("more_body", False):
            break
    body = b"".join(chunks)
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return body, again


def _seeing_answer(send: Send, see: Callable[[Any], None]) -> Send:
    """Return a `send` that shows `see` the JSON of a good answer before the caller gets its end."""
    chunks: list[bytes] = []
    good = False

    async def seeing(message: Message) -> None:
        nonlocal good
        if message["type"] == "http.response.start":
            good = message["status"] == 200
        elif message["type"] == "http.response.body" and good:
            chunks.append(message.get("body", b""))
            if not message.get("more_body", False):
                with contextlib.suppress(ValueError):
                    see(json.loads(b"".join(chunks)))
        await send(message)

    return seeing


def _no_token() -> Response:
    sentence = t("This token opens nothing here. It may have been revoked; tokens are made under Keys.")
    return PlainTextResponse(sentence, status_code=401, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})


def _nothing_here() -> Response:
    return PlainTextResponse("There is nothing here.", status_code=404)
