"""What people see who are not let in: the login, or a plain page that says what to set; and logging in and out."""

from html import escape
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import Scope

from ui.asking.static_files import static_url
from ui.door.identity import LOGIN_S, VISIT_S
from ui.door.subpath import cookie_path, to_home
from ui.door.who_asks import Door, EntryWay, TooManyLogins
from words.language import CURRENT, TAGS, marked, t

_LARGEST_FORM = 10_000
_CLOSED = (
    marked("Easel is closed to requests from elsewhere. Its owner opens it by one of these settings and a new start."),
    ("EASEL_AUTH=name:password", marked("People log in. Each sees only what is theirs, and your keys pay.")),
    ("EASEL_OPEN=1", marked("Everybody may come in. Each browser is a person of its own and brings its own keys.")),
)
_NOT_KEPT = marked(
    "You are logged out until Easel is started again: it could not be written to the disk. If somebody may hold a copy "
    "of this login, have your password in EASEL_AUTH changed."
)
_SENTENCES = {
    EntryWay.ALONE: marked("On its own machine Easel needs no login; open it there at its local address."),
    EntryWay.CLOSED: marked(
        "On a Hugging Face Space, hf_oauth: true in the README lets people sign in with their account."
    ),
}


def wants_html(headers: Headers) -> bool:
    """Return whether a person is looking, rather than a program or a script of the page."""
    return "text/html" in headers.get("accept", "")


def sign_in_needed(door: Door, scope: Scope) -> Response:
    """Answer somebody who has shown nothing that counts."""
    if not wants_html(Headers(scope=scope)):
        return _json(401, _program_sentence(door), way=door.entry.value)
    if door.entry is EntryWay.LOGIN:
        return _page(t("Log in"), _login_form(""), 401, scope)
    if door.entry is EntryWay.HUGGING_FACE:
        return _page(t("Sign in"), _hugging_face(), 401, scope)
    if door.entry is EntryWay.VISITORS:  # a page that is opened gets an identity, so this is something else
        return _page(t("Open the page first"), f'<p><a href="./">{t("Open Easel")}</a></p>', 401, scope)
    return _page(t("Closed"), _closed(t(_SENTENCES[door.entry])), 401, scope)


def wrong_host(scope: Scope) -> Response:
    """Answer a request for a name that is not ours."""
    headers = Headers(scope=scope)
    name = headers.get("host", "")
    sentence = t(
        "Easel is not set up for the name {name}. Its owner can add it to EASEL_HOSTS and start Easel again.", name=name
    )
    if not wants_html(headers):
        return _json(421, sentence)
    return _page(t("Unknown name"), f"<p>{escape(sentence)}</p>", 421, scope)


def too_many(error: TooManyLogins, scope: Scope) -> Response:
    """Answer somebody who has to wait before the next try."""
    if not wants_html(Headers(scope=scope)):
        return _json(429, str(error))
    return _page(t("Log in"), _login_form(str(error)), 429, scope)


async def sign_in_or_out(door: Door, request: Request) -> Response:
    """Answer /login and /logout. The form's fields are those that Gradio's clients send, too."""
    if request.url.path.rstrip("/").endswith("/logout"):
        return _log_out(door, request)
    if request.method != "POST" or door.entry is not EntryWay.LOGIN:
        return RedirectResponse("/", status_code=303)
    form = await _form(request)
    name, password = form.get("username", "").strip(), form.get("password", "")
    try:
        if not door.log_in(request.scope, name, password):
            sentence = t("This name and password do not fit together. Try again.")
            # Gradio's clients tell a wrong password by this status.
            if not wants_html(request.headers):
                return _json(401, sentence)
            return _page(t("Log in"), _login_form(sentence), 401, request.scope)
    except TooManyLogins as error:
        return too_many(error, request.scope)
    html = wants_html(request.headers)
    response = RedirectResponse("/", status_code=303) if html else JSONResponse({"success": True})
    set_identity(door, response.headers, request.scope, door.identities.login(name, door.now_s()), LOGIN_S)
    known = door.identities.known_browser(name)
    set_identity(door, response.headers, request.scope, known, VISIT_S, door.identities.browser_cookie)
    return response


