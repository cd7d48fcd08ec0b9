"""Every route of the server and what the gate asks of a request for it: a route that is not here is shut."""

from enum import Enum, auto
from functools import lru_cache
from re import Pattern

from starlette.routing import compile_path


class Rule(Enum):
    """What a request must show before it is let through."""

    PUBLIC = auto()
    """Nothing: scripts, styles and signs of life, the same bytes for everybody."""
    PAGE = auto()
    """Who is asking. It holds nobody's data; a new visitor gets an identity here."""
    OWN = auto()
    """Who is asking; what answers looks up nothing but that owner's things (`ui.asking.page.owner_of`)."""
    AGENT = auto()
    """As OWN; an agent is let in by its token, too, and by nothing else where it shows one."""
    SESSION = auto()
    """Who is asking, and that the session named in its body is theirs."""
    STREAM = auto()
    """Who is asking, and that the session named in its address is theirs."""
    CALL = auto()
    """As a session when it starts an event; else that the event named in its address was started by them."""
    CANCEL = auto()
    """Who is asking, and that both session and event are theirs."""
    UPLOAD = auto()
    """Who is asking; the files it answers with become theirs."""
    SIGN_IN = auto()
    """The gate answers itself."""
    OAUTH = auto()
    """Nothing: the way to Hugging Face and back, which finds out who is asking."""
    SHUT = auto()
    """Nobody gets through: a route of Gradio's that Easel does not need."""


def _below(prefix: str, rule: Rule, *names: str) -> dict[str, Rule]:
    """Return the rule for each name, with and without a slash at its end: Gradio declares most routes twice."""
    return {f"{prefix}{name}{end}": rule for name in names for end in ("", "/")}


_API = "/gradio_api"

ROUTES: dict[str, Rule] = {
    # Easel's own. Links are signed for their owner, and their routes compare that with who is asking.
    f"{_API}/easel/static/{{version}}/{{name:path}}": Rule.PUBLIC,
    f"{_API}/easel/file/{{signature}}/{{id}}/{{variant}}/{{name}}": Rule.AGENT,
    f"{_API}/easel/zip/{{signature}}/{{job_id}}/{{name}}": Rule.AGENT,
    f"{_API}/easel/grid/{{signature}}/{{batch_id}}/{{columns}}": Rule.AGENT,
    f"{_API}/easel/model/{{signature}}/{{job_id}}/{{name}}": Rule.AGENT,
    f"{_API}/easel/take/{{what}}/{{signature}}/{{token}}/{{name}}": Rule.AGENT,
    f"{_API}/easel/library": Rule.OWN,
    f"{_API}/easel/mcp": Rule.AGENT,
    "/healthz": Rule.PUBLIC,
    "/readyz": Rule.PUBLIC,
    # The page and what it is made of.
    "/": Rule.PAGE,
    "/assets/{path:path}": Rule.PUBLIC,
    "/static/{path:path}": Rule.PUBLIC,
    "/svelte/{path:path}": Rule.PUBLIC,
    "/theme.css": Rule.PUBLIC,
    f"{_API}/theme.css": Rule.PUBLIC,
    "/favicon.ico": Rule.PUBLIC,
    "/robots.txt": Rule.PUBLIC,
    "/manifest.json": Rule.PUBLIC,
    "/pwa_icon": Rule.PUBLIC,
    "/pwa_icon/{size}": Rule.PUBLIC,
    f"{_API}/startup-events": Rule.PUBLIC,
    **_below(_API, Rule.PUBLIC, "/app_id"),
    **_below("", Rule.PAGE, "/config"),
    **_below(_API, Rule.PAGE, "/info"),
    f"{_API}/openapi.json": Rule.PAGE,
    # Logins. Gradio's own are not used: they forget everybody at a restart.
    **_below("", Rule.SIGN_IN, "/login", "/logout"),
    "/login/huggingface": Rule.OAUTH,
    "/login/callback": Rule.OAUTH,
    # Events, their answers and their files.
    **_below(_API, Rule.SESSION, "/run/{api_name}", "/api/{api_name}", "/component_server"),
    f"{_API}/queue/join": Rule.CALL,
    f"{_API}/queue/data": Rule.STREAM,
    f"{_API}/heartbeat/{{session_hash}}": Rule.STREAM,
    **_below(_API, Rule.CALL, "/call/{api_name}", "/call/v2/{api_name}"),
    f"{_API}/call/{{api_name}}/{{event_id}}": Rule.CALL,
    f"{_API}/call/v2/{{api_name}}/{{event_id}}": Rule.CALL,
    f"{_API}/cancel": Rule.CANCEL,
    **_below(_API, Rule.OWN, "/reset"),
    f"{_API}/queue/status": Rule.OWN,
    f"{_API}/upload": Rule.UPLOAD,
    # Easel shows files by links of its own; Gradio's would show anybody's.
    f"{_API}/file={{path_or_url:path}}": Rule.SHUT,
    f"{_API}/file/{{path:path}}": Rule.SHUT,
    f"{_API}/proxy={{url_path:path}}": Rule.SHUT,
    f"{_API}/upload_progress": Rule.SHUT,
    f"{_API}/deep_link": Rule.SHUT,
    f"{_API}/process_recording": Rule.SHUT,
    f"{_API}/custom_component/{{id}}/{{environment}}/{{type}}/{{file_name}}": Rule.SHUT,
    f"{_API}/stream/{{event_id}}": Rule.SHUT,
    f"{_API}/stream/{{event_id}}/close": Rule.SHUT,
    f"{_API}/stream/{{session_hash}}/{{run}}/{{component_id}}/playlist.m3u8": Rule.SHUT,
    f"{_API}/stream/{{session_hash}}/{{run}}/{{component_id}}/{{segment_id}}.{{ext}}": Rule.SHUT,
    f"{_API}/stream/{{session_hash}}/{{run}}/{{component_id}}/playlist-file": Rule.SHUT,
    **_below(_API, Rule.SHUT, "/user", "/login_check", "/token", "/runs"),
    f"{_API}/dev/reload": Rule.SHUT,
    **_below(_API, Rule.SHUT, "/vibe-edit", "/undo-vibe-edit", "/vibe-code", "/vibe-starter-queries"),
    # Only there when switched on, which Easel does not do.
    f"{_API}/run-history/connect": Rule.SHUT,
    f"{_API}/run-history/buckets": Rule.SHUT,
    f"{_API}/run-history/records": Rule.SHUT,
    f"{_API}/run-history/records/{{endpoint}}/{{record_id}}/assets/{{asset_id}}": Rule.SHUT,
    "/openapi.json": Rule.SHUT,
    "/monitoring": Rule.SHUT,
    "/monitoring/summary": Rule.SHUT,
    "/monitoring/{key}": Rule.SHUT,
}
"""Path of a route, as the server declares it -> what is asked of a request."""


@lru_cache(1)
def _patterns() -> list[tuple[Pattern[str], Rule]]:
    return [(compile_path(path)[0], rule) for path, rule in ROUTES.items()]


def rule_of(path: str) -> Rule:
    """Return what is asked of a request for `path`; where two routes could be meant and differ, nothing helps."""
    rules = {rule for pattern, rule in _patterns() if pattern.match(path)}
    return rules.pop() if len(rules) == 1 else Rule.SHUT
