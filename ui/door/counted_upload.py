"""A body of Gradio's upload route on its way in: counted as it comes, and refused where it has no room."""

from starlette.datastructures import Headers
from starlette.formparsers import MultiPartException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from studio.errors import StorageFull
from studio.references.upload_room import UploadRoom


async def counted_upload(
    app: ASGIApp, room: UploadRoom, owner: str, scope: Scope, receive: Receive, send: Send
) -> None:
    """Let Gradio take an upload as long as there is room for it; else answer 413 with a sentence.

    What it has written of one that is refused or cut off it removes itself: it is told of a part that is no good.
    """
    declared = Headers(scope=scope).get("content-length", "")
    coming = room.arriving(owner)
    refused: StorageFull | None = None

    async def counting() -> Message:
        nonlocal refused
        message = await receive()
        if message["type"] != "http.request":
            raise MultiPartException("The upload was cut off.")
        try:
            await coming.more(len(message.get("body", b"")))
        except StorageFull as error:
            refused = error
            raise MultiPartException(str(error)) from None
        return message

    async def answering(message: Message) -> None:
        if refused is None:
            await send(message)

    try:
        try:
            await room.check(owner, int(declared) if declared.isdecimal() else 0)
        except StorageFull as error:
            refused = error
        else:
            await app(scope, counting, answering)
        if refused is not None:
            answer = PlainTextResponse(str(refused), 413, headers={"Connection": "close"})
            await answer(scope, receive, send)
    finally:
        coming.close()
