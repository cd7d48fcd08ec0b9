"""Pictures and videos as people see them: upright and in their colours, wherever their pixels are read."""

import io
import struct
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image, ImageCms

from materials.pixels.picture_as_seen import eight_bits, turn_of_video, turned, turned_array
from materials.repair.derive import derived_from_picture
from materials.sets.loading import load_files
from providers.spec import Media
from sandbox.paint.clips import frames, probe
from studio.errors import NotMedia, NotPossible
from studio.files.inspection import inspect, open_picture, picture_as_seen
from studio.files.previews import Previews
from studio.files.thumbnails import make_thumbnail
from studio.people.photo_archive import write_photo_archive
from studio.references.picture_edits import WHOLE, fitted, frame_at, full_mask, shown_size, turned_part

LYING = {
    1: None, 2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE", 6: "ROTATE_90", 7: "TRANSVERSE", 8: "ROTATE_270",
}  # fmt: skip
"""Orientation -> how the upright picture has to be turned to lie in the file as such a camera writes it."""
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def corners(size: tuple[int, int] = (48, 64)) -> Image.Image:
    """Return red and green above blue and white."""
    width, height = size
    image = Image.new("RGB", size, RED)
    for colour, box in ((GREEN, (1, 0)), (BLUE, (0, 1)), (WHITE, (1, 1))):
        image.paste(colour, (box[0] * width // 2, box[1] * height // 2, width, height if box[1] else height // 2))
    return image


def seen(image: Image.Image) -> tuple[tuple[int, int], list[int]]:
    """Return a picture's size, and for each quarter which of the four colours it is nearest to."""
    pixels = np.asarray(image.convert("RGB"), int)
    height, width = pixels.shape[:2]
    places = [(height // 4, width // 4), (height // 4, width * 3 // 4), (height * 3 // 4, width // 4), (-1, -1)]
    wanted = np.array([RED, GREEN, BLUE, WHITE])
    return image.size, [int(np.abs(wanted - pixels[place]).sum(1).argmin()) for place in places]


def lying(path: Path, orientation: int, kind: str) -> Path:
    exif = Image.Exif()
    exif[0x0112] = orientation
    name = LYING[orientation]
    image = turned(corners(), Image.Transpose[name] if name else None)
    image.save(path, kind, exif=exif, **({"quality": 95, "subsampling": "4:4:4"} if kind in ("JPEG", "AVIF") else {}))
    return path


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", LYING)
def test_a_picture_is_upright_wherever_it_is_read(tmp_path: Path, orientation: int, kind: str) -> None:
    path = lying(tmp_path / "lying", orientation, kind)
    info = inspect(path)
    assert (info.width, info.height) == shown_size(path) == (48, 64)
    made = tmp_path / "made"
    turned_part(path, info, 0, (0, 0, 1, 0.5), made)
    assert seen(Image.open(made))[0] == (48, 32)
    assert seen(Image.open(made))[1][:2] == [0, 1]
    fitted(path, info, Media("image", max_side_px=32), made)
    assert seen(Image.open(made)) == ((24, 32), [0, 1, 2, 3])
    make_thumbnail(path, info, made)
    assert seen(Image.open(made)) == ((48, 64), [0, 1, 2, 3])


@pytest.mark.parametrize("orientation", [2, 6, 7])
async def test_archives_previews_and_materials_take_it_upright(tmp_path: Path, orientation: int) -> None:
    path = lying(tmp_path / "lying.jpg", orientation, "JPEG")
    preview, _ = await Previews(tmp_path).path("ab" * 32, path, "image/unknown", exact=False)
    assert seen(Image.open(preview)) == ((48, 64), [0, 1, 2, 3])
    write_photo_archive([path], tmp_path / "photos.zip")
    assert (b"Exif" in (tmp_path / "photos.zip").read_bytes()) is False
    same = [derived_from_picture(one.read_bytes()) for one in (path, lying(tmp_path / "up.jpg", 1, "JPEG"))]
    colours = [one.maps["basecolor"].array for one in same]
    assert np.abs(colours[0] - colours[1]).mean() < 0.02


@pytest.mark.parametrize("turn", [None, *Image.Transpose])
def test_arrays_are_turned_as_pictures_are(turn: Image.Transpose | None) -> None:
    picture = corners((6, 4))
    assert np.array_equal(turned_array(np.asarray(picture), turn), np.asarray(turned(picture, turn)))


def icc(space: bytes, *primaries: tuple[float, float, float], gamma: float = 2.2) -> bytes:
    """Return a colour profile (ICC.1:2001) of three primaries, D50-adapted XYZ, or of grey."""
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)
    xyz = [b"XYZ " + bytes(4) + struct.pack(">3i", *(round(v * 65536) for v in each)) for each in primaries]
    white = b"XYZ " + bytes(4) + struct.pack(">3i", 63190, 65536, 54061)
    text = b"desc" + bytes(4) + struct.pack(">I", 5) + b"test\0" + bytes(78 + 3)
    names = (b"rXYZ", b"gXYZ", b"bXYZ") if xyz else ()
    curves = (b"rTRC", b"gTRC", b"bTRC") if xyz else (b"kTRC",)
    tags = [(b"desc", text), (b"wtpt", white), *zip(names, xyz, strict=True), *((name, curve) for name in curves)]
    table, data = struct.pack(">I", len(tags)), b""
    for name, content in tags:
        table += name + struct.pack(">II", 132 + 12 * len(tags) + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    size = 128 + len(table) + len(data)
    head = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02100000, b"mntr", space, b"XYZ ") + bytes(12) + b"acsp"
    return head + bytes(28) + struct.pack(">3i", 63190, 65536, 54061) + bytes(48) + table + data


P3 = icc(b"RGB ", (0.515121, 0.241196, -0.001053), (0.291977, 0.692245, 0.041885), (0.157104, 0.066574, 0.784073))
ADOBE = icc(b"RGB ", (0.609741, 0.311111, 0.019470), (0.205276, 0.625671, 0.060867), (0.149185, 0.063217, 0.744568))
GREY = icc(b"GRAY", gamma=1.0)
PRINT = bytearray(132)
PRINT[0:4], PRINT[8:12], PRINT[12:24], PRINT[36:40] = struct.pack(">I", 132), b"\x02\x10\0\0", b"prtrCMYKLab ", b"acsp"
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def profiled(mode: str, colour: Any, profile: bytes, kind: str) -> bytes:
    file = io.BytesIO()
    Image.new(mode, (16, 16), colour).save(file, kind, icc_profile=profile, quality=100)
    return file.getvalue()


@pytest.mark.parametrize(
    ("mode", "colour", "profile", "kind", "is_seen_as"),
    [
        ("RGB", (200, 100, 50), SRGB, "PNG", (200, 100, 50)),
        ("RGB", (200, 100, 50), P3, "PNG", (216, 93, 24)),
        ("RGBA", (200, 100, 50, 70), P3, "PNG", (216, 93, 24, 70)),
        ("RGB", (100, 150, 100), ADOBE, "WEBP", (66, 151, 97)),
        ("L", 55, GREY, "PNG", 128),
        ("LA", (55, 9), GREY, "PNG", (128, 9)),
        ("RGB", (200, 100, 50), GREY, "PNG", (200, 100, 50)),
        ("L", 55, P3, "PNG", 55),
        ("RGB", (200, 100, 50), b"broken" * 40, "PNG", (200, 100, 50)),
        ("CMYK", (20, 180, 60, 10), bytes(PRINT), "JPEG", (226, 72, 187)),
        ("CMYK", (20, 180, 60, 10), SRGB, "JPEG", (226, 72, 187)),
    ],
)
def test_colours_are_what_the_profile_means(
    mode: str, colour: Any, profile: bytes, kind: str, is_seen_as: Any, tmp_path: Path
) -> None:
    path, made = tmp_path / "in", tmp_path / "out"
    path.write_bytes(profiled(mode, colour, profile, kind))
    assert np.abs(np.subtract(picture_as_seen(path).getpixel((3, 3)), is_seen_as)).max() <= 3  # type: ignore[arg-type]
    turned_part(path, inspect(path), 1, WHOLE, made)
    with Image.open(made) as after:
        assert "icc_profile" not in after.info
        assert after.mode in ("L", "LA", "RGB", "RGBA")
        assert np.abs(np.subtract(after.getpixel((3, 3)), is_seen_as)).max() <= 6  # type: ignore[arg-type]


def test_a_colour_map_is_read_upright_and_in_its_colours(tmp_path: Path) -> None:
    names = {"wall_basecolor.png": ("RGB", (200, 100, 50)), "wall_roughness.png": ("L", 55)}
    files = {}
    for name, (mode, colour) in names.items():
        exif = Image.Exif()
        exif[0x0112] = 6
        file = io.BytesIO()
        Image.new(mode, (48, 32), colour).save(file, "PNG", icc_profile=P3 if mode == "RGB" else GREY, exif=exif)
        files[name] = file.getvalue()
    maps = load_files(list(files.items())).textures.maps
    assert maps["basecolor"].array.shape[:2] == maps["roughness"].array.shape[:2] == (48, 32)
    assert maps["basecolor"].original is None
    assert abs(float(maps["roughness"].array.mean()) - 55 / 255) < 0.01  # numbers, not colours


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_is_none_turns_nothing(tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    corners().save(tmp_path / "odd.jpg", exif=exif)
    assert seen(picture_as_seen(tmp_path / "odd.jpg"))[0] == (48, 64)
    (tmp_path / "broken.jpg").write_bytes((tmp_path / "odd.jpg").read_bytes().replace(b"MM\0*", b"MM\xff\xff"))
    assert seen(picture_as_seen(tmp_path / "broken.jpg"))[0] == (48, 64)


def test_deep_pictures_keep_their_shades(tmp_path: Path) -> None:
    Image.fromarray(np.full((4, 8), 32768, np.uint16)).save(tmp_path / "deep.png")
    assert eight_bits(picture_as_seen(tmp_path / "deep.png")).getpixel((0, 0)) == (128, 128, 128)


@pytest.mark.parametrize("content", [b"no picture", b"\x89PNG\r\n\x1a\n broken", b"II*\0 a TIFF"])
def test_a_drawn_mask_that_cannot_be_opened_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "mask").write_bytes(content)
    with pytest.raises(NotMedia):
        open_picture(tmp_path / "mask")
    with pytest.raises(NotPossible, match="Draw it again"):
        full_mask(tmp_path / "mask", (8, 8), 0, tmp_path / "out")


MATRICES = {
    (1, 0, 0, 1): None,
    (0, 1, -1, 0): "ROTATE_270",
    (-1, 0, 0, -1): "ROTATE_180",
    (0, -1, 1, 0): "ROTATE_90",
    (-1, 0, 0, 1): "FLIP_LEFT_RIGHT",
    (1, 0, 0, -1): "FLIP_TOP_BOTTOM",
    (0, 1, 1, 0): "TRANSPOSE",
    (0, -1, -1, 0): "TRANSVERSE",
}
"""First numbers of the matrix in a track's header (1 stands for 65536) -> how that turns a frame."""


@pytest.fixture(scope="module")
def plain_video() -> bytes:
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as container:
        stream: Any = container.add_stream("libx264", rate=12, options={"qp": "10"})
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv444p"
        for _ in range(3):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.asarray(corners((64, 48))), format="rgb24")))
        container.mux(stream.encode())
    return file.getvalue()


