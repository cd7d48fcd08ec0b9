"""What a media field holds: a kept file is known by its whole digest, and one value is a list of one."""

import pytest

from providers.media_values import LocalMedia, media_values

SHA256 = "0f" * 32


def test_a_kept_file_is_read_and_written_the_same() -> None:
    local = LocalMedia.parse(f"easel:{SHA256}")
    assert local is not None
    assert (local.sha256, str(local)) == (SHA256, f"easel:{SHA256}")


@pytest.mark.parametrize(
    "value",
    [
        "",
        SHA256,
        "easel:",
        "easel:12",
        f"easel:{SHA256}0",
        f"easel:{SHA256}\n",
        f"easel:{SHA256.upper()}",
        f" easel:{SHA256}",
        f"EASEL:{SHA256}",
        "easel:../../etc/passwd",
        f"https://example.com/easel:{SHA256}",
        None,
        7,
        [f"easel:{SHA256}"],
        f"easel:{SHA256}".encode(),
    ],
)
def test_anything_else_is_none(value: object) -> None:
    assert LocalMedia.parse(value) is None


@pytest.mark.parametrize(
    ("held", "values"),
    [(None, []), ("", []), ([], []), ("a", ["a"]), (["a", "b"], ["a", "b"]), (("a",), ["a"]), (7, [7])],
)
def test_one_value_several_or_nothing_is_a_list(held: object, values: list[object]) -> None:
    assert media_values(held) == values


def test_the_list_is_a_copy() -> None:
    held = ["a"]
    media_values(held).append("b")
    assert held == ["a"]
