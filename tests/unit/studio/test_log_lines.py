"""Log lines: one object per line, each with its job; nothing but words a person may read."""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from scripted_vendor import ScriptedVendor, open_studio, run_job

from studio.errors import SettingsError
from studio.log_lines import OF_EASEL, LogFormat, write_logs
from studio.settings import Settings


@pytest.fixture
def loggers_as_before() -> Iterator[None]:
    before = {name: (logger := logging.getLogger(name), logger.handlers[:], logger.level) for name in OF_EASEL}
    yield
    for logger, handlers, level in before.values():
        logger.handlers[:], logger.propagate = handlers, True
        logger.setLevel(level)


@pytest.mark.usefixtures("loggers_as_before")
async def test_a_job_can_be_followed_by_its_id(tmp_path: Path) -> None:
    stream = io.StringIO()
    write_logs(None, stream)  # no terminal: JSON
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        job = await run_job(studio)
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    mine = [line["message"] for line in lines if line.get("job_id") == job.id]
    assert mine[0] == "preparing -> submitting"
    assert mine[-1] == "saving -> succeeded"
    assert all(set(line) >= {"time", "level", "part", "message"} for line in lines)


@pytest.mark.usefixtures("loggers_as_before")
def test_an_error_stays_on_its_line_as_json_and_reads_as_text() -> None:
    formats: tuple[LogFormat, ...] = ("json", "text")
    as_json, as_text = (io.StringIO() for _ in formats)
    for log_format, stream in zip(formats, (as_json, as_text), strict=True):
        write_logs(log_format, stream)
        try:
            raise ValueError("two\nlines")
        except ValueError:
            logging.getLogger("studio.somewhere").exception("it broke")
    (line,) = as_json.getvalue().splitlines()
    assert "ValueError: two\nlines" in json.loads(line)["exception"]
    assert "it broke\nTraceback" in as_text.getvalue()


def test_the_form_of_log_lines_is_a_setting() -> None:
    assert Settings.from_env({"EASEL_LOG": "json"}, ()).log_format == "json"
    assert Settings.from_env({"EASEL_LOG": ""}, ()).log_format is None
    with pytest.raises(SettingsError, match="text or json"):
        Settings.from_env({"EASEL_LOG": "xml"}, ())
