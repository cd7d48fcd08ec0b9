"""Everything a vendor call can end in, as one tree.

ProviderError
├── NotSent                 the request never left this machine: nothing was charged, it may be sent again
├── Refused                 the vendor said no: nothing was charged, unless it is `perhaps_accepted`
│   ├── BadCredentials      401, 403: the key is missing, wrong or not allowed to use this model
│   ├── NoBalance           402: the account is empty
│   ├── VendorNotFound      404: the vendor does not know this task
│   ├── TooLarge            413: a file or body was too big
│   ├── InvalidRequest      400, 422: a parameter was refused
│   ├── TurnedAway          403 without JSON: by a protection in front of the vendor
│   └── RateLimited         429: too many requests; `retry_after_s` says when to try again
├── Unavailable             5xx or a cut connection on a GET: try again later
│   └── AnotherTask         the answer to a GET is about another task: ask anew
├── OutcomeUnknown          the connection broke, timed out or answered 5xx during a charged POST
└── Malformed               the vendor answered something that is not its documented format
    └── NoResults           the vendor says a task is done, and for minutes on gives no file
"""

from collections.abc import Mapping

from providers.happened import Fact, Happened, happened
from providers.provider_sentences import PROVIDER_SENTENCES
from providers.telling import worded


class ProviderError(Exception):
    """Base of every vendor error.

    Args:
        told: What happened; a text is the vendor's own words. Safe to show; never contains a key.
        status: HTTP status, where there was one.
        vendor_code: The vendor's machine code ("invalid_image_url"), where there was one.
        request_id: The vendor's request id, for its support.
        field: The request parameter the vendor names, where it does.
    """

    perhaps_accepted = False
    """True of an answer to a charged POST that sounds like a refusal, but is none that a document names: 429, an error
    inside a 2xx, other 4xx. The vendor's own clients take those for perhaps accepted; probably nothing was charged."""

    def __init__(
        self,
        told: Happened | str,
        *,
        status: int | None = None,
        vendor_code: str | None = None,
        request_id: str | None = None,
        field: str | None = None,
    ) -> None:
        self.told = happened("vendor_says", words=told) if isinstance(told, str) else told
        super().__init__(self.message)
        self.status = status
        self.vendor_code = vendor_code
        self.request_id = request_id
        self.field = field

    @property
    def code(self) -> str:
        """What happened, for programs: "vendor_says" where the vendor told it; its class tells more."""
        return self.told.code

    @property
    def facts(self) -> Mapping[str, Fact]:
        """The facts of `code`."""
        return self.told.facts

    @property
    def message(self) -> str:
        """What happened as a sentence in English, or the vendor's words."""
        return worded(self.told, PROVIDER_SENTENCES)

    @property
    def words(self) -> str:
        """The message, with code and request id where it does not say them, for people and the vendor's support."""
        request = f"request {self.request_id}" if self.request_id and self.request_id not in self.message else None
        extras = [text for text in (self.vendor_code, request) if text and text not in self.message]
        return f"{self.message} ({', '.join(extras)})" if extras else self.message


class NotSent(ProviderError):
    """No byte of the request was sent. Check the address and the connection, then run it again."""


class Refused(ProviderError):
    """The vendor said no. Change what it names and run it again."""


class BadCredentials(Refused):
    """The key is missing, wrong, or may not use this model. Set the right key and start Easel again."""


class NoBalance(Refused):
    """The account has no balance left. Top it up at the vendor, then run it again."""


class VendorNotFound(Refused):
    """The vendor does not know this task or address."""


class TooLarge(Refused):
    """A file is bigger than the vendor takes. Use a smaller one."""


class InvalidRequest(Refused):
    """A parameter or a file was refused. The message names it."""


class TurnedAway(Refused):
    """A protection in front of the vendor did not let the request through. The key is not the matter."""


class RateLimited(Refused):
    """Too many requests. Wait `retry_after_s` seconds (None: the vendor did not say)."""

    def __init__(self, told: Happened | str, *, retry_after_s: float | None = None, **facts: object) -> None:
        super().__init__(told, **facts)  # type: ignore[arg-type]
        self.retry_after_s = retry_after_s


class Unavailable(ProviderError):
    """The vendor cannot be reached or is failing. Nothing is lost; try again later."""

    def __init__(self, told: Happened | str, *, retry_after_s: float | None = None, **facts: object) -> None:
        super().__init__(told, **facts)  # type: ignore[arg-type]
        self.retry_after_s = retry_after_s


class AnotherTask(Unavailable):
    """An answer that is about another task than the one asked for, and so none. It is asked for anew."""


class OutcomeUnknown(ProviderError):
    """A charged POST got no clear answer. It may have been charged; it is never sent again by itself."""


class Malformed(ProviderError):
    """The vendor's answer could not be understood. The message shows the start of it."""


class NoResults(Malformed):
    """The vendor calls the task done but names no file. It was charged; ask the vendor with the task id."""
