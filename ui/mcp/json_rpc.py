"""Messages of the Model Context Protocol: JSON-RPC 2.0, in the versions with and without a handshake.

Sources: modelcontextprotocol.io, specification 2026-07-28 (basic, versioning, streamable HTTP) and 2025-11-25.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import Headers

MODERN = "2026-07-28"
"""Every request says its version and what its client can; there is no handshake and no session."""
LEGACY = ("2025-11-25", "2025-06-18")
"""A handshake first. Both are the same in all that is used here."""
_OLDER = "2025-03-26"
"""What clients say that never agreed to a version; everything here was the same then."""
VERSIONS = (MODERN, *LEGACY)

PARSE_ERROR, INVALID_REQUEST, NO_METHOD, INVALID_PARAMS, INTERNAL_ERROR = -32700, -32600, -32601, -32602, -32603
NO_RESOURCE = -32002
"""In the version with a handshake only."""
HEADER_MISMATCH, MISSING_CAPABILITY, UNSUPPORTED_VERSION = -32020, -32021, -32022

TASKS = "io.modelcontextprotocol/tasks"
_META = "io.modelcontextprotocol/"
_NAMED_BY = {"tools/call": "name", "prompts/get": "name", "resources/read": "uri"}

Message = dict[str, Any]


class RpcError(Exception):
    """A request that cannot be answered.

    Attributes:
        code: Of JSON-RPC.
        status: Of HTTP, in the modern version; the legacy one answers 200 to every request that could be read.
        data: More about it.
    """

    def __init__(self, code: int, sentence: str, *, status: int = 200, data: Any = None) -> None:
        super().__init__(sentence)
        self.code = code
        self.status = status
        self.data = data

    def message(self, id_: Any) -> Message:
        """Return the answer to the request of this id; None: it could not be read."""
        error: Message = {"code": self.code, "message": str(self)}
        if self.data is not None:
            error["data"] = self.data
        return {"jsonrpc": "2.0", **({} if id_ is None else {"id": id_}), "error": error}


@dataclass(frozen=True)
class Incoming:
    """One message of a client.

    Attributes:
        id: Of a request; None: a notification, or an answer to a request of ours.
        method: "" for an answer.
        params: Its parameters, `_meta` among them.
        answer: The whole message, where it answers a request of ours.
        version: The modern one where it says so; else None.
    """

    id: str | int | None
    method: str
    params: Message = field(default_factory=dict[str, Any])
    answer: Message | None = None
    version: str | None = None

    @property
    def meta(self) -> Mapping[str, Any]:
        """What the request says about itself."""
        found = self.params.get("_meta")
        return found if isinstance(found, dict) else {}

    @property
    def modern(self) -> bool:
        """Whether it speaks the version without a handshake."""
        return self.version is not None

    @property
    def capabilities(self) -> Mapping[str, Any]:
        """What a modern client can, as it says with every request."""
        found = self.meta.get(f"{_META}clientCapabilities")
        return found if isinstance(found, dict) else {}

    @property
    def progress_token(self) -> str | int | None:
        """By what the client wants to hear of progress, if it does."""
        token = self.meta.get("progressToken")
        return token if isinstance(token, str | int) and not isinstance(token, bool) else None


def id_in(body: Any) -> str | int | None:
    """Return the id of what may be no good request: its error names it, too."""
    id_ = body.get("id") if isinstance(body, dict) else None
    return id_ if isinstance(id_, str | int) and not isinstance(id_, bool) else None


def read_message(body: Any, headers: Headers | None) -> Incoming:
    """Return the message in a JSON value.

    Args:
        body: What was sent.
        headers: Of its HTTP request; None: it came by standard input, which has none.

    Raises:
        RpcError: It is none, or of a version that is not spoken here, or its headers say something else.
    """
    if not isinstance(body, dict) or body.get("jsonrpc") != "2.0":
        raise RpcError(INVALID_REQUEST, "Send one JSON-RPC 2.0 message.", status=400)
    id_, method, params = body.get("id"), body.get("method"), body.get("params", {})
    if method is None and ("result" in body or "error" in body):
        return Incoming(None, "", answer=body)
    wrong_id = isinstance(id_, bool) or not isinstance(id_, str | int | None) or ("id" in body and id_ is None)
    if not isinstance(method, str) or wrong_id or not isinstance(params, dict):
        raise RpcError(INVALID_REQUEST, "A message has a method, and an id of text or a whole number.", status=400)
    message = Incoming(id_, method, params, version=_version_of(params, headers))
    if message.version is not None:
        _check_modern(message, headers)
    elif headers is not None and method != "initialize":
        said = headers.get("mcp-protocol-version")
        if said is not None and said not in (*LEGACY, _OLDER):
            raise _unsupported(said)
    return message


def _version_of(params: Message, headers: Headers | None) -> str | None:
    meta = params.get("_meta")
    said = meta.get(f"{_META}protocolVersion") if isinstance(meta, dict) else None
    header = headers.get("mcp-protocol-version") if headers is not None else None
    if said is None and header == MODERN:
        raise RpcError(INVALID_PARAMS, f"_meta lacks {_META}protocolVersion.", status=400)
    return None if said is None else str(said)


def _check_modern(message: Incoming, headers: Headers | None) -> None:
    """Raise RpcError unless a message is whole, and headers say the same as its body."""
    said = headers.get("mcp-protocol-version") if headers is not None else None
    if said is not None and said != message.version:
        raise _mismatch("mcp-protocol-version")
    if message.version != MODERN:
        raise _unsupported(str(message.version))
    if message.id is not None and not isinstance(message.meta.get(f"{_META}clientCapabilities"), dict):
        raise RpcError(INVALID_PARAMS, f"_meta lacks {_META}clientCapabilities.", status=400)
    if headers is None or message.id is None:
        return
    expected = {"mcp-protocol-version": message.version, "mcp-method": message.method}
    if message.method in _NAMED_BY:
        expected["mcp-name"] = str(message.params.get(_NAMED_BY[message.method], ""))
    for name, value in expected.items():
        said = headers.get(name)
        if said is None or _decoded(said) != value:
            raise _mismatch(name)
    said = headers.get("mcp-name")
    if message.method.startswith("tasks/") and said not in (None, message.params.get("taskId")):
        raise _mismatch("mcp-name")


def _mismatch(name: str) -> RpcError:
    return RpcError(HEADER_MISMATCH, f"The header {name} does not say what the body says.", status=400)


def _decoded(value: str) -> str | None:
    """Return a header's value, which stands in Base64 where ASCII cannot hold it; None where it is broken."""
    if not (value.startswith("=?base64?") and value.endswith("?=")):
        return value
    try:
        return base64.b64decode(value[9:-2], validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None


def _unsupported(said: str) -> RpcError:
    data = {"supported": list(VERSIONS), "requested": said[:100]}
    return RpcError(UNSUPPORTED_VERSION, "This version is not spoken here.", status=400, data=data)