@pytest.mark.parametrize("matrix", MATRICES)
def test_a_video_is_upright_in_frames_posters_and_sizes(
    tmp_path: Path, plain_video: bytes, matrix: tuple[int, int, int, int]
) -> None:
    held = bytearray(plain_video)
    at = held.find(b"tkhd") + 4 + 40
    a, b, c, d = (number * 0x10000 for number in matrix)
    held[at : at + 36] = struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 0x40000000)
    path, made = tmp_path / "held.mp4", tmp_path / "made"
    path.write_bytes(held)
    name = MATRICES[matrix]
    right = seen(turned(corners((64, 48)), Image.Transpose[name] if name else None))
    info = inspect(path)
    assert (info.width, info.height) == right[0]
    assert inspect(path, decode=False) == info
    frame_at(path, info, 0.1, made)
    assert seen(Image.open(made)) == right
    make_thumbnail(path, info, made)
    assert seen(Image.open(made)) == right
    known = probe(bytes(held))
    assert known is not None
    assert (known.width, known.height) == right[0]
    frame = next(frames(bytes(held), 12, right[0]))
    y = np.asarray(frame.y, int)
    bright = np.asarray(turned(corners((64, 48)).convert("L"), Image.Transpose[name] if name else None), int)
    assert np.abs(y - bright)[4:20, 4:20].mean() < 40
    assert frame.size == right[0]


def test_a_slanted_video_is_turned_to_the_nearest_side() -> None:
    assert turn_of_video((60000, 20000, 0, -20000, 60000, 0, 0, 0, 1)) is None
    assert turn_of_video((20000, 60000, 0, -60000, 20000, 0, 0, 0, 1)) is Image.Transpose.ROTATE_270
