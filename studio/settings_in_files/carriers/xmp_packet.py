"""XMP packets (ISO 16684-1): one property of our own, JSON text in an element, and the texts others left."""

import html
import re
from collections.abc import Iterator

from studio.settings_in_files.carriers.limits import MAX_TEXTS

_NAMESPACE = 'xmlns:easel="urn:easel:settings"'
_ELEMENT = re.compile(rb"<easel:settings>([^<]*)</easel:settings>")
_ATTRIBUTE = re.compile(rb"\seasel:settings\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_END = b"</rdf:RDF>"
_TEXT = re.compile(
    rb"<(?:\w+:)?(UserComment|description|Description|parameters|prompt|workflow|comment)\b[^<>]*>"
    rb"(?:\s*<rdf:(?:Alt|Bag|Seq)>\s*<rdf:li\b[^<>]*>)?([^<]+)<"
    rb"|\s(?:\w+:)(UserComment|description|Description|parameters|prompt|workflow|comment)\s*=\s*\"([^\"]+)\""
)


def packet(text: str) -> bytes:
    """Return a packet with nothing but the property. `text` is ASCII, as `json.dumps` writes it."""
    return (
        b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        + _description(text)
        + b'</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )


def merged(existing: bytes, text: str) -> bytes | None:
    """Return a packet of somebody else's with the property added, or None where that cannot be done safely."""
    head, end, tail = existing.rpartition(_END)
    return head + _description(text) + end + tail if end else None


def read_property(found: bytes) -> str | None:
    """Return the property's text, or None. Programs that rewrite a packet make an attribute of it."""
    match = _ELEMENT.search(found) or _ATTRIBUTE.search(found)
    if match is None:
        return None
    return html.unescape(next(group for group in match.groups() if group is not None).decode("utf-8", "replace"))


def texts(found: bytes) -> Iterator[tuple[str, str]]:
    """Yield (name, text) of the properties that other programs put settings into."""
    for number, match in enumerate(_TEXT.finditer(found)):
        if number >= MAX_TEXTS:
            return
        name, text = (match[1], match[2]) if match[1] else (match[3], match[4])
        yield name.decode(), html.unescape(text.decode("utf-8", "replace")).strip()


def _description(text: str) -> bytes:
    escaped = html.escape(text, quote=False).encode("ascii")
    return (
        b'<rdf:Description rdf:about="" '
        + _NAMESPACE.encode()
        + b"><easel:settings>"
        + escaped
        + b"</easel:settings></rdf:Description>"
    )
