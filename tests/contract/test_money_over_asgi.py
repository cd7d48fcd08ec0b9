"""Prices and balances as the gateway answers them, read by the providers and used by a studio."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from providers.anyfast.images import AnyFast
from providers.catalogue import REQUESTS
from providers.foxapi.tasks import FoxApi
from providers.price import estimate
from providers.provider import Credentials, Provider
from sandbox.gateway import create_gateway
from studio.assembly import assemble
from studio.money.budgets import Limits
from studio.settings import Settings, VendorSettings
from studio.vendors.gateways import Gateway

BASE = "http://foxapi.sandbox.invalid"
KEY = Credentials("a-key-of-its-own")
MATERIAL: dict[str, Any] = {"prompt": "brick", "maps": ["normal"], "image_size": 64}


@pytest.fixture
def transport(tmp_path: Path) -> httpx.ASGITransport:
    return httpx.ASGITransport(create_gateway(tmp_path / "gateway", speed=1000))


@pytest.mark.parametrize("vendor", [FoxApi, AnyFast])
async def test_both_vendors_read_prices_and_balance(vendor: Any, transport: httpx.ASGITransport) -> None:
    provider: Provider = vendor(BASE, transport=transport)
    prices = await provider.prices(KEY)
    for cls in (each for each in REQUESTS.values() if each.provider == provider.name):
        assert all(prices[model].most_usd > 0 for model in cls.model_labels)
    assert (await provider.balance(KEY)).available_usd == 1000
    assert (await provider.balance(Credentials("empty-purse"))).available_usd == 0
    await provider.aclose()


async def test_a_charged_create_takes_what_the_estimate_says(transport: httpx.ASGITransport) -> None:
    provider = FoxApi(BASE, transport=transport)
    request = REQUESTS["foxapi_patina_material"].model_validate(MATERIAL)
    cost = estimate((await provider.prices(KEY))["patina-material"], request.billed(0))
    task = await provider.submit(request, KEY)
    assert task.id is not None
    assert cost is not None
    assert (await provider.balance(KEY)).available_usd == pytest.approx(1000 - cost.most_usd)
    assert (await provider.poll(task.id, KEY)).credits_reserved == pytest.approx(100 * cost.most_usd)
    await provider.aclose()


async def test_a_studio_writes_down_estimate_credits_and_both_balances(
    tmp_path: Path, transport: httpx.ASGITransport
) -> None:
    vendors = {"foxapi": VendorSettings(base_url=BASE, api_key=SecretStr(KEY.api_key))}
    gateway = Gateway.to(FoxApi(BASE, transport=transport), api_key=KEY.api_key, base_url=BASE, sandbox=False)
    studio = assemble(
        Settings(data_dir=tmp_path / "data", vendors=vendors), [gateway], requests=REQUESTS, sandbox=transport
    )
    async with studio.lifespan(grace_s=5):
        await studio.money.budgets.set_own("local", Limits(daily_usd=1))
        seen = await studio.money.balance("local", "foxapi")
        assert seen is not None
        request = REQUESTS["foxapi_patina_material"].model_validate(MATERIAL)
        job = await studio.jobs.start("local", request)
        job = await studio.jobs.wait("local", job.id, 30)
        assert (job.state, job.charged, job.cost) == ("succeeded", "yes", 0.04)
        assert (job.balance_before, job.credits_reserved, job.cost_note) == (1000, 4, "4 credits reserved")
        assert (await studio.money.budgets.status("local")).today_usd == 0.04
