"""What the page's scripts need of a catalogue, as the module that stands in the place of `kit/catalogue.js`."""

import json
import re
from functools import cache
from pathlib import Path

from words.language import ENGLISH, TAGS, catalogue, plural_rule

_SCRIPTS = Path(__file__).parents[1] / "static"
_STRING = r'"(?:[^"\\\n]|\\.)*"'
_COMMENT = re.compile(r"^\s*(?://|/?\*).*$", re.MULTILINE)
_SAID = re.compile(rf"\bt\(\s*({_STRING})")
_COUNTED = re.compile(rf"\btn\(\s*[^\"]*?,\s*({_STRING}),\s*({_STRING})", re.DOTALL)


def texts_of_script(source: str) -> list[tuple[str, str | None]]:
    """Return (text, its plural or None) of each call of `t` and `tn` in a script."""
    source = _COMMENT.sub("", source)
    found: list[tuple[str, str | None]] = [(json.loads(text), None) for text in _SAID.findall(source)]
    return found + [(json.loads(one), json.loads(many)) for one, many in _COUNTED.findall(source)]


@cache
def texts_of_scripts() -> dict[tuple[str, str | None], str]:
    """Return (text, plural) -> the script that says it, in the order of the files."""
    found: dict[tuple[str, str | None], str] = {}
    for path in sorted(_SCRIPTS.glob("*/**/*.js")):
        for text in texts_of_script(path.read_text("utf-8")):
            found.setdefault(text, f"ui/static/{path.relative_to(_SCRIPTS).as_posix()}")
    return found


def script_words(language: str) -> str:
    """Return the source of the module, with the texts that scripts say; "" for English."""
    if language == ENGLISH:
        return ""
    entries = catalogue(language)
    said = {text: entries[text].said for text, _ in texts_of_scripts() if text in entries and entries[text].said}
    written = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return (
        f'export const tag = "{TAGS[language]}";\n'
        f"export const formOf = (n) => Number({plural_rule(language)});\n"  # C, which is JavaScript here
        f"export const catalogue = {written};\n"
    )
