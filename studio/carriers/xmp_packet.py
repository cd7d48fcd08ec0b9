"""One property in an XMP packet (ISO 16684-1): JSON text in an element of a namespace of our own."""

import html
import re

_NAMESPACE = 'xmlns:easel="urn:easel:settings"'
_ELEMENT = re.compile(rb"<easel:settings>([^<]*)</easel:settings>")
_ATTRIBUTE = re.compile(rb"\seasel:settings\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_END = b"</rdf:RDF>"


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


def _description(text: str) -> bytes:
    escaped = html.escape(text, quote=False).encode("ascii")
    return (
        b'<rdf:Description rdf:about="" '
        + _NAMESPACE.encode()
        + b"><easel:settings>"
        + escaped
        + b"</easel:settings></rdf:Description>"
    )
