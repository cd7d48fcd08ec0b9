"""Building the studio of the catalogue's vendors from the settings."""

from collections.abc import Iterator

import httpx

from materials.sets.classify import classify
from providers.catalogue import MAPS_REQUEST, PROFILE_REQUEST, REQUESTS, VENDORS, Vendor
from studio.assembly import assemble
from studio.fetching.address_guard import SANDBOX_SUFFIX
from studio.settings import Settings
from studio.studio import Studio
from studio.vendors.gateways import Gateway, GatewayStatus


def build_studio(settings: Settings, *, sandbox: httpx.AsyncBaseTransport | None) -> Studio:
    """Build the studio and take the data directory; the database opens with `Studio.lifespan`.

    Args:
        settings: What Easel was told from outside.
        sandbox: Plays every vendor without a key; None: such vendors cannot be used.

    Raises:
        DataDirBusy: Another process uses the data directory.
    """
    studio = assemble(
        settings,
        [way for vendor in VENDORS for way in _ways(vendor, settings, sandbox)],
        requests={**REQUESTS, PROFILE_REQUEST.endpoint: PROFILE_REQUEST},
        profile_request=PROFILE_REQUEST,
        maps_request=MAPS_REQUEST,
        classify=classify,
        statuses=[_status(vendor, settings) for vendor in VENDORS],
        sandbox=sandbox,
    )
    studio.machinery.lock.acquire()
    return studio


def _ways(vendor: Vendor, settings: Settings, sandbox: httpx.AsyncBaseTransport | None) -> Iterator[Gateway]:
    """Yield the live way, without a key where people have to bring theirs, and the sandbox."""
    own = settings.vendors[vendor.name]
    proxy = settings.proxies.way(httpx.URL(own.base_url))
    yield Gateway.to(
        vendor.build(own.base_url, proxy and proxy.transport()),
        api_key=own.api_key.get_secret_value() if own.api_key else "",
        base_url=own.base_url,
        sandbox=False,
        submit_gap_s=vendor.submit_gap_s,
    )
    if sandbox is not None:
        base_url = f"http://{vendor.name}{SANDBOX_SUFFIX}"
        yield Gateway.to(vendor.build(base_url, sandbox), api_key="sandbox", base_url=base_url, sandbox=True)


def _status(vendor: Vendor, settings: Settings) -> GatewayStatus:
    own = settings.vendors[vendor.name]
    return GatewayStatus(vendor.name, vendor.title, live=own.api_key is not None, base_url=own.base_url)