def from_elsewhere(headers: Headers) -> bool:
    """Return whether a page of another site sent the browser here: none of them may log anybody out."""
    return headers.get("sec-fetch-site") in ("cross-site", "same-site")


def _log_out(door: Door, request: Request) -> Response:
    response: Response = RedirectResponse("/", status_code=303)
    if from_elsewhere(request.headers):
        return response
    if not door.log_out(request.scope, everywhere="everywhere" in request.query_params):
        response = _page(t("Log in"), _login_form(t(_NOT_KEPT)), 200, request.scope)
    set_identity(door, response.headers, request.scope, "", 0)
    return response


def set_identity(
    door: Door, headers: MutableHeaders, scope: Scope, token: str, lives_s: int, name: str | None = None
) -> None:
    """Add a cookie with a token to an answer's headers: the one that says who it is, or the one of this name.

    On a Space the page stands in a frame of another site, where browsers send only cookies that are declared for it.
    """
    https = scope["scheme"] == "https" or Headers(scope=scope).get("x-forwarded-proto", "").startswith("https")
    place = "SameSite=None; Secure; Partitioned" if door.access.space else "SameSite=Lax"
    if https and not door.access.space:
        place += "; Secure"
    limits = f"Path={cookie_path(scope)}; Max-Age={lives_s}; HttpOnly; {place}"
    cookie = f"{name or door.identities.cookie}={token}; {limits}"
    headers.append("Set-Cookie", cookie)


async def _form(request: Request) -> dict[str, str]:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_FORM:
            return {}
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[-1] for name, values in fields.items()}


def _program_sentence(door: Door) -> str:
    return {
        EntryWay.LOGIN: t("Log in first: Client(url, auth=(name, password)), or HTTP Basic authentication."),
        EntryWay.HUGGING_FACE: t("Sign in with Hugging Face first, in a browser."),
        EntryWay.VISITORS: t("Get /config first and send its cookie with every request, as gradio_client does."),
        EntryWay.ALONE: f"{t(_CLOSED[0])} {t('See its README under Let others in.')}",
        EntryWay.CLOSED: f"{t(_CLOSED[0])} {t('See its README under Let others in.')}",
    }[door.entry]


def _json(status: int, sentence: str, **facts: str) -> Response:
    headers = {"Cache-Control": "no-store"}
    return JSONResponse({"error": sentence, "detail": sentence, **facts}, status_code=status, headers=headers)


def _login_form(sentence: str) -> str:
    said = f'<p class="said" role="alert">{escape(sentence)}</p>' if sentence else ""
    return f"""{said}<form method="post" action="login">
<label>{t("Name")}<input name="username" autocomplete="username" autocapitalize="none" required autofocus></label>
<label>{t("Password")}<input name="password" type="password" autocomplete="current-password" required></label>
<button>{t("Log in")}</button></form>"""


def _hugging_face() -> str:
    return (
        f"<p>{t('Each account sees only what it made here.')}</p>"
        f'<p><a class="button" href="login/huggingface">{t("Sign in with Hugging Face")}</a></p>'
    )


def _closed(more: str) -> str:
    lead, *settings = _CLOSED
    rows = "".join(f"<dt><code>{escape(name)}</code></dt><dd>{escape(t(text))}</dd>" for name, text in settings)
    return f"<p>{escape(t(lead))}</p><dl>{rows}</dl><p>{escape(more)}</p>"


def _page(title: str, content: str, status: int, scope: Scope) -> Response:
    html = f"""<!doctype html><html lang="{TAGS[CURRENT.get()]}"><head><meta charset="utf-8">
<base href="{to_home(scope)}"><title>{title} · Easel</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<link rel="stylesheet" href="{static_url("page/sign_in.css")}"></head>
<body><main><p class="mark">Easel</p><h1>{title}</h1>{content}</main></body></html>"""
    return HTMLResponse(
        html,
        status,
        {
            "Cache-Control": "no-store",
            "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'self'",
        },
    )
