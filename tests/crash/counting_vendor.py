"""A vendor that counts every submit by the reference in its prompt, and Easel's side of it.

It outlives the studios that are killed. They speak to it over a socket, one line of JSON each way: of HTTP nothing is
under test here, and a round costs a tenth.
"""

import asyncio
import base64
import io
import json
import random
import threading
import time
from collections import Counter
from collections.abc import AsyncIterator, Generator, Mapping
from contextlib import contextmanager
from typing import Annotated, Any, ClassVar, Literal

import httpx
from PIL import Image

from providers.errors import Malformed, OutcomeUnknown, VendorNotFound
from providers.price import Balance, PriceList
from providers.provider import Credentials, Hosted, LocalFile
from providers.spec import Capability, GenerationRequest, Role, Shown
from providers.task import Output, Task, TaskStatus

FILE_HOST = "http://files.sandbox.invalid"


def picture(reference: str) -> bytes:
    """Return the picture that belongs to a reference; no two are alike."""
    file = io.BytesIO()
    Image.frombytes("RGB", (8, 8), random.Random(reference).randbytes(192)).save(file, "PNG")
    return file.getvalue()


class CountingVendor:
    """Answers after a while, as vendors do, and remembers which reference was submitted how often.

    Attributes:
        submits: Reference -> how often it was submitted.
        dead: References whose links are dead.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.submits: Counter[str] = Counter()
        self.dead: set[str] = set()
        self._ready_at: dict[str, float] = {}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one line; a studio may die at any moment."""
        try:
            asked = json.loads(await reader.readline())
            answer = await getattr(self, f"_{asked['do']}")(asked["reference"], asked.get("mode"))
            writer.write(json.dumps(answer).encode() + b"\n")
            await writer.drain()
        except (ConnectionError, ValueError):
            pass
        finally:
            writer.close()

    async def _submit(self, reference: str, mode: str) -> dict[str, Any]:
        self.submits[reference] += 1
        await asyncio.sleep(self._random.uniform(0.01, 0.06))
        if mode == "at once":
            await asyncio.sleep(self._random.uniform(0, 0.1))
            return {"picture": base64.b64encode(picture(reference)).decode()}
        self._ready_at[reference] = time.monotonic() + self._random.uniform(0.25, 0.7)
        return {"id": reference}

    async def _poll(self, reference: str, _: None) -> dict[str, Any]:
        ready_at = self._ready_at.get(reference)
        return {} if ready_at is None else {"done": time.monotonic() > ready_at}

    async def _file(self, reference: str, _: None) -> dict[str, Any]:
        await asyncio.sleep(self._random.uniform(0, 0.05))
        return {} if reference in self.dead else {"picture": base64.b64encode(picture(reference)).decode()}


@contextmanager
def serving(vendor: CountingVendor) -> Generator[int]:
    """Serve a vendor in a thread of its own; yield its port on this machine."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(asyncio.start_server(vendor.serve, "127.0.0.1", 0), loop).result()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


async def ask(port: int, do: str, reference: str, mode: str | None = None) -> dict[str, Any]:
    """Ask the vendor one thing. Raises OSError or ValueError when the connection breaks."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(json.dumps({"do": do, "reference": reference, "mode": mode}).encode() + b"\n")
        await writer.drain()
        return json.loads(await reader.readline())
    finally:
        writer.close()


class CountedRequest(GenerationRequest):
    """A request whose prompt is its reference."""

    provider = "counting"
    endpoint = "counting_picture"
    capability = Capability.TEXT_TO_IMAGE
    model_labels: ClassVar[Mapping[str, str]] = {"m": "M"}

    model: Annotated[Literal["m"], Shown(Role.MODEL, "Model")] = "m"
    prompt: Annotated[str, Shown(Role.PROMPT, "Prompt")]
    mode: Annotated[Literal["task", "at once"], Shown(Role.SEQUENTIAL, "Mode")] = "task"


class CountingProvider:
    """Easel's side of the vendor."""

    name = "counting"
    title = "Counting"
    max_concurrent = 60

    def __init__(self, port: int) -> None:
        self._port = port

    async def submit(self, request: GenerationRequest, credentials: Credentials) -> Task:
        """Submit, and take the picture at once or a task."""
        wanted = CountedRequest.model_validate(request.settings())
        try:
            reply = await ask(self._port, "submit", wanted.prompt, wanted.mode)
        except (OSError, ValueError) as error:
            raise OutcomeUnknown(str(error)) from None
        if "picture" in reply:
            data = base64.b64decode(reply["picture"])
            return Task(None, TaskStatus.SUCCEEDED, outputs=(Output("image", data=data),))
        return Task(reply["id"], TaskStatus.QUEUED)

    async def poll(self, task_id: str, credentials: Credentials, elapsed_s: float = 0.0) -> Task:
        """Ask for a task."""
        try:
            reply = await ask(self._port, "poll", task_id)
        except (OSError, ValueError) as error:
            raise Malformed(str(error)) from None
        if "done" not in reply:
            raise VendorNotFound("no such task")
        if not reply["done"]:
            return Task(task_id, TaskStatus.RUNNING)
        return Task(task_id, TaskStatus.SUCCEEDED, outputs=(Output("image", url=f"{FILE_HOST}/{task_id}"),))

    async def host(self, file: LocalFile, credentials: Credentials) -> Hosted:
        """Raise: no request of this vendor holds files."""
        raise Malformed("no request of this vendor holds files")

    async def prices(self, credentials: Credentials) -> PriceList:
        """Raise: there is no list."""
        raise VendorNotFound("no price list")

    async def balance(self, credentials: Credentials) -> Balance:
        """Raise: nothing is known of it."""
        raise VendorNotFound("no balance")

    async def aclose(self) -> None:
        """Close nothing: every question has a connection of its own."""


class FileServer(httpx.AsyncBaseTransport):
    """The vendor's file server as the studio's downloads see it: every file comes in two halves."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the picture of the reference in the path, or 404."""
        try:
            reply = await ask(self._port, "file", request.url.path.removeprefix("/"))
        except (OSError, ValueError) as error:
            raise httpx.ReadError(str(error)) from None
        if "picture" not in reply:
            return httpx.Response(404, request=request)
        return httpx.Response(200, content=self.halves(base64.b64decode(reply["picture"])), request=request)

    async def halves(self, content: bytes) -> AsyncIterator[bytes]:
        """Yield a file in two pieces."""
        yield content[: len(content) // 2]
        yield content[len(content) // 2 :]
