"""Files of other programs, written here by their documented formats: prompt, what to leave out, seed, size."""

import io
import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from studio.settings_in_files.carriers.limits import MAX_TEXT_BYTES
from studio.settings_in_files.embedded_settings import SettingsUnreadable, read_settings
from studio.settings_in_files.foreign.program_settings import MAX_PROMPT_CHARS, ProgramSettings

A1111 = (
    "a lighthouse, (mist:1.2)\nsecond line, 雨\nNegative prompt: blurry, people\nlow quality\n"
    'Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 965400086, Size: 640x384, Model hash: 45dee52b, Model: "a, b", '
    "Version: v1.10.1"
)
LIGHTHOUSE = ProgramSettings(
    "A1111 or Forge", "a lighthouse, (mist:1.2)\nsecond line, 雨", "blurry, people\nlow quality", 965400086, 640, 384
)
PLAIN = {"prompt": "a fox", "negative_prompt": "a dog", "seed": "12", "resolution": "(896, 1152)"}


def png(**texts: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    for keyword, text in texts.items():
        info.add_text(keyword, text)
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG", pnginfo=info)
    return file.getvalue()


def png_itxt(keyword: str, text: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_itxt(keyword, text, zip=True)
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG", pnginfo=info)
    return file.getvalue()


def with_exif(format_name: str, tags: dict[int, Any], sub: dict[int, Any] | None = None) -> bytes:
    exif = Image.Exif()
    for tag, value in tags.items():
        exif[tag] = value
    for tag, value in (sub or {}).items():
        exif.get_ifd(0x8769)[tag] = value
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, format_name, exif=exif)
    return file.getvalue()


def comment(text: str, order: str = "utf-16-be") -> dict[int, bytes]:
    return {0x9286: b"UNICODE\0" + text.encode(order)}


def box(kind: bytes, *bodies: bytes) -> bytes:
    body = b"".join(bodies)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def data(text: str) -> bytes:
    return box(b"data", struct.pack(">II", 1, 0), text.encode())


def mp4_comment(text: str) -> bytes:
    """Return a film with an iTunes comment."""
    meta = box(b"meta", bytes(4), box(b"hdlr", bytes(25)), box(b"ilst", box(b"\xa9cmt", data(text))))
    return box(b"ftyp", b"isom", bytes(4)) + box(b"moov", box(b"mvhd", bytes(100)), box(b"udta", meta)) + box(b"mdat")


def mp4_keys(**tags: str) -> bytes:
    """Return a film with tags by QuickTime's keys."""
    keys = b"".join(struct.pack(">I4s", 8 + len(name), b"mdta") + name.encode() for name in tags)
    values = [box(struct.pack(">I", number), data(text)) for number, text in enumerate(tags.values(), 1)]
    head = struct.pack(">II", 0, len(tags))
    meta = box(b"meta", box(b"hdlr", bytes(25)), box(b"keys", head, keys), box(b"ilst", *values))
    return box(b"ftyp", b"isom", bytes(4)) + box(b"mdat", bytes(9)) + box(b"moov", meta)


def node(class_type: str, **inputs: Any) -> dict[str, Any]:
    return {"class_type": class_type, "inputs": inputs}


GRAPH = {
    "3": node(
        "KSampler",
        seed=42,
        steps=20,
        cfg=8.0,
        model=["4", 0],
        positive=["6", 0],
        negative=["7", 0],
        latent_image=["5", 0],
    ),
    "4": node("CheckpointLoaderSimple", ckpt_name="sd.safetensors"),
    "5": node("EmptyLatentImage", width=768, height=512, batch_size=1),
    "6": node("CLIPTextEncode", text="a castle", clip=["4", 1]),
    "7": node("CLIPTextEncode", text="text, watermark", clip=["4", 1]),
}
CASTLE = ProgramSettings("ComfyUI", "a castle", "text, watermark", 42, 768, 512)
FLUX = {
    "13": node("SamplerCustomAdvanced", noise=["25", 0], guider=["22", 0], sampler=["16", 0], latent_image=["27", 0]),
    "22": node("BasicGuider", model=["12", 0], conditioning=["26", 0]),
    "25": node("RandomNoise", noise_seed=["9", 0]),
    "9": node("PrimitiveInt", value=7),
    "26": node("FluxGuidance", guidance=3.5, conditioning=["6", 0]),
    "27": node("EmptySD3LatentImage", width=["30", 0], height=1024, batch_size=1),
    "30": node("PrimitiveInt", value=1280),
    "6": node("CLIPTextEncode", text=["40", 0], clip=["11", 0]),
    "40": node("StringConstant", string="a red barn"),
}
CONTROLLED = {
    "1": node("KSamplerAdvanced", noise_seed=5, positive=["2", 0], negative=["2", 1], latent_image=["8", 0]),
    "2": node("ControlNetApplyAdvanced", positive=["3", 0], negative=["4", 0], control_net=["9", 0]),
    "3": node("ConditioningCombine", conditioning_1=["5", 0], conditioning_2=["6", 0]),
    "4": node("CLIPTextEncodeSDXL", text_g="grey", text_l="grey"),
    "5": node("CLIPTextEncode", text="wide plain"),
    "6": node("CLIPTextEncode", text="and more"),
    "8": node("LatentUpscale", samples=["10", 0], width=2048, height=1024),
    "20": node("KSampler", seed=1, positive=["1", 0], negative=["1", 0], latent_image=["1", 0]),
}
LOOP = {
    "1": node("KSampler", seed=["1", 0], positive=["2", 0], negative=["2", 0], latent_image=["3", 0]),
    "2": node("Reroute", conditioning=["2", 0]),
    "3": node("LatentBlend", samples=["3", 0]),
}
HOSTED = {"1": node("WanTextToImageApi", prompt="a kite", negative_prompt="rain", seed=9, width=800, height=600)}


def in_editor(id_: int, kind: str, values: Any, links: dict[str, int | None] | None = None, **more: Any) -> Any:
    """Return a node as the editor saves it; a link's name may say its type after a colon."""
    inputs = [
        {"name": name.partition(":")[0], "type": name.partition(":")[2] or "*", "link": link}
        for name, link in (links or {}).items()
    ]
    return {"id": id_, "type": kind, "mode": 0, "inputs": inputs, "widgets_values": values, **more}


SAMPLER_LINKS = {"model": None, "positive": 1, "negative": 2, "latent_image": 3}
WORKFLOW = {
    "last_node_id": 9,
    "nodes": [
        in_editor(3, "KSampler", [42, "randomize", 20, 8, "euler", "normal", 1], SAMPLER_LINKS),
        in_editor(5, "EmptyLatentImage", [768, 512, 1]),
        in_editor(6, "CLIPTextEncode", ["a castle"], {"clip": None}),
        in_editor(7, "CLIPTextEncode", ["text, watermark"], {"clip": None}),
        in_editor(8, "Reroute", None, {"": 4}, outputs=[{"type": "CONDITIONING"}]),
        in_editor(9, "FluxGuidance", [3.5], {"clip:CLIP": 9, "conditioning:CONDITIONING": 5}, mode=4,
                  outputs=[{"type": "CONDITIONING"}]),
    ],
    "links": [[1, 8, 0, 3, 1, "CONDITIONING"], [2, 7, 0, 3, 2, "CONDITIONING"], [3, 5, 0, 3, 3, "LATENT"],
              [4, 9, 0, 8, 0, "CONDITIONING"], [5, 6, 0, 9, 0, "CONDITIONING"], None, "x", [9]],
}  # fmt: skip
WIDGET = {"link": None, "type": "*"}
NEWER = {
    "nodes": [
        {"id": 1, "type": "SomebodysSampler", "widgets_values": ["cfg", 7, "fixed", 4], "inputs": [
            {"name": "positive", "link": 1}, {"name": "latent_image", "link": 2},
            *({"name": name, "widget": {"name": name}, **WIDGET} for name in ("mode", "seed", "steps")),
        ]},
        {"id": 2, "type": "SomebodysText", "widgets_values": {"text": "a red barn"}},
        {"id": 3, "type": "EmptySD3LatentImage", "widgets_values": [8, 1024, 1], "inputs": [
            {"name": "width", "widget": {"name": "width"}, "link": 3}]},
        {"id": "4", "type": "PrimitiveNode", "widgets_values": [1280, "fixed"]},
        {"id": 5, "type": "KSampler", "mode": 2, "widgets_values": [1], "inputs": [{"name": "positive", "link": 1}]},
    ],
    "links": [{"id": 1, "origin_id": 2, "origin_slot": 0}, {"id": 2, "origin_id": 3, "origin_slot": 0},
              {"id": 3, "origin_id": "4", "origin_slot": 0}],
}  # fmt: skip
ROUND = {
    "nodes": [in_editor(1, "Reroute", [], {"": 1}), in_editor(2, "KSampler", [1], {"positive": 1, "latent_image": 1})],
    "links": [[1, 1, 0, 1, 0, "*"]],
}

WAN = {
    **PLAIN,
    "resolution": "832x480",
    "seed": 12,
    "model_type": "t2v",
    "video_length": 81,
    "type": "WanGP v8 by DeepBeepMeep",
}
SWARM = {"sui_image_params": {"prompt": "a cat", "negativeprompt": "", "seed": "1", "width": 1024, "height": "768"}}
FOOOCUS_LINES = (
    "a fox, masterpiece\nNegative prompt: a dog, ugly\nSteps: 30, Sampler: DPM++ 2M SDE Karras, Seed: 12, "
    'Size: 896x1152, Raw prompt: "a fox\\nin snow", Raw negative prompt: a dog, Version: Fooocus v2.5.5'
)

FILES: dict[str, tuple[Callable[[], bytes], ProgramSettings]] = {
    "A1111, PNG": (lambda: png(parameters=A1111), LIGHTHOUSE),
    "Forge, PNG with a packed text": (lambda: png_itxt("parameters", A1111), LIGHTHOUSE),
    "A1111, JPEG": (lambda: with_exif("JPEG", {}, comment(A1111)), LIGHTHOUSE),
    "A1111, WebP, the other way round": (lambda: with_exif("WEBP", {}, comment(A1111, "utf-16-le")), LIGHTHOUSE),
    "A1111, ASCII": (
        lambda: with_exif("JPEG", {}, {0x9286: b"ASCII\0\0\0x\nSteps: 1, Seed: 3"}),
        ProgramSettings("A1111 or Forge", "x", None, 3),
    ),
    "ComfyUI, PNG": (lambda: png(workflow='{"nodes": []}', prompt=json.dumps(GRAPH)), CASTLE),
    "ComfyUI, WebP": (
        lambda: with_exif("WEBP", {0x0110: "prompt:" + json.dumps(GRAPH), 0x010F: "workflow:{}"}),
        CASTLE,
    ),
    "ComfyUI, MP4": (lambda: mp4_keys(encoder="x", prompt=json.dumps(GRAPH)), CASTLE),
    "ComfyUI, MP4 with a comment": (lambda: mp4_comment(json.dumps({"prompt": json.dumps(GRAPH)})), CASTLE),
    "ComfyUI, other nodes": (
        lambda: png(prompt=json.dumps(FLUX)),
        ProgramSettings("ComfyUI", "a red barn", None, 7, 1280, 1024),
    ),
    "ComfyUI, control": (
        lambda: png(prompt=json.dumps(CONTROLLED)),
        ProgramSettings("ComfyUI", "wide plain", "grey", 5, 2048, 1024),
    ),
    "ComfyUI, only the editor's": (lambda: png(workflow=json.dumps(WORKFLOW)), CASTLE),
    "ComfyUI, a newer editor's": (
        lambda: png(workflow=json.dumps(NEWER)),
        ProgramSettings("ComfyUI", "a red barn", None, 7, 1280, 1024),
    ),
    "ComfyUI, WebP, only the editor's": (
        lambda: with_exif("WEBP", {0x010F: "workflow:" + json.dumps(WORKFLOW)}),
        CASTLE,
    ),
    "ComfyUI, what was run before the editor's": (
        lambda: with_exif("WEBP", {0x0110: "prompt:" + json.dumps(GRAPH), 0x010F: "workflow:" + json.dumps(NEWER)}),
        CASTLE,
    ),
    "ComfyUI, MP4, only the editor's": (lambda: mp4_comment(json.dumps({"workflow": WORKFLOW})), CASTLE),
    "ComfyUI, hosted": (
        lambda: png(prompt=json.dumps(HOSTED)),
        ProgramSettings("ComfyUI", "a kite", "rain", 9, 800, 600),
    ),
    "Fooocus, PNG": (
        lambda: png(
            parameters=json.dumps({**PLAIN, "full_prompt": ["a fox", "masterpiece"]}), fooocus_scheme="fooocus"
        ),
        ProgramSettings("Fooocus", "a fox", "a dog", 12, 896, 1152),
    ),
    "Fooocus, JPEG": (
        lambda: with_exif("JPEG", {0x9286: json.dumps({**PLAIN, "version": "Fooocus v2.5.5"}), 0x927C: "fooocus"}),
        ProgramSettings("Fooocus", "a fox", "a dog", 12, 896, 1152),
    ),
    "Fooocus by lines": (
        lambda: png(parameters=FOOOCUS_LINES, fooocus_scheme="a1111"),
        ProgramSettings("Fooocus", "a fox\nin snow", "a dog", 12, 896, 1152),
    ),
    "SwarmUI, PNG": (
        lambda: png(parameters=json.dumps(SWARM, indent=2)),
        ProgramSettings("SwarmUI", "a cat", None, 1, 1024, 768),
    ),
    "SwarmUI, JPEG": (
        lambda: with_exif("JPEG", {}, comment(json.dumps(SWARM))),
        ProgramSettings("SwarmUI", "a cat", None, 1, 1024, 768),
    ),
    "Wan2GP, MP4": (lambda: mp4_comment(json.dumps(WAN)), ProgramSettings("Wan2GP", "a fox", "a dog", 12, 832, 480)),
    "Wan2GP, JPEG": (
        lambda: with_exif("JPEG", {}, comment(json.dumps(WAN))),
        ProgramSettings("Wan2GP", "a fox", "a dog", 12, 832, 480),
    ),
}


@pytest.mark.parametrize("kind", FILES)
def test_other_programs_are_read(tmp_path: Path, kind: str) -> None:
    make, told = FILES[kind]
    (tmp_path / "file").write_bytes(make())
    assert read_settings(tmp_path / "file") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (json.dumps({"sui_image_params": {"prompt": ["x"], "seed": "-4", "width": 1e9, "height": 8}}), None),
        (
            json.dumps({"sui_image_params": {"prompt": "x\0y", "seed": 1.0, "width": True, "height": 8}}),
            ProgramSettings("SwarmUI", "xy", None, 1),
        ),
        (json.dumps({"sui_image_params": "x"}), None),
        (json.dumps({"1": node("KSampler", positive=["1"], seed="x")}), None),
        (json.dumps(LOOP), None),
        (json.dumps(ROUND), None),
        (json.dumps({"nodes": [1, {}, {"id": [], "inputs": [3], "widgets_values": 7}], "links": [[]]}), None),
        (json.dumps({"1": {"class_type": 1, "inputs": [1, 2]}}), None),
        ("a holiday\nSteps to the beach", None),
        ("Steps: 4", None),
        ("<b>x</b>\nSteps: 4, Seed: 99999999999999999999999", ProgramSettings("A1111 or Forge", "<b>x</b>")),
        ("[1, 2]", None),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_left_out(tmp_path: Path, text: str, told: ProgramSettings | None) -> None:
    (tmp_path / "file").write_bytes(png(parameters=text))
    assert read_settings(tmp_path / "file") == told


@pytest.mark.parametrize(
    "text",
    [
        '{"sui_image_params": {"prompt": "cut o',
        '{"prompt": ' * 60_000,
        '{"1": {"class_type": ' + "[" * 90_000,
        json.dumps({"prompt": '{"1": nothing'}),
    ],
)
def test_damaged_settings_are_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "file").write_bytes(png(parameters=text))
    with pytest.raises(SettingsUnreadable, match="damaged"):
        read_settings(tmp_path / "file")


