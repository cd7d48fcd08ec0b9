"""The token of an agent opens what its owner's agents need, and nothing else, for as long as both may come in."""

import pytest
from sqlalchemy import select
from starlette.types import Scope
from two_people import Served, browser, call

from studio.access.access import Access
from studio.access.owners import LOCAL, hugging_face_owner, login_owner, visitor_owner
from studio.ledger.tables import jobs
from ui.door.identity import Identities
from ui.door.who_asks import Door

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_token_opens_its_owner_s_files_until_it_is_revoked(with_job: Served) -> None:
    job = jobs.c.id == with_job.job["job_id"]
    [(ada,)] = await with_job.studio.machinery.ledger.rows(select(jobs.c.owner).where(job))
    [output] = with_job.job["outputs"]
    made = await with_job.studio.agents.make(ada, "Porter")
    theirs = await with_job.studio.agents.make(visitor_owner("b" * 32), "Theirs")
    async with browser(with_job.app) as program:
        for token, status in ((made.token, 200), (theirs.token, 404), ("easel_wrong", 401), ("", 401)):
            answer = await program.get(output["url"], headers={"Authorization": f"Bearer {token}"})
            assert answer.status_code == status, token
            assert "set-cookie" not in answer.headers
        await with_job.studio.agents.revoke(ada, made.agent.id)
        answer = await program.get(output["url"], headers={"Authorization": f"Bearer {made.token}"})
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
    wrong = await with_job.ada.get(output["url"], headers={"Authorization": "Bearer easel_wrong"})
    assert wrong.status_code == 401  # a good cookie beside it does not make it right


@pytest.mark.parametrize("path", ["/", "/config", "/gradio_api/queue/status", "/gradio_api/info"])
async def test_a_token_opens_no_page(served: Served, path: str) -> None:
    made = await served.studio.agents.make(visitor_owner("a" * 32), "Porter")
    async with browser(served.app) as program:
        headers = {"Authorization": f"Bearer {made.token}"}
        assert (await program.get(path, headers=headers)).status_code == 401
        program.headers.update(headers)
        assert (await call(program, "list_jobs", 5)).status_code == 401


HERE: Scope = {"type": "http", "client": ("127.0.0.1", 5), "server": ("127.0.0.1", 7860), "headers": []}
AWAY: Scope = {"type": "http", "client": ("192.0.2.7", 5), "server": ("192.0.2.1", 7860), "headers": []}
HERE["headers"], AWAY["headers"] = [(b"host", b"127.0.0.1:7860")], [(b"host", b"192.0.2.1:7860")]


@pytest.mark.parametrize(
    ("access", "owner", "scope", "comes_in"),
    [
        (Access(), LOCAL, HERE, True),
        (Access(), LOCAL, AWAY, False),
        (Access(), login_owner("ada"), HERE, False),
        (Access.from_env({"EASEL_AUTH": "ada:password1"}), login_owner("ada"), AWAY, True),
        (Access.from_env({"EASEL_AUTH": "ada:password1"}), login_owner("bob"), AWAY, False),
        (Access.from_env({"EASEL_AUTH": "ada:password1"}), LOCAL, HERE, False),
        (Access(open=True), visitor_owner("1"), AWAY, True),
        (Access(open=True), LOCAL, HERE, False),
        (Access(share=True), LOCAL, HERE, False),
        (
            Access.from_env(
                dict.fromkeys(
                    ("SPACE_ID", "OAUTH_CLIENT_ID", "OAUTH_CLIENT_SECRET", "OAUTH_SCOPES", "OPENID_PROVIDER_URL"), "x"
                )
            ),
            hugging_face_owner("ada"),
            AWAY,
            True,
        ),
    ],
)
async def test_an_agent_comes_in_where_its_owner_may(access: Access, owner: str, scope: Scope, comes_in: bool) -> None:
    assert Door(access, Identities(b"x" * 32, access)).lets_in(scope, owner) is comes_in
