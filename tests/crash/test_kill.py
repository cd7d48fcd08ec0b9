"""SIGKILL at random moments with 50 jobs in flight: nothing is lost, nothing is submitted twice."""

import os
import random
from pathlib import Path

from killed_studio import run_kills

KILLS = int(os.environ.get("EASEL_CRASH_KILLS", "20"))
SEED = int(os.environ.get("EASEL_CRASH_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)


def test_kills_lose_nothing_and_repeat_no_submit(tmp_path: Path) -> None:
    print(f"EASEL_CRASH_SEED={SEED}")
    accounts = run_kills(tmp_path, kills=KILLS, in_flight=50, seed=SEED)
    print(accounts.table())
    assert accounts.lost == []
    assert accounts.repeated == []
    assert accounts.results_lost == []
    assert accounts.other_ends == []
    assert accounts.jobs >= 50
    assert accounts.succeeded + accounts.unknown == accounts.jobs
    assert accounts.succeeded > 0
