"""How the scripts and styles of `ui/static/` come to the components of the page."""

from collections.abc import Mapping

from ui.asking.static_files import JOINED_SCRIPT, JOINED_STYLE, script_in, static_url
from words.language import ENGLISH, LANGUAGES


def on_load(module: str, call: str) -> str:
    """Return the `js_on_load` of a component that calls what a module exports.

    Args:
        module: Its name in ui/static.
        call: The call, as "stage(element, {server, props})", with the names that Gradio hands to `js_on_load`.
    """
    exported = f'{{modules: {{"{module}": {{{call.partition("(")[0]}}}}}}}'
    script = f'import(new URL("{static_url(JOINED_SCRIPT)}", document.baseURI))'
    return f"{script}.then(({exported}) => {{ {call}; }});"


def head() -> str:
    """Return the tags for the page's head: all styles, and all modules, for the first component that calls one.

    Styles stand here and not in `css=`, which Gradio would rewrite with its own prefix.
    """
    return (
        f'<link rel="stylesheet" href="{static_url(JOINED_STYLE)}">'
        f'<link rel="modulepreload" href="{static_url(JOINED_SCRIPT)}">'
    )


def script_addresses() -> Mapping[str, Mapping[str, str]]:
    """Return language -> address of the English script -> that of the script that speaks this language."""
    return {
        language: {static_url(JOINED_SCRIPT): static_url(script_in(language))}
        for language in LANGUAGES
        if language != ENGLISH
    }
