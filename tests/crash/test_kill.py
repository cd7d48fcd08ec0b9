"""SIGKILL at every named point and at random moments: nothing is lost, nothing is submitted twice."""

import os
import random
from pathlib import Path

from accounts import Accounts
from kill_points import POINTS
from killed_studio import plan, run_kills, run_stop

KILLS = int(os.environ.get("EASEL_CRASH_KILLS", "0")) or len(POINTS) + 2
IN_FLIGHT = int(os.environ.get("EASEL_CRASH_IN_FLIGHT", "20"))
SEED = int(os.environ.get("EASEL_CRASH_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)


def nothing_is_lost(accounts: Accounts) -> None:
    assert accounts.lost == []
    assert accounts.repeated == []
    assert accounts.results_lost == []
    assert accounts.other_ends == []
    assert accounts.succeeded + accounts.unknown == accounts.jobs


def test_kills_lose_nothing_and_repeat_no_submit(tmp_path: Path) -> None:
    print(f"\nEASEL_CRASH_SEED={SEED}")
    accounts = run_kills(tmp_path, moments=plan(KILLS, random.Random(SEED)), in_flight=IN_FLIGHT, seed=SEED)
    print(accounts.table())
    nothing_is_lost(accounts)
    assert {kill.point for kill in accounts.kills} >= set(POINTS)
    assert accounts.unknown <= sum(kill.sending for kill in accounts.kills)
    assert accounts.safe
    assert accounts.succeeded > 0


def test_a_polite_stop_is_quick_and_leaves_nothing_unknown(tmp_path: Path) -> None:
    took_s, accounts = run_stop(tmp_path, in_flight=30, seed=SEED)
    print(f"\nSIGTERM with {accounts.jobs} jobs: ended after {took_s:.2f} s")
    nothing_is_lost(accounts)
    assert accounts.unknown == 0
    assert took_s < 3
