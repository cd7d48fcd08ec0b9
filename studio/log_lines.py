"""Log lines that a person can read at a terminal and a program anywhere else, each with the job it is about."""

import json
import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Literal, TextIO

LogFormat = Literal["text", "json"]
OF_EASEL = ("studio", "ui", "sandbox", "providers")

log_job: ContextVar[str | None] = ContextVar("log_job", default=None)
"""The job that this task works on; set once where the task begins."""


def write_logs(log_format: LogFormat | None = None, stream: TextIO = sys.stderr) -> None:
    """Write what Easel logs to a stream, from INFO up; other libraries' logs stay where they are.

    Args:
        log_format: None: text at a terminal, else JSON, one object per line.
        stream: Where to.
    """
    wanted = log_format or ("text" if stream.isatty() else "json")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines() if wanted == "json" else TextLines())
    for name in OF_EASEL:
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.setLevel(logging.INFO)
        logger.propagate = False


class JsonLines(logging.Formatter):
    """{"time": ISO 8601 in UTC, "level", "part", "job_id" where there is one, "message", "exception" where one was}."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "part": record.name,
            "message": record.getMessage(),
        }
        job = log_job.get()
        if job is not None:
            line["job_id"] = job
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class TextLines(logging.Formatter):
    """14:02:11 job 3f…: message."""

    def format(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created).strftime("%H:%M:%S")
        job = log_job.get()
        words = f"{time} {f'job {job}: ' if job else ''}{record.getMessage()}"
        return f"{words}\n{self.formatException(record.exc_info)}" if record.exc_info else words
