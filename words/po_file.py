"""Reading and writing of gettext's .po files, as far as Easel uses them: comments, texts, plurals."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Translated:
    """A text of the source, what a number makes of it, and its translation.

    Attributes:
        text: The text in English; for one and more of something, the one for one.
        plural: The text for more of it; None where no number matters.
        said: The translation, one for each plural form of the language; empty where it is missing.
    """

    text: str
    plural: str | None
    said: tuple[str, ...]


def read_po(source: str) -> dict[str, Translated]:
    """Return text -> its entry; the entry of "" is the head.

    Raises:
        ValueError: A line is not of a .po file, or a text stands twice.
    """
    found: dict[str, Translated] = {}
    parts: dict[str, str] = {}
    part = ""
    for number, line in enumerate((*source.splitlines(), ""), 1):
        if line.startswith("#"):
            continue
        if line.startswith('"'):
            parts[part] += json.loads(line)
            continue
        keyword, _, quoted = line.partition(" ")
        if parts and (not line or keyword == "msgid"):
            text = parts["msgid"]
            if text in found:
                raise ValueError(f"line {number}: {text!r} stands twice")
            said = tuple(parts[name] for name in sorted(parts) if name.startswith("msgstr") and parts[name])
            found[text] = Translated(text, parts.get("msgid_plural"), said)
            parts = {}
        if line:
            if not quoted.startswith('"'):
                raise ValueError(f"line {number}: {line!r}")
            part, parts[keyword] = keyword, json.loads(quoted)
    return found


def written_po(head: str, entries: Iterable[Translated], places: Mapping[str, str], forms: int) -> str:
    """Return a .po file.

    Args:
        head: The translation of "", with the language and its plural forms.
        entries: The texts, in the order in which they are written.
        places: Text -> the file that it comes from.
        forms: How many plural forms the language has.
    """
    lines = ['msgid ""', 'msgstr ""', *(_quoted(f"{line}\n") for line in head.strip().splitlines()), ""]
    for entry in entries:
        lines.append(f"#: {places[entry.text]}")
        lines.append(f"msgid {_quoted(entry.text)}")
        if entry.plural is None:
            lines.append(f"msgstr {_quoted(entry.said[0] if entry.said else '')}")
        else:
            said = entry.said or ("",) * forms
            lines.append(f"msgid_plural {_quoted(entry.plural)}")
            lines += [f"msgstr[{number}] {_quoted(each)}" for number, each in enumerate(said)]
        lines.append("")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
