"""What is made of references on this machine: parts, what fits a model, frames, masks; and names for them."""

import io
from collections.abc import AsyncIterator
from pathlib import Path

import av
import numpy as np
import pytest
import pytest_asyncio
from PIL import Image
from scripted_vendor import ScriptedVendor, open_studio

from providers.happened import only_text
from providers.spec import Media
from studio.errors import FieldErrors, NotFound, NotPossible
from studio.references.named_references import without_names
from studio.references.picture_edits import WHOLE
from studio.references.references import Reference, breach
from studio.studio import Studio

pytestmark = pytest.mark.asyncio(loop_scope="module")
ANN, BOB = "ann", "bob"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def studio(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Studio]:
    async with open_studio(tmp_path_factory.mktemp("data"), ScriptedVendor()) as running:
        yield running


def quarters() -> Image.Image:
    """Red and green above blue and white, 80 x 40."""
    picture = np.zeros((40, 80, 3), np.uint8)
    picture[:20, :40], picture[:20, 40:], picture[20:, :40], picture[20:, 40:] = (
        (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255),
    )  # fmt: skip
    return Image.fromarray(picture)


async def kept(
    studio: Studio, tmp_path: Path, image: Image.Image, format_name: str = "PNG", **options: object
) -> Reference:
    path = tmp_path / f"picture.{format_name.lower()}"
    image.save(path, format_name, **options)
    return await studio.references.keep(ANN, path, path.name)


def opened(studio: Studio, reference: Reference) -> Image.Image:
    with Image.open(studio.files.path(reference.sha256)) as image:
        image.load()
        return image


async def test_a_part_is_turned_first_and_begins_from_the_original(studio: Studio, tmp_path: Path) -> None:
    original = await kept(studio, tmp_path, quarters())
    upper = await studio.reference_edits.part(ANN, original.value, 1, (0, 0, 1, 0.5))
    image = opened(studio, upper)
    assert image.size == (40, 40)
    assert (image.getpixel((5, 5)), image.getpixel((35, 5))) == ((0, 0, 255), (255, 0, 0))
    assert (upper.made_from, upper.edit) == (original.sha256, {"turns": 1, "box": [0, 0, 1, 0.5]})
    other = await studio.reference_edits.part(ANN, upper.value, 0, (0.5, 0, 1, 1))
    assert opened(studio, other).size == (40, 40)
    assert other.made_from == original.sha256
    assert (await studio.reference_edits.part(ANN, other.value, 4, WHOLE)).value == original.value
    assert await studio.references.info(ANN, upper.value) == upper


