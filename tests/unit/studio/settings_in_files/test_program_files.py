"""Files of many programs, written here by what is known of each: names and values, lines, descriptions, carriers."""

import contextlib
import io
import json
import struct
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from studio.settings_in_files.carriers.limits import MAX_TEXT_BYTES
from studio.settings_in_files.embedded_settings import SettingsUnreadable, read_settings
from studio.settings_in_files.foreign.foreign_settings import told_in
from studio.settings_in_files.foreign.program_settings import ProgramSettings
from studio.settings_in_files.settings_note import Note

LINES = "a stone bridge\nNegative prompt: people\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 82, Size: 1024x768"
FLAT = {"prompt": "a stone bridge", "negative_prompt": "people", "seed": 82, "width": 1024, "height": 768}
GRAPH = {
    "1": {"class_type": "CLIPTextEncode", "inputs": {"text": "a stone bridge", "clip": ["9", 0]}},
    "2": {"class_type": "CLIPTextEncode", "inputs": {"text": "people", "clip": ["9", 0]}},
    "3": {"class_type": "EmptyLatentImage", "inputs": {"width": 1024, "height": 768}},
    "4": {
        "class_type": "KSampler",
        "inputs": {"seed": 82, "positive": ["1", 0], "negative": ["2", 0], "latent_image": ["3", 0]},
    },
}


def bridge(tool: str, **other: Any) -> ProgramSettings:
    values = {"negative_prompt": "people", "seed": 82, "width": 1024, "height": 768, **other}
    return ProgramSettings(tool, values.pop("prompt", "a stone bridge"), **values)


def png(**texts: Any) -> bytes:
    info = PngImagePlugin.PngInfo()
    for keyword, text in texts.items():
        written = text if isinstance(text, str) else json.dumps(text)
        info.add_itxt(keyword.replace("__", "-").replace("_xmp", "XML:com.adobe.xmp"), written)
    return saved("PNG", pnginfo=info)


def saved(format_name: str, **options: Any) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, format_name, **options)
    return file.getvalue()


def exif(text: str) -> bytes:
    tags = Image.Exif()
    tags.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + text.encode("utf-16-be")
    return tags.tobytes()


def windows_comment(text: str) -> Image.Exif:
    tags = Image.Exif()
    tags[0x9C9C] = text.encode("utf-16-le") + b"\0\0"
    return tags


def film(suffix: str, codec: str, **tags: str) -> bytes:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / f"film.{suffix}"
        with av.open(str(path), "w") as container:
            container.metadata.update(tags)
            stream: Any = container.add_stream(codec, rate=8)
            stream.width, stream.height, stream.pix_fmt = 32, 32, "yuv420p"
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), format="rgb24")))
            container.mux(stream.encode())
        return path.read_bytes()


def moving_png(**texts: str) -> bytes:
    """Return a PNG as ComfyUI saves moving ones: its texts stand behind the picture, in chunks of a kind of its own."""
    chunks = b""
    for keyword, text in texts.items():
        body = b"comf" + keyword.encode() + b"\0" + text.encode()
        chunks += struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    whole = saved("PNG")
    return whole[:-12] + chunks + whole[-12:]


def xmp(*properties: str) -> bytes:
    rdf = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    inside = "".join(properties)
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {rdf}>{inside}</rdf:RDF></x:xmpmeta>'.encode()


DRAWN_THINGS = xmp(
    '<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>a stone bridge -people Steps: 8</rdf:li></rdf:Alt>"
    "</dc:description><exif:UserComment><rdf:Alt><rdf:li xml:lang='x-default'>"
    "{&quot;c&quot;:&quot;a stone bridge&quot;,&quot;uc&quot;:&quot;people&quot;,&quot;seed&quot;:82,"
    "&quot;size&quot;:&quot;1024x768&quot;,&quot;steps&quot;:8,&quot;sampler&quot;:&quot;Euler a&quot;}"
    "</rdf:li></rdf:Alt></exif:UserComment></rdf:Description>"
)
NOVELAI = {"Title": "NovelAI generated image", "Software": "NovelAI", "Description": "a stone bridge",
           "Source": "NovelAI Diffusion V4 37442FCA"}  # fmt: skip
