"""Gradio's page without what nobody reads of it, and with our own tags where browsers see them at once.

Gradio writes into its page what it knows of every endpoint for programs: their components, their events, and their
descriptions, which only its own sheet of the API ("?view=api") shows. With Easel's fifty endpoints that is half of the
page, and two thirds of the components that its scripts set up before anything can be pressed. `/config`,
`/gradio_api/info` and what else programs ask stay whole.

It leans on two assignments in Gradio's template and on how its configuration names things. Where they look otherwise
the page passes as it is.
"""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.gradio_seams.page_words import in_language, said_config
from words.language import CURRENT, ENGLISH, TAGS, t

_CONFIG = "window.gradio_config = "
_API_INFO = "window.gradio_api_info = "
_FOR_PROGRAMS = ("api_info", "api_info_as_input", "api_info_as_output", "example_inputs")
# Only a page around this one has a use for the script that tells it our size.
_RESIZER = ("iframeResizer.contentWindow", "document.head.appendChild(script);", "if (window.parent !== window) ")
_REMEMBERED = 8


class LeanPage:
    """Takes out of the page what is there for programs, on its way out."""

    def __init__(self, app: ASGIApp, addresses: Mapping[str, Mapping[str, str]] | None = None) -> None:
        """Stand before `app`.

        Args:
            app: What answers in the end.
            addresses: Language -> address in the page -> what stands there in this language.
        """
        self.app = app
        self._in_language = addresses or {}
        self._made: OrderedDict[tuple[str, bytes], bytes] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if not _asks_for_page(scope):
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        chunks: list[bytes] = []

        async def send_lean(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
            elif start is None:
                await send(message)
            else:
                chunks.append(message.get("body", b""))
                if not message.get("more_body", False):
                    body = self._lean(b"".join(chunks))
                    headers = MutableHeaders(scope=start)
                    headers["Content-Length"] = str(len(body))
                    headers["Content-Language"] = TAGS[CURRENT.get()]
                    headers.add_vary_header("Cookie, Accept-Language")
                    await send(start)
                    await send({"type": "http.response.body", "body": body})

        await self.app(scope, receive, send_lean)

    def _lean(self, page: bytes) -> bytes:
        language = CURRENT.get()
        key = (language, hashlib.sha256(page).digest())
        if key not in self._made:
            self._made[key] = lean_page(page.decode(), language, self._in_language).encode()
        self._made.move_to_end(key)
        if len(self._made) > _REMEMBERED:
            self._made.popitem(last=False)
        return self._made[key]


def lean_page(page: str, language: str = ENGLISH, addresses: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """Return Gradio's page without what is there for programs, or as it is where it does not look as expected.

    Args:
        page: As Gradio wrote it.
        language: The one of its texts.
        addresses: Language -> address in the page -> what stands there in this language.
    """
    try:
        before, config, after = _taken_apart(page, _CONFIG)
        between, _, rest = _taken_apart(after, _API_INFO)
        # Gradio's scripts would add these tags, seconds later: browsers fetch what they see at once.
        kept = lean_config({**config, "head": None})
        tags, lean = config["head"] or "", _in_script(said_config(kept, t) if language != ENGLISH else kept)
        between_tags, rest = rest.split("</head>", 1)
    except (ValueError, KeyError, TypeError):
        return page
    no_api = _in_script({"named_endpoints": {}, "unnamed_endpoints": {}})
    api_info = f"{between}{_API_INFO}{no_api}{_resized_in_a_frame(between_tags)}"
    made = f"{before}{_CONFIG}{lean}{api_info}{tags}</head>{rest}"
    for address, other in (addresses or {}).get(language, {}).items():
        made = made.replace(address, other)
    return in_language(made, TAGS[language])


def lean_config(config: dict[str, Any]) -> dict[str, Any]:
    """Return Gradio's configuration without components, events and descriptions that are there for programs.

    Raises:
        KeyError, TypeError: It does not look as expected.
    """
    unseen = {one["id"] for one in config["components"] if one["type"] == "api"}
    events = [one for one in config["dependencies"] if unseen.isdisjoint((*one["inputs"], *one["outputs"]))]
    kept = {one["id"] for one in events}
    return {
        **config,
        "components": [
            {name: value for name, value in one.items() if name not in _FOR_PROGRAMS}
            for one in config["components"]
            if one["id"] not in unseen
        ],
        "dependencies": events,
        "layout": _pruned(config["layout"], unseen),
        "page": {
            name: {
                **page,
                "components": [one for one in page["components"] if one not in unseen],
                "dependencies": [one for one in page["dependencies"] if one in kept],
                "layout": _pruned(page["layout"], unseen),
            }
            for name, page in config["page"].items()
        },
    }


def _pruned(node: dict[str, Any], unseen: set[int]) -> dict[str, Any]:
    children = [_pruned(child, unseen) for child in node.get("children") or () if child["id"] not in unseen]
    return {**node, "children": children}


def _taken_apart(text: str, assignment: str) -> tuple[str, Any, str]:
    """Return what stands before an assignment, the value that it assigns, and what stands after that.

    Raises:
        ValueError: There is no such assignment, or not of JSON.
    """
    at = text.index(assignment)
    value, end = json.JSONDecoder().raw_decode(text, at + len(assignment))
    return text[:at], value, text[end:]


def _in_script(value: Any) -> str:
    """Return a value as JSON that ends no script element, whatever texts it holds."""
    text = json.dumps(value, separators=(",", ":"))
    for character in "<>&'":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _resized_in_a_frame(head: str) -> str:
    name, line, condition = _RESIZER
    at = head.find(line, head.find(name))
    return head if at < 0 or name not in head else head[:at] + condition + head[at:]


def _asks_for_page(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and scope["path"] == "/"
        and b"view=" not in scope["query_string"]
    )


def _is_page(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    return start["status"] == 200 and headers.get("content-type", "").startswith("text/html")
