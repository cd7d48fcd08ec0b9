"""What a provider is: one vendor that takes a request and answers with a task."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from providers.price import Balance, PriceList
from providers.spec import GenerationRequest
from providers.task import Task


@dataclass(frozen=True)
class Credentials:
    """A vendor key. Printing it never shows the key."""

    api_key: str = field(repr=False)


@dataclass(frozen=True)
class LocalFile:
    """A stored file on its way to a vendor.

    Attributes:
        path: The file, named by its content; read only.
        mime: MIME type found in the bytes.
        sha256: Hex digest of the content.
    """

    path: Path
    mime: str
    sha256: str


@dataclass(frozen=True)
class Hosted:
    """A local file made reachable: put `url` where the vendor wants a URL.

    Attributes:
        url: http(s) URL or data URI.
        lives_s: Seconds until the vendor forgets it; None when it never expires (a data URI).
    """

    url: str = field(repr=False)
    lives_s: float | None


class Provider(Protocol):
    """One vendor. Holds one HTTP client, keeps no state about tasks.

    Outputs carry the labels that the vendor's answer tells. What only the request can tell (which map is which, from
    the order of the results) is added by `request.label_outputs(task.outputs)`, which the caller applies once, when a
    task has succeeded: after `submit` when that was final already, else after `follow`.
    """

    name: str
    """"foxapi": in settings, endpoints and rows."""
    title: str
    """"FoxAPI": for people."""
    max_concurrent: int
    """How many tasks may be under way at once for one installation; more wait their turn before the submit."""

    async def submit(self, request: GenerationRequest, credentials: Credentials) -> Task:
        """Send the charged POST exactly once and return the task it opened (final already, for a synchronous vendor).

        A task that is not final has an id. Local media values must have been made reachable before.

        Raises:
            NotSent: Nothing left this machine; the caller may submit again.
            Refused: The vendor said no; nothing was charged.
            OutcomeUnknown: No clear answer; never submit again by itself.
        """
        ...

    async def poll(self, task_id: str, credentials: Credentials, elapsed_s: float = 0.0) -> Task:
        """Ask once where the task is, `elapsed_s` after its submit. A GET, retried by the client.

        Raises:
            ProviderError: The question failed; never OutcomeUnknown.
        """
        ...

    async def host(self, file: LocalFile, credentials: Credentials) -> Hosted:
        """Make a local file reachable for this vendor: an upload, or a data URI. Not charged.

        Raises:
            ProviderError: The upload failed; nothing was submitted.
        """
        ...

    async def balance(self, credentials: Credentials) -> Balance:
        """Ask once what is left on the key. Raises ProviderError. A GET, retried by the client; ask gently."""
        ...

    async def prices(self, credentials: Credentials) -> PriceList:
        """Ask for the vendor's price list. Raises ProviderError. A GET, retried by the client."""
        ...

    async def aclose(self) -> None:
        """Close the HTTP client."""
        ...
