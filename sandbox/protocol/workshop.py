"""The drawing threads: each accepted task is drawn once, in the background, from what the store knows of it."""

import logging
import os
import queue
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future

from sandbox.documents.documents import BODIES
from sandbox.documents.request_body import Body
from sandbox.task_store import DrawnFile, Piece, TaskRecord, TaskStore

Produce = Callable[[TaskRecord, Body, TaskStore], list[Piece]]

_log = logging.getLogger(__name__)


class Workshop:
    """A few daemon threads that draw tasks in the order they came.

    They belong to no event loop, so that one gateway serves several loops, and they never hold up the end of the
    process: a drawing cut short is simply drawn again when its task is asked for.
    """

    def __init__(self, store: TaskStore, produce: Produce | None = None, workers: int = 2) -> None:
        """Make the workshop; its threads start with the first task.

        Args:
            store: Where tasks are and their files go.
            produce: Makes a task's files below its result folder; None: they are drawn.
            workers: Number of threads.
        """
        self._store = store
        self._produce = produce
        self._workers = workers
        self._started = False
        self._waiting: queue.SimpleQueue[TaskRecord] = queue.SimpleQueue()
        self._futures: dict[str, Future[DrawnFile]] = {}
        self._lock = threading.Lock()

    def draw(self, record: TaskRecord) -> Future[DrawnFile]:
        """Return the drawing of a task, starting it unless it is under way or done."""
        with self._lock:
            if (known := self._futures.get(record.id)) is not None:
                return known
            future: Future[DrawnFile] = Future()
            drawn = self._store.drawn(record.id)
            if drawn is not None:
                future.set_result(drawn)
                return future
            self._futures[record.id] = future
            if not self._started:
                self._started = True
                for number in range(self._workers):
                    threading.Thread(target=self._work, name=f"sandbox-draw-{number}", daemon=True).start()
        self._waiting.put(record)
        return future

    def _work(self) -> None:
        if (
            sys.platform == "linux"
        ):  # there, niceness belongs to the thread: the page stays quick while pictures are drawn
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 5)
        while True:
            record = self._waiting.get()
            drawn = self._drawn(record)
            with self._lock:
                future = self._futures.pop(record.id)
            future.set_result(drawn)

    def _drawn(self, record: TaskRecord) -> DrawnFile:
        try:
            body = BODIES[record.model].model_validate(record.body)
            drawn = DrawnFile(pieces=(self._produce or _drawing())(record, body, self._store))
        except Exception as error:
            # Whatever goes wrong, the task must end; a gateway says so in the task.
            _log.exception("drawing %s failed", record.id)
            drawn = DrawnFile(failure=f"The picture could not be drawn: {type(error).__name__}.")
        self._store.finish(record.id, drawn)
        return drawn


def _drawing() -> Produce:
    # Imported here: numpy, Pillow and PyAV are slow to load and not needed to accept or refuse a request.
    from sandbox.paint.production import produce

    return produce
