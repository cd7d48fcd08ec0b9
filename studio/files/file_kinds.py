"""What files are that Easel keeps and cannot show: told by their first bytes, named for people."""

import codecs
from collections.abc import Mapping

SNIFFED_BYTES = 1024
"""So much of a file's beginning tells what it is, and whether it is a text."""

KIND_WORDS: Mapping[str, str] = {
    "jpg": "JPEG picture",
    "png": "PNG picture",
    "webp": "WebP picture",
    "gif": "GIF picture",
    "bmp": "BMP picture",
    "avif": "AVIF picture",
    "heic": "HEIC picture",
    "tiff": "TIFF picture",
    "jp2": "JPEG 2000 picture",
    "jxl": "JPEG XL picture",
    "jxr": "JPEG XR picture",
    "ico": "icon",
    "psd": "Photoshop picture",
    "exr": "OpenEXR picture",
    "hdr": "Radiance HDR picture",
    "dds": "DDS texture",
    "ktx": "KTX texture",
    "ktx2": "KTX 2 texture",
    "pnm": "Netpbm picture",
    "pfm": "PFM picture",
    "qoi": "QOI picture",
    "dpx": "DPX picture",
    "mp4": "MP4 video",
    "mov": "QuickTime video",
    "webm": "WebM video",
    "3gp": "3GP video",
    "mkv": "Matroska video",
    "avi": "AVI video",
    "flv": "Flash video",
    "ts": "MPEG transport stream",
    "mpg": "MPEG video",
    "wmv": "Windows Media file",
    "mxf": "MXF video",
    "ivf": "IVF video",
    "y4m": "YUV4MPEG video",
    "m4a": "MPEG-4 sound",
    "mp3": "MP3 sound",
    "aac": "AAC sound",
    "wav": "WAV sound",
    "aiff": "AIFF sound",
    "flac": "FLAC sound",
    "ogg": "Ogg file",
    "amr": "AMR sound",
    "mid": "MIDI music",
    "zip": "ZIP archive",
    "gz": "gzip archive",
    "bz2": "bzip2 archive",
    "xz": "xz archive",
    "zst": "Zstandard archive",
    "7z": "7z archive",
    "rar": "RAR archive",
    "tar": "tar archive",
    "glb": "glTF model",
    "usdc": "USD model",
    "fbx": "FBX model",
    "blend": "Blender file",
    "ply": "PLY model",
    "pdf": "PDF document",
    "bin": "file of an unknown kind",
}
"""File suffix -> what people call such a file, with its format named."""

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0", "tiff"),
    (b"MM\0+", "tiff"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "jp2"),
    (b"\xffO\xffQ", "jp2"),
    (b"\xff\n", "jxl"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "jxl"),
    (b"II\xbc\x01", "jxr"),
    (b"\0\0\x01\0", "ico"),
    (b"\0\0\x02\0", "ico"),
    (b"8BPS", "psd"),
    (b"v/1\x01", "exr"),
    (b"#?RADIANCE", "hdr"),
    (b"#?RGBE", "hdr"),
    (b"DDS ", "dds"),
    (b"\xabKTX 11\xbb\r\n\x1a\n", "ktx"),
    (b"\xabKTX 20\xbb\r\n\x1a\n", "ktx2"),
    (b"qoif", "qoi"),
    (b"SDPX", "dpx"),
    (b"XPDS", "dpx"),
    (b"FLV\x01", "flv"),
    (b"\0\0\x01\xba", "mpg"),
    (b"\0\0\x01\xb3", "mpg"),
    (b"0&\xb2u\x8ef\xcf\x11", "wmv"),
    (b"\x06\x0e+4\x02\x05\x01\x01", "mxf"),
    (b"DKIF", "ivf"),
    (b"YUV4MPEG2 ", "y4m"),
    (b"ID3", "mp3"),
    (b"fLaC", "flac"),
    (b"OggS", "ogg"),
    (b"#!AMR", "amr"),
    (b"MThd", "mid"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"(\xb5/\xfd", "zst"),
    (b"7z\xbc\xaf'\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"glTF", "glb"),
    (b"PXR-USDC", "usdc"),
    (b"Kaydara FBX Binary", "fbx"),
    (b"BLENDER", "blend"),
    (b"ply\n", "ply"),
    (b"ply\r\n", "ply"),
    (b"%PDF-", "pdf"),
)
_RIFF = {b"WEBP": "webp", b"AVI ": "avi", b"WAVE": "wav"}
_BRANDS = {
    b"avif": "avif", b"avis": "avif", b"heic": "heic", b"heix": "heic", b"hevc": "heic", b"heim": "heic",
    b"heis": "heic", b"mif1": "heic", b"msf1": "heic", b"qt  ": "mov", b"M4A ": "m4a", b"M4B ": "m4a",
}  # fmt: skip
_NO_TEXT = bytes((*range(9), 11, *range(14, 27), *range(28, 32), 127))
"""Control characters that no text holds; ESC is in texts for terminals."""


def kind_of(start: bytes) -> str:
    """Return the suffix for a file by its first `SNIFFED_BYTES`: a key of `KIND_WORDS`, "bin" for the unknown."""
    for begins, kind in _STARTS:
        if start.startswith(begins):
            return kind
    if start[:4] == b"RIFF" or start[:4] == b"RF64":
        return _RIFF.get(start[8:12], "bin")
    if start[:4] == b"FORM" and start[8:12] in (b"AIFF", b"AIFC"):
        return "aiff"
    if start[4:8] == b"ftyp":
        return "3gp" if start[8:10] == b"3g" else _BRANDS.get(start[8:12], "mp4")
    if start[4:8] in (b"moov", b"mdat", b"wide", b"free") and len(start) > 8:
        return "mov"
    if start.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm" if b"webm" in start[:64] else "mkv"
    return _by_structure(start)


def _by_structure(start: bytes) -> str:
    """Return the kind of files whose first bytes alone are too few to tell."""
    if start[257:262] == b"ustar":
        return "tar"
    if start[:1] == b"G" and start[188:189] == b"G" and start[376:377] == b"G":  # packets of 188 bytes
        return "ts"
    if start[:2] in (b"P1", b"P2", b"P3", b"P4", b"P5", b"P6", b"P7") and start[2:3].isspace():
        return "pnm"
    if start[:2] in (b"PF", b"Pf") and start[2:3].isspace():
        return "pfm"
    if start.startswith(b"BM") and start[6:10] == bytes(4):
        return "bmp"
    if start[:2] in (b"\xff\xf1", b"\xff\xf9"):
        return "aac"
    if start[:2] in (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa"):
        return "mp3"
    return "bin"


def is_text(start: bytes) -> bool:
    """Return whether a file that begins so is a text: a page, JSON, XML or plain words, and so no result.

    Pictures, videos and models are full of bytes that no text holds. When in doubt it is no text: it was paid for.
    """
    if kind_of(start) != "bin":
        return False
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        words = start[: len(start) & ~1].decode("utf-16", "replace")
        return not any(ord(mark) < 128 and ord(mark) in _NO_TEXT for mark in words.rstrip("\0"))
    if start.translate(None, _NO_TEXT) != start:
        return False
    if start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"<", b"{", b"["):  # in whatever encoding
        return True
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)  # the last character may be cut off
    except UnicodeDecodeError:
        return False
    return True
