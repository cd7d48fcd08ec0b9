"""What the kills cost, counted from the database, the file store and the vendor's own books."""

import hashlib
import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from counting_vendor import CountingVendor, picture

OPEN = "(state NOT IN ('succeeded', 'failed', 'stopped', 'unknown') OR watching)"


@dataclass(frozen=True)
class Kill:
    """One kill: where, how many jobs were open then, and how many of them on their way to the vendor."""

    point: str
    open_jobs: int
    sending: int


@dataclass
class Accounts:
    """All but `unknown` and `unknown_paid` must be empty or complete.

    Attributes:
        acknowledged: References of jobs whose start returned.
        safe: References of jobs that were killed where nothing of them may be lost any more.
        lost: Acknowledged, and no row.
        repeated: Submitted more than once.
        results_lost: Succeeded without the right picture, or safe and not succeeded.
        other_ends: Neither succeeded nor unknown.
    """

    kills: list[Kill] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)
    safe: set[str] = field(default_factory=set)
    jobs: int = 0
    succeeded: int = 0
    unknown: int = 0
    unknown_paid: int = 0
    lost: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    results_lost: list[str] = field(default_factory=list)
    other_ends: list[str] = field(default_factory=list)

    def table(self) -> str:
        """Return the accounts as lines to print."""
        by_point: dict[str, list[Kill]] = defaultdict(list)
        for kill in sorted(self.kills, key=lambda kill: kill.point):
            by_point[kill.point].append(kill)
        lines = [f"{'killed':42} {'kills':>6} {'open jobs':>10} {'being sent':>11}"]
        for point, kills in by_point.items():
            open_jobs = f"{median(kill.open_jobs for kill in kills):.0f}"
            lines.append(f"{point:42} {len(kills):6} {open_jobs:>10} {sum(kill.sending for kill in kills):11}")
        return "\n".join(
            [
                *lines,
                f"{'together':42} {len(self.kills):6} {'':10} {sum(kill.sending for kill in self.kills):11}",
                "",
                f"jobs {self.jobs}: succeeded {self.succeeded}, unknown {self.unknown} "
                f"(of these really paid {self.unknown_paid}), other ends {len(self.other_ends)}",
                f"jobs lost {len(self.lost)}, submits repeated {len(self.repeated)}, "
                f"results lost {len(self.results_lost)}",
            ]
        )

    def close(self, data_dir: Path, vendor: CountingVendor) -> None:
        """Count what is there when everything has come to its end."""
        database = sqlite3.connect(data_dir / "easel.db")
        rows = database.execute("SELECT id, request, state, task_id FROM jobs").fetchall()
        kept: dict[str, list[str]] = defaultdict(list)
        for job_id, sha256 in database.execute("SELECT job_id, sha256 FROM assets"):
            kept[job_id].append(sha256)
        database.close()
        self.jobs = len(rows)
        self.lost = sorted(self.acknowledged - {json.loads(row[1])["prompt"] for row in rows})
        self.repeated = sorted(reference for reference, count in vendor.submits.items() if count > 1)
        for job_id, request, state, task_id in rows:
            reference = json.loads(request)["prompt"]
            if state == "succeeded":
                self.succeeded += 1
                if not _kept(data_dir, reference, kept[job_id]):
                    self.results_lost.append(reference)
            elif reference in self.safe:
                self.results_lost.append(reference)
            elif state == "unknown" and task_id is None:
                self.unknown += 1
                self.unknown_paid += vendor.submits[reference] > 0
            else:
                self.other_ends.append(f"{reference} {state}")


def _kept(data_dir: Path, reference: str, digests: list[str]) -> bool:
    wanted = hashlib.sha256(picture(reference)).hexdigest()
    original = data_dir / "files" / wanted[:2] / wanted
    return digests == [wanted] and hashlib.sha256(original.read_bytes()).hexdigest() == wanted