CAPTIONED = {
    "prompt": "a stone bridge",
    "uc": "people",
    "seed": 82,
    "width": 1024,
    "height": 768,
    "v4_prompt": {"caption": {"base_caption": "a stone bridge", "char_captions": [{"char_caption": "a heron"}]}},
    "v4_negative_prompt": {"caption": {"base_caption": "people", "char_captions": []}},
}
INVOKE_2 = {
    "model": "stable diffusion",
    "app_id": "invoke-ai/InvokeAI",
    "app_version": "2.3.5",
    "image": {"prompt": [{"prompt": "a stone bridge [people]", "weight": 1.0}], "seed": 82, "width": 1024,
              "height": 768, "steps": 30},
}  # fmt: skip
INVOKE_3 = {"generation_mode": "sdxl_txt2img", "positive_prompt": "a stone bridge", "negative_prompt": "people",
            "width": 1024, "height": 768, "seed": 82, "app_version": "6.0.0"}  # fmt: skip
INVOKE_GRAPH: dict[str, Any] = {
    "nodes": {
        "p": {"type": "compel", "prompt": "a stone bridge"},
        "n": {"type": "compel", "prompt": ""},
        "s": {"type": "string", "value": "people"},
        "z": {"type": "noise", "seed": 82, "width": 1024, "height": 768},
        "d": {"type": "denoise_latents", "steps": 30},
        "i": {"type": "l2i"},
    },
    "edges": [
        {"source": {"node_id": a, "field": x}, "destination": {"node_id": b, "field": y}}
        for a, x, b, y in (
            ("s", "value", "n", "prompt"), ("p", "conditioning", "d", "positive_conditioning"),
            ("n", "conditioning", "d", "negative_conditioning"), ("z", "noise", "d", "noise"),
            ("d", "latents", "i", "latents"),
        )
    ],
}  # fmt: skip
INVOKE_WORKFLOW = {
    "nodes": [
        {"id": id_, "type": "invocation", "data": {"type": values["type"], "inputs": {
            name: {"value": value} for name, value in values.items() if name != "type"}}}
        for id_, values in INVOKE_GRAPH["nodes"].items()
    ],
    "edges": [
        {"source": edge["source"]["node_id"], "sourceHandle": edge["source"]["field"],
         "target": edge["destination"]["node_id"], "targetHandle": edge["destination"]["field"]}
        for edge in INVOKE_GRAPH["edges"]
    ],
}  # fmt: skip
EASY = {"prompt": "a stone bridge", "negative_prompt": "people", "seed": "82", "width": "1024", "height": "768",
        "use_stable_diffusion_model": "sd-v1-5"}  # fmt: skip
JOB = "Job ID: 01234567-89ab-cdef-0123-456789abcdef"

