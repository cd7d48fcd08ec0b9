"""What of the studio touches the disk and the network."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from studio.clock import Clock
from studio.fetching.address_guard import AddressGuard
from studio.fetching.downloads import DownloadLimits, Downloads
from studio.files.disk_space import DiskSpace
from studio.files.file_store import FileStore
from studio.jobs.inbox import Inbox
from studio.ledger.database import Ledger
from studio.settings import Settings


@dataclass(frozen=True)
class Outside:
    """They are built before everything else: `downloads` fetches results, `links` what people name."""

    ledger: Ledger
    store: FileStore
    inbox: Inbox
    downloads: Downloads
    links: Downloads
    disk_space: DiskSpace

    @classmethod
    def usual(
        cls,
        settings: Settings,
        *,
        sandbox: httpx.AsyncBaseTransport | None = None,
        clock: Clock | None = None,
    ) -> "Outside":
        """Return the parts of an installation.

        Args:
            settings: What Easel was told from outside.
            sandbox: Serves result files of the in-process sandbox.
            clock: Time.
        """
        hosts = {urlsplit(vendor.base_url).hostname or "" for vendor in settings.vendors.values()}
        return cls(
            ledger=Ledger.in_directory(settings.data_dir, clock),
            store=FileStore(settings.data_dir),
            inbox=Inbox(settings.data_dir),
            downloads=Downloads(
                AddressGuard(hosts, unencrypted=True),
                sandbox=sandbox,
                proxies=settings.proxies,
                through_proxies=settings.proxy_downloads,
            ),
            links=Downloads(AddressGuard(()), limits=DownloadLimits(image_bytes=200 * 1024**2), max_concurrent=2),
            disk_space=DiskSpace(settings.data_dir, max_bytes=settings.max_disk_bytes, clock=clock),
        )