def test_long_texts_are_cut_and_take_no_time(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(png(parameters="word " * 300_000 + "\nSteps: 1, Seed: 1"))
    found = read_settings(path)
    assert isinstance(found, ProgramSettings)
    assert len(found.prompt or "") == MAX_PROMPT_CHARS
    for filler in ("a", "a: ", '"', 'a: "\\', ",", "\n"):
        path.write_bytes(png(parameters="Steps: 1, " + filler * (MAX_TEXT_BYTES // len(filler) // 2)))
        assert read_settings(path) is None
    path.write_bytes(png(parameters="x" * (MAX_TEXT_BYTES + 1)))
    with pytest.raises(SettingsUnreadable, match="far larger"):
        read_settings(path)


def test_tangled_exif_ends(tmp_path: Path) -> None:
    """Directories that name themselves, lengths beyond the file."""
    entry = struct.pack("<HHII", 0x8769, 4, 1, 8) + struct.pack("<HHII", 0x9286, 7, 2**31, 2**31)
    tiff = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 60_000) + entry
    payload = b"Exif\0\0" + tiff
    (tmp_path / "file").write_bytes(b"\xff\xd8\xff\xe1" + struct.pack(">H", len(payload) + 2) + payload + b"\xff\xd9")
    assert read_settings(tmp_path / "file") is None