FILES: dict[str, tuple[Callable[[], bytes], ProgramSettings]] = {
    "InvokeAI 1": (lambda: png(Dream='"a stone bridge [people]" -s 50 -S 82 -W 1024 -H 768 -C 7.5 -A k_lms'),
                   bridge("InvokeAI")),
    "InvokeAI 2": (lambda: png(sd__metadata=INVOKE_2), bridge("InvokeAI")),
    "InvokeAI 3": (lambda: png(invokeai_graph=INVOKE_GRAPH, invokeai_metadata=INVOKE_3), bridge("InvokeAI")),
    "InvokeAI, only the graph": (lambda: png(invokeai_graph=INVOKE_GRAPH), bridge("InvokeAI")),
    "InvokeAI, only the workflow": (lambda: png(invokeai_workflow=INVOKE_WORKFLOW), bridge("InvokeAI")),
    "NovelAI": (
        lambda: png(**NOVELAI, Comment={"uc": "people", "seed": 82, "steps": 28, "width": 1024, "height": 768}),
        bridge("NovelAI"),
    ),
    "NovelAI 4": (lambda: png(**NOVELAI, Comment=CAPTIONED), bridge("NovelAI", prompt="a stone bridge | a heron")),
    "NovelAI, WebP": (
        lambda: saved("WEBP", exif=exif(json.dumps({**NOVELAI, "Comment": json.dumps(CAPTIONED)}))),
        bridge("NovelAI", prompt="a stone bridge | a heron"),
    ),
    "RuinedFooocus": (
        lambda: png(parameters={"Prompt": "a stone bridge", "Negative": "people", "steps": 30, "width": 1024,
                                "height": 768, "seed": 82, "base_model_hash": "ab", "software": "RuinedFooocus"}),
        bridge("RuinedFooocus"),
    ),
    "RuinedFooocus, written as JSON twice": (
        lambda: png(parameters=json.dumps(json.dumps({"Prompt": "a stone bridge", "Negative": "people", "seed": 82,
                    "width": 1024, "height": 768, "software": "RuinedFooocus"}))),
        bridge("RuinedFooocus"),
    ),
    "Easy Diffusion": (lambda: png(**EASY), bridge("Easy Diffusion")),
    "Easy Diffusion, older": (
        lambda: png(**{"Prompt": "a stone bridge", "Negative Prompt": "people", "Seed": "82", "Width": "1024",
                       "Height": "768", "Stable Diffusion model": "sd-v1-4"}),
        bridge("Easy Diffusion"),
    ),
    "Easy Diffusion, JPEG": (lambda: saved("JPEG", exif=exif(json.dumps(EASY))), bridge("Easy Diffusion")),
    "Draw Things": (lambda: png(_xmp=DRAWN_THINGS.decode()), bridge("Draw Things")),
    "Draw Things, JPEG": (lambda: saved("JPEG", xmp=DRAWN_THINGS), bridge("Draw Things")),
    "a Space": (
        lambda: png(parameters={"prompt": "a stone bridge", "negative_prompt": "people", "resolution": "1024 x 768",
                                "seed": 82, "guidance_scale": 5.5}),
        bridge("another program"),
    ),
    "a request, as JSON": (lambda: json.dumps({"input": FLAT}).encode(), bridge("another program")),
    "capitals and blanks": (
        lambda: json.dumps({"Prompt": "a stone bridge", "Negative Prompt": "people", "Seed": "82",
                            "Image Size": {"width": 1024, "height": 768}}).encode(),
        bridge("another program"),
    ),
    "Midjourney": (
        lambda: png(Description=f"a stone bridge --no people --ar 4:3 --seed 82 --v 6.1 {JOB}", Author="ada"),
        bridge("Midjourney", width=None, height=None),
    ),
    "lines, AVIF": (lambda: saved("AVIF", exif=exif(LINES)), bridge("A1111 or Forge")),
    "lines, XMP in AVIF": (
        lambda: saved("AVIF", xmp=xmp(f'<rdf:Description parameters="{LINES}" dc:description="{LINES}"/>')),
        bridge("A1111 or Forge"),
    ),
    "lines, XMP in WebP": (
        lambda: saved("WEBP", xmp=xmp(f"<dc:description><rdf:Alt><rdf:li>{LINES}</rdf:li></rdf:Alt></dc:description>")),
        bridge("A1111 or Forge"),
    ),
    "lines, a comment of Windows": (lambda: saved("JPEG", exif=windows_comment(LINES)), bridge("A1111 or Forge")),
    "lines, a text": (lambda: LINES.replace("\n", "\r\n").encode("utf-8-sig"), bridge("A1111 or Forge")),
    "ComfyUI, JSON": (lambda: json.dumps(GRAPH, indent=2).encode(), bridge("ComfyUI")),
    "ComfyUI, a request": (lambda: json.dumps({"client_id": "x", "prompt": GRAPH}).encode(), bridge("ComfyUI")),
    "ComfyUI, AVIF": (lambda: saved("AVIF", exif=exif(json.dumps({"prompt": GRAPH}))), bridge("ComfyUI")),
    "ComfyUI, WebM": (lambda: film("webm", "libvpx-vp9", prompt=json.dumps(GRAPH)), bridge("ComfyUI")),
    "ComfyUI, MKV with a comment": (
        lambda: film("mkv", "libx264", comment=json.dumps({"prompt": json.dumps(GRAPH), "workflow": {}})),
        bridge("ComfyUI"),
    ),
    "ComfyUI, a moving PNG": (lambda: moving_png(workflow="{}", prompt=json.dumps(GRAPH)), bridge("ComfyUI")),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_files_of_many_programs_are_read(tmp_path: Path, kind: str) -> None:
    make, told = FILES[kind]
    (tmp_path / "file").write_bytes(make())
    assert read_settings(tmp_path / "file") == told


INSIDE = "a poster with the words Negative prompt: none, in bold letters"


@pytest.mark.parametrize(
    ("lines", "prompt", "negative", "seed", "size"),
    [
        (f"{INSIDE}\nNegative prompt: blurry\nSteps: 2, Seed: 42, Size: 640x480", INSIDE, "blurry", 42, (640, 480)),
        (f"{INSIDE}\nSteps: 2, Seed: 42", INSIDE, None, 42, None),
        ("Negative prompt: blurry\nSteps: 2, Seed: 42", None, "blurry", 42, None),
        ("Steps: 2, Seed: 42, Size: 64x48", None, None, 42, (64, 48)),
        ("a\n\nb\nNegative prompt: c\nd, Negative prompt: e\nSteps: 2", "a\n\nb", "c\nd, Negative prompt: e", None,
         None),
        ("a stair\nSteps: 3 of them\nNegative prompt: c\nSteps: 2, Seed: 4", "a stair\nSteps: 3 of them", "c", 4, None),
        ('a\nSteps: 2, Model: "b, Seed: 5, c", Seed: 4, Hires upscale: 2, Hires prompt: "x, Size: 9x9", Size: 64x48',
         "a", None, 4, (64, 48)),
        ('a\nSteps: 2, ADetailer prompt: "a \\"b\\", Seed: 5", Variation seed: 6, Seed: 4', "a", None, 4, None),
        ("a\nSampler: Euler, CFG scale: 5, Seed: 4, Size: 64x48", "a", None, 4, (64, 48)),
        ("a\nSteps: 2, Seed: 4, Size: 64x48\nTemplate: {a|b}\nNegative Template: c", "a", None, 4, (64, 48)),
    ],
)  # fmt: skip
def test_lines_are_parted_where_a_line_begins(
    lines: str, prompt: str | None, negative: str | None, seed: int | None, size: tuple[int, int] | None
) -> None:
    assert told_in(lines) == ProgramSettings("A1111 or Forge", prompt, negative, seed, *(size or (None, None)))


def test_a_note_of_easel_is_read_from_json_too(tmp_path: Path) -> None:
    path = tmp_path / "note.json"
    note = {"format": "easel-settings", "version": 1, "endpoint": "e", "model": "m", "settings": {"prompt": "p"}}
    for told in (note, {"making": {"easel_settings": note}}):
        path.write_text(json.dumps(told))
        found = read_settings(path)
        assert isinstance(found, Note)
        assert found.settings == {"prompt": "p"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[1, 2]",
        b'{"prompt": ["a"]}',
        b'{"prompt": "alone"}',
        b'{"messages": [{"role": "user"}], "model": "chat"}',
        b"\xff\xfe\x00nothing",
        b"\x1a\x45\xdf\xa3" + b"\x80" * 40,
        b"\x1a\x45\xdf\xa3\x80\x18\x53\x80\x67\x01" + b"\xff" * 30,
        b"\0\0\0\x14ftypavif\0\0\0\0mif1" + struct.pack(">I4s", 400, b"meta"),
        b'{"a": ' + json.dumps({"software": "NovelAI", "Comment": 3}).encode() + b"}",
    ],
)
def test_other_files_carry_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    assert read_settings(tmp_path / "file") is None


@pytest.mark.parametrize("kind", ["lines, AVIF", "ComfyUI, WebM", "Draw Things"])
def test_files_cut_off_or_altered_are_read_or_refused(tmp_path: Path, kind: str) -> None:
    content = FILES[kind][0]()
    rng = np.random.default_rng(3)
    for length in range(0, len(content), max(1, len(content) // 40)):
        altered = bytearray(content)
        altered[int(rng.integers(len(content)))] ^= 0xFF
        for written in (content[:length], bytes(altered)):
            (tmp_path / "file").write_bytes(written)
            with contextlib.suppress(SettingsUnreadable):
                assert isinstance(read_settings(tmp_path / "file"), ProgramSettings | Note | None)


def test_texts_beyond_measure_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "workflow.json"
    path.write_bytes(b'{"prompt": "' + b"x" * MAX_TEXT_BYTES + b'"}')
    with pytest.raises(SettingsUnreadable, match="far larger"):
        read_settings(path)
    path.write_text(json.dumps(GRAPH)[:-20])
    with pytest.raises(SettingsUnreadable, match="damaged"):
        read_settings(path)
    path.write_text('{"a":' * 90_000 + "1" + "}" * 90_000)
    assert read_settings(path) is None
