"""Processes that have everything imported already: a start takes milliseconds of processor time, not seconds."""

import multiprocessing
import os
import sys
from multiprocessing import forkserver
from typing import Any

# What tests start in processes of their own, and what those import late.
PRELOADED = ["app", "killed_studio", "launched", "httpcore", "sqlalchemy.dialects.sqlite"]


def quick_starts() -> Any:
    """Return a `multiprocessing` context whose processes are forks of one that has imported Easel.

    It starts when first asked for, in this very process's environment. Windows has no fork: there all is imported anew.
    """
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))  # the server does not take over sys.path
    try:
        forkserver.ensure_running()
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before
    return context
