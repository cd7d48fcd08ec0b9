"""Reading the body of an HTTP answer in small pieces, however it is packed."""

import zlib
from collections.abc import AsyncGenerator

import httpx

_PIECE_BYTES = 256 * 1024
_EITHER_HEADER = 32 + zlib.MAX_WBITS
"""For zlib: gzip or deflate, whichever the bytes say."""


async def unpacked(response: httpx.Response) -> AsyncGenerator[bytes]:
    """Yield the bytes of a streamed body in pieces of bounded size, so that a bomb is noticed before it bursts.

    The HTTP library unpacks a piece from the network as a whole: 64 kB become 64 MB, and more without end when a body
    is packed twice.

    Raises:
        httpx.DecodingError: It is packed in a way nobody asked for, or damaged.
        httpx.RemoteProtocolError: It ends too early.
    """
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", "deflate"):
        raise httpx.DecodingError(f"The answer is packed as {packing[:40]!r}.", request=response.request)
    unpack = None if packing == "identity" else zlib.decompressobj(_EITHER_HEADER)
    assert isinstance(response.stream, httpx.AsyncByteStream)
    arrived = 0
    async for raw in response.stream:
        arrived += len(raw)
        if unpack is None:
            yield raw
            continue
        try:
            while not unpack.eof and (piece := unpack.decompress(raw, _PIECE_BYTES)):
                yield piece
                raw = unpack.unconsumed_tail
        except zlib.error as error:
            raise httpx.DecodingError("The answer is packed wrongly.", request=response.request) from error
    length = response.headers.get("content-length", "")
    cut = unpack is not None and arrived > 0 and not unpack.eof
    if cut or (length.isdecimal() and arrived < int(length)):
        raise httpx.RemoteProtocolError("The answer ends too early.", request=response.request)