async def test_a_picture_a_camera_held_sideways_is_cut_as_it_is_seen(studio: Studio, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise
    sideways = await kept(studio, tmp_path, quarters(), "JPEG", exif=exif, quality=95)
    image = opened(studio, await studio.reference_edits.part(ANN, sideways.value, 0, (0, 0, 0.5, 0.5)))
    assert (image.size, image.format) == ((20, 40), "JPEG")
    assert np.median(np.abs(np.asarray(image, int) - (0, 0, 255)), axis=(0, 1)).max() < 12


@pytest.mark.parametrize("box", [(0.5, 0, 0.5, 1), (0, 0, 0.001, 0.001), (0, 0, float("nan"), 1), ("a", 0, 1, 1)])
async def test_nothing_is_no_part(studio: Studio, tmp_path: Path, box: tuple[float, float, float, float]) -> None:
    original = await kept(studio, tmp_path, quarters())
    with pytest.raises(NotPossible):
        await studio.reference_edits.part(ANN, original.value, 0, box)


@pytest.mark.parametrize(
    ("rules", "mode"),
    [
        (Media("image", max_side_px=60), "RGB"),
        (Media("image", max_bytes=3000), "RGB"),
        (Media("image", formats=("png",), max_bytes=6000), "RGB"),
        (Media("image", formats=("jpeg", "webp")), "RGB"),
        (Media("image", png_alpha=False), "RGBA"),
        (Media("image", formats=("jpeg",), max_side_px=100, max_bytes=5000, png_alpha=False), "RGBA"),
    ],
)
async def test_what_a_model_would_refuse_is_made_to_fit(
    studio: Studio, tmp_path: Path, rules: Media, mode: str
) -> None:
    noise = Image.effect_noise((160, 90), 60).convert(mode)
    if mode == "RGBA":
        noise.putalpha(Image.linear_gradient("L").resize(noise.size))
    before = await kept(studio, tmp_path, noise)
    assert breach(before.info, rules, only_text("It"))
    after = await studio.reference_edits.fit(ANN, before.value, rules)
    assert breach(after.info, rules, only_text("It")) is None
    assert abs(after.info.width / after.info.height - 16 / 9) < 0.06
    assert after.made_from == before.sha256


@pytest.mark.parametrize(("format_name", "becomes"), [("WEBP", ("webp", True)), ("GIF", ("jpeg", False))])
async def test_where_a_png_may_not_be_transparent_only_a_webp_stays_so(
    studio: Studio, tmp_path: Path, format_name: str, becomes: tuple[str, bool]
) -> None:
    clear = Image.new("RGBA", (90, 60), (200, 20, 20, 0))
    clear.paste((20, 20, 200, 255), (10, 10, 50, 50))
    before = await kept(studio, tmp_path, clear, format_name)
    assert before.info.has_alpha
    rules = Media("image", formats=("jpeg", "png", "bmp", "webp"), max_side_px=60, png_alpha=False)
    after = await studio.reference_edits.fit(ANN, before.value, rules)
    assert (after.info.format, after.info.has_alpha) == becomes
    assert breach(after.info, rules, only_text("It")) is None


@pytest.mark.parametrize(
    "rules",
    [Media("image", min_side_px=200), Media("image", max_aspect=1.5), Media("video"), Media("image", max_bytes=9)],
)
async def test_what_shrinking_cannot_mend_is_said(studio: Studio, tmp_path: Path, rules: Media) -> None:
    before = await kept(studio, tmp_path, quarters())
    with pytest.raises(NotPossible, match="another one"):
        await studio.reference_edits.fit(ANN, before.value, rules)


def film() -> bytes:
    """Ten frames a second for two seconds, each as bright as ten times its number."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as output:
        stream = output.add_stream("h264", rate=10)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(20):
            grey = np.full((48, 64, 3), number * 10, np.uint8)
            output.mux(stream.encode(av.VideoFrame.from_ndarray(grey, format="rgb24")))
        output.mux(stream.encode())
    return file.getvalue()


async def test_the_frame_of_a_moment_is_the_one_shown_then(studio: Studio, tmp_path: Path) -> None:
    path = tmp_path / "walk.mp4"
    path.write_bytes(film())
    video = await studio.references.keep(ANN, path, "walk.mp4")
    for at_s, number in ((0, 0), (0.75, 7), (1.3, 13), (99, 19), (-4, 0)):
        frame = await studio.reference_edits.frame(ANN, at_s, value=video.value)
        assert abs(int(np.asarray(opened(studio, frame)).mean()) - number * 10) < 4, at_s
        assert (frame.info.kind, frame.made_from) == ("image", video.sha256)
    assert (await studio.reference_edits.frame(ANN, 0.75, value=video.value)).name == "walk at 0.75 s.png"
    with pytest.raises(NotPossible, match="a picture already"):
        await studio.reference_edits.frame(ANN, 0, value=frame.value)
    with pytest.raises(NotPossible, match="Only a picture"):
        await studio.reference_edits.part(ANN, video.value, 1)
    for refused in (
        studio.reference_edits.mark(ANN, video.value, [[[0, 0], [1, 1]]]),
        studio.reference_edits.mask(ANN, path, 0, of=video.value),
    ):
        with pytest.raises(NotPossible, match="made for a picture"):
            await refused


def drawn(tmp_path: Path, marked: tuple[int, int, int, int] | None, size: tuple[int, int] = (20, 10)) -> Path:
    mask = Image.new("L", size)
    if marked:
        mask.paste(255, marked)
    mask.save(tmp_path / "drawn.png")
    return tmp_path / "drawn.png"


async def test_a_mask_has_the_exact_size_of_its_picture(studio: Studio, tmp_path: Path) -> None:
    picture = await kept(studio, tmp_path, quarters().resize((301, 151)))
    half = drawn(tmp_path, (0, 0, 10, 10))
    mask = await studio.reference_edits.mask(ANN, half, 0, of=picture.value)
    image = opened(studio, mask)
    assert (image.size, image.mode, mask.made_from, mask.name) == ((301, 151), "L", picture.sha256, "picture-mask.png")
    assert (image.getpixel((130, 75)), image.getpixel((170, 75))) == (255, 0)
    soft = opened(studio, await studio.reference_edits.mask(ANN, half, 0.05, of=picture.value))
    assert 60 < int(soft.getpixel((150, 75))) < 200  # type: ignore[arg-type]
    by_size = await studio.reference_edits.mask(ANN, half, 0, size=(64, 32))
    assert opened(studio, by_size).size == (64, 32)


async def test_a_mask_without_a_mark_or_a_size_is_refused(studio: Studio, tmp_path: Path) -> None:
    empty = drawn(tmp_path, None)
    with pytest.raises(NotPossible, match="Nothing is marked"):
        await studio.reference_edits.mask(ANN, empty, 0, size=(64, 32))
    for size in (None, (0, 5), (100_000, 100_000)):
        with pytest.raises(NotPossible, match=r"size|large"):
            await studio.reference_edits.mask(ANN, empty, 0, size=size)
    partial = studio.files.new_partial().parent
    assert list(partial.iterdir()) == []


async def test_a_mask_of_areas_has_the_exact_size_of_its_picture(studio: Studio, tmp_path: Path) -> None:
    picture = await kept(studio, tmp_path, quarters().resize((301, 151)))
    areas = [[[0.75, 0.5], [0.25, -1]], [[0.8, 0.6], [1, 0.6], [0.9, 1]]]
    image = opened(studio, await studio.reference_edits.mark(ANN, picture.value, areas))
    assert (image.size, image.mode) == ((301, 151), "L")
    points = [(100, 2), (200, 70), (230, 70), (100, 90), (270, 110), (245, 140)]
    assert [image.getpixel(point) for point in points] == [255, 255, 0, 0, 255, 0]
    other = opened(studio, await studio.reference_edits.mark(ANN, picture.value, areas, inverted=True))
    assert [other.getpixel(point) for point in points] == [0, 0, 255, 255, 0, 255]
    soft = opened(studio, await studio.reference_edits.mark(ANN, picture.value, areas, 0.05))
    assert 60 < int(soft.getpixel((226, 30))) < 200  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "areas",
    [None, [], [[[0, 0]]], [[[0, 0], [1]]], [[["a", 0], [1, 1]]], [[[float("nan"), 0], [1, 1]]], [[[0, 0], [0, 1]]]],
)
async def test_what_marks_nothing_is_no_mask(studio: Studio, tmp_path: Path, areas: object) -> None:
    picture = await kept(studio, tmp_path, quarters())
    with pytest.raises(NotPossible):
        await studio.reference_edits.mark(ANN, picture.value, areas)


async def test_edits_are_for_the_owner_alone(studio: Studio, tmp_path: Path) -> None:
    picture = await kept(studio, tmp_path, quarters())
    edits = studio.reference_edits
    for refused in (
        edits.part(BOB, picture.value, 1),
        edits.fit(BOB, picture.value, Media("image")),
        edits.frame(BOB, 0, value=picture.value),
        edits.mask(BOB, drawn(tmp_path, (0, 0, 5, 5)), 0, of=picture.value),
        edits.mark(BOB, picture.value, [[[0, 0], [1, 1]]]),
        studio.names.save(BOB, "vase", [picture.value]),
    ):
        with pytest.raises(NotFound):
            await refused


async def test_names_stand_for_references_of_their_owner(studio: Studio, tmp_path: Path) -> None:
    one = await kept(studio, tmp_path, quarters())
    two = await kept(studio, tmp_path, quarters().rotate(90))
    await studio.names.save(ANN, "@Anna", [one.value])
    await studio.names.save(ANN, "anna", [one.value, two.value])
    await studio.names.save(ANN, "小明", [two.value])
    assert [(each.name, len(each.values)) for each in await studio.names.all(ANN)] == [("anna", 2), ("小明", 1)]
    prompt = "@ANNA and @小明在跑, not @annabel, me@anna.org or @nobody"
    found = await studio.names.mentioned(ANN, prompt)
    assert {name: [each.value for each in files] for name, files in found.items()} == {
        "anna": [one.value, two.value],
        "小明": [two.value],
    }
    said = without_names(prompt, {"anna": "image 1", "小明": "图2"})
    assert said == "image 1 and 图2在跑, not @annabel, me@anna.org or @nobody"
    assert await studio.names.mentioned(BOB, prompt) == {}
    assert await studio.names.all(BOB) == []
    with pytest.raises(NotFound):
        await studio.names.forget(BOB, "anna")
    assert (await studio.names.forget(ANN, "Anna")).values == (one.value, two.value)
    assert [each.name for each in await studio.names.all(ANN)] == ["小明"]


@pytest.mark.parametrize(
    ("name", "count"), [("two words", 1), ("", 1), ("-x", 1), ("a" * 41, 1), ("fine", 0), ("fine", 10)]
)
async def test_what_cannot_be_named_is_refused(studio: Studio, tmp_path: Path, name: str, count: int) -> None:
    one = await kept(studio, tmp_path, quarters())
    with pytest.raises(FieldErrors):
        await studio.names.save(ANN, name, [one.value] * count)
