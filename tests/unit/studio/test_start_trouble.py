"""Starts that must end in a last line which names the cause, and never in a traceback."""

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from app import read_dotenv
from providers.catalogue import VENDORS
from studio.build import build_studio
from studio.errors import SettingsError
from studio.ledger.database import Ledger
from studio.settings import Settings
from studio.start_trouble import why_not


async def told(data_dir: Path) -> str:
    """Return what is said about the database of a directory."""
    ledger = Ledger.in_directory(data_dir)
    try:
        await ledger.open()
    except Exception as error:
        return why_not(error, data_dir) or "nothing known"
    finally:
        await ledger.close()
    return "it opened"


async def test_a_database_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    path = tmp_path / "easel.db"
    path.write_bytes(b"not a database")
    assert f"The database {path} is damaged" in await told(tmp_path)
    path.unlink()
    path.mkdir()
    assert f"The database {path} is a directory" in await told(tmp_path)
    path.rmdir()
    with sqlite3.connect(path) as foreign:
        foreign.execute("CREATE TABLE jobs (id TEXT)")
    foreign.close()
    assert "is not as Easel writes it" in await told(tmp_path)
    path.unlink()
    assert await told(tmp_path) == "it opened"
    with sqlite3.connect(path) as newer:
        newer.execute("UPDATE schema_version SET version = version + 1")
    newer.close()
    assert "newer Easel" in await told(tmp_path)


def test_what_stands_in_the_way_of_the_data_directory_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    for data_dir in (file, file / "below"):
        with pytest.raises(OSError) as caught:  # noqa: PT011  Which one differs; the sentence is what counts.
            build_studio(Settings.from_env({"EASEL_DATA_DIR": str(data_dir)}, VENDORS), sandbox=None)
        assert f"{file} is in the way" in (why_not(caught.value, data_dir) or "")
    for number, words in (
        (errno.EROFS, "cannot be written"),
        (errno.EACCES, "cannot be written"),
        (errno.ENOSPC, "no room left"),
        (errno.ENOLCK, "cannot be used"),
    ):
        assert words in (why_not(OSError(number, "trouble", str(tmp_path)), tmp_path) or "")
    assert why_not(KeyError("ours"), tmp_path) is None


def test_an_env_file_that_is_no_text_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / ".env"
    monkeypatch.setattr("app.find_dotenv", lambda: str(path))
    path.write_bytes("EASEL_OPEN=1".encode("utf-16"))
    with pytest.raises(SettingsError, match="UTF-8"):
        read_dotenv()
    monkeypatch.delenv("EASEL_TEST_OF_ENV", raising=False)
    path.write_bytes(b"\xef\xbb\xbfEASEL_TEST_OF_ENV=read\n")
    read_dotenv()
    assert os.environ.pop("EASEL_TEST_OF_ENV") == "read"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("", ""),
        ("/", ""),
        ("easel", "/easel"),
        ("/a/b/", "/a/b"),
        ("https://host.example:8443/easel/", "https://host.example:8443/easel"),
    ],
)
def test_a_root_path_is_read_in_every_spelling(given: str, read: str) -> None:
    assert Settings.from_env({"GRADIO_ROOT_PATH": given}, VENDORS).root_path == read


@pytest.mark.parametrize("given", ["/a b", "https://", "/a?b", "/ä", "ftp://host/x"])
def test_a_wrong_root_path_is_named(given: str) -> None:
    with pytest.raises(SettingsError, match="GRADIO_ROOT_PATH"):
        Settings.from_env({"GRADIO_ROOT_PATH": given}, VENDORS)
