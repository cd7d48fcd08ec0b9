"""How a database of any earlier version becomes the present one: ordered steps, each in one transaction."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, delete, insert, inspect, select, text

from providers.happened import happened
from studio.errors import DatabaseTooNew
from studio.ledger.lineage_edges import backfill
from studio.ledger.old_sentences import sentences_become_facts
from studio.ledger.tables import schema_version

Step = Sequence[str | Callable[[Connection], None]]
"""SQL statements, and functions for what SQL alone cannot do; statements that only SQLite understands say so."""

STEPS: tuple[Step, ...] = (
    (
        """CREATE TABLE jobs (
            id TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL, endpoint TEXT NOT NULL, provider TEXT NOT NULL,
            model TEXT NOT NULL, capability TEXT NOT NULL, sandbox BOOLEAN NOT NULL, request JSON NOT NULL,
            state TEXT NOT NULL, charged TEXT NOT NULL, progress_percent DOUBLE PRECISION, message TEXT NOT NULL,
            error TEXT, error_field TEXT, task_id TEXT, cost_note TEXT, stopping BOOLEAN NOT NULL,
            watching BOOLEAN NOT NULL, pending JSON NOT NULL, estimated_s DOUBLE PRECISION,
            expected_s DOUBLE PRECISION, created_at BIGINT NOT NULL, submitted_at BIGINT, ended_at BIGINT,
            finished_at BIGINT)""",
        "CREATE INDEX jobs_by_owner ON jobs (owner, created_at)",
        "CREATE INDEX jobs_by_state ON jobs (state)",
        "CREATE INDEX jobs_watched ON jobs (watching)",
        "CREATE INDEX jobs_by_model ON jobs (endpoint, model, finished_at)",
        """CREATE TABLE assets (
            id TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL, job_id TEXT NOT NULL, position INTEGER NOT NULL,
            kind TEXT NOT NULL, label TEXT, label_certain BOOLEAN NOT NULL, sha256 TEXT NOT NULL,
            name TEXT NOT NULL, facts JSON NOT NULL, created_at BIGINT NOT NULL, deleted_at BIGINT,
            UNIQUE (job_id, position))""",
        "CREATE INDEX assets_by_owner ON assets (owner, created_at)",
        "CREATE INDEX assets_by_sha256 ON assets (sha256)",
        """CREATE TABLE files (
            sha256 TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, format TEXT NOT NULL, mime TEXT NOT NULL,
            width INTEGER NOT NULL, height INTEGER NOT NULL, duration_s DOUBLE PRECISION, bytes BIGINT NOT NULL,
            has_alpha BOOLEAN NOT NULL, created_at BIGINT NOT NULL)""",
        """CREATE TABLE "references" (
            owner TEXT NOT NULL, sha256 TEXT NOT NULL, name TEXT NOT NULL, created_at BIGINT NOT NULL,
            PRIMARY KEY (owner, sha256))""",
        """CREATE TABLE uploads (
            vendor TEXT NOT NULL, base_url TEXT NOT NULL, sha256 TEXT NOT NULL, url TEXT NOT NULL,
            expires_at BIGINT NOT NULL, PRIMARY KEY (vendor, base_url, sha256))""",
    ),
    (
        "ALTER TABLE jobs ADD COLUMN price_least BIGINT",
        "ALTER TABLE jobs ADD COLUMN price_most BIGINT",
        "ALTER TABLE jobs ADD COLUMN cost BIGINT",
        "ALTER TABLE jobs ADD COLUMN credits_reserved DOUBLE PRECISION",
        "ALTER TABLE jobs ADD COLUMN balance_before BIGINT",
        "ALTER TABLE jobs ADD COLUMN balance_after BIGINT",
        """CREATE INDEX jobs_by_use ON jobs (owner, created_at, sandbox, charged, state, cost, provider, model,
            submitted_at, finished_at)""",
        "CREATE TABLE budgets (owner TEXT NOT NULL PRIMARY KEY, daily BIGINT, total BIGINT)",
    ),
    ("ALTER TABLE jobs ADD COLUMN key_id TEXT",),
    ("ALTER TABLE jobs ADD COLUMN again_of TEXT",),
    (
        "ALTER TABLE jobs ADD COLUMN expected_low_s DOUBLE PRECISION",
        "ALTER TABLE jobs ADD COLUMN expected_high_s DOUBLE PRECISION",
        "ALTER TABLE jobs ADD COLUMN task_s DOUBLE PRECISION",
    ),
    (
        "ALTER TABLE jobs ADD COLUMN size_m DOUBLE PRECISION",
        "ALTER TABLE jobs ADD COLUMN height_range_m DOUBLE PRECISION",
        "ALTER TABLE jobs ADD COLUMN begun INTEGER",
    ),
    (
        """CREATE TABLE batches (
            id TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, capability TEXT NOT NULL,
            axes JSON NOT NULL, state TEXT NOT NULL, message TEXT NOT NULL, created_at BIGINT NOT NULL)""",
        "CREATE INDEX batches_by_owner ON batches (owner, created_at)",
        """CREATE TABLE batch_cells (
            batch_id TEXT NOT NULL, position INTEGER NOT NULL, at JSON NOT NULL, endpoint TEXT NOT NULL,
            model TEXT NOT NULL, request JSON NOT NULL, problem TEXT NOT NULL, sandbox BOOLEAN NOT NULL, key_id TEXT,
            price_least BIGINT, price_most BIGINT, job_id TEXT, refused TEXT NOT NULL, again_of TEXT,
            PRIMARY KEY (batch_id, position))""",
    ),
    (
        'ALTER TABLE "references" ADD COLUMN made_from TEXT',
        'ALTER TABLE "references" ADD COLUMN edit JSON',
        """CREATE TABLE names (owner TEXT NOT NULL, folded TEXT NOT NULL, name TEXT NOT NULL, sha256s JSON NOT NULL,
            created_at BIGINT NOT NULL, PRIMARY KEY (owner, folded))""",
    ),
    (
        """CREATE TABLE favourite_prompts (owner TEXT NOT NULL, digest TEXT NOT NULL, prompt TEXT NOT NULL,
            created_at BIGINT NOT NULL, PRIMARY KEY (owner, digest))""",
        """CREATE TABLE styles (owner TEXT NOT NULL, folded TEXT NOT NULL, name TEXT NOT NULL, prefix TEXT NOT NULL,
            suffix TEXT NOT NULL, created_at BIGINT NOT NULL, PRIMARY KEY (owner, folded))""",
    ),
    (
        "ALTER TABLE assets ADD COLUMN favourite BOOLEAN NOT NULL DEFAULT FALSE",
        "ALTER TABLE assets ADD COLUMN note TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE assets ADD COLUMN place BIGINT",
        "ALTER TABLE assets ADD COLUMN shown_as TEXT",
        "ALTER TABLE assets ADD COLUMN capability TEXT",
        "ALTER TABLE assets ADD COLUMN model TEXT",
        "ALTER TABLE assets ADD COLUMN stale INTEGER DEFAULT 1",
        "DROP INDEX assets_by_owner",
        "CREATE UNIQUE INDEX assets_by_place ON assets (place)",
        "CREATE INDEX assets_stale ON assets (created_at) WHERE stale IS NOT NULL",
        "CREATE INDEX assets_shown ON assets (owner, place) WHERE deleted_at IS NULL",
        "CREATE INDEX assets_by_kind ON assets (owner, shown_as, place) WHERE deleted_at IS NULL",
        "CREATE INDEX assets_by_capability ON assets (owner, capability, place) WHERE deleted_at IS NULL",
        "CREATE INDEX assets_by_model ON assets (owner, model, place) WHERE deleted_at IS NULL",
        "CREATE INDEX assets_by_favourite ON assets (owner, favourite, place) WHERE deleted_at IS NULL",
        "CREATE INDEX assets_deleted ON assets (owner, deleted_at, place) WHERE deleted_at IS NOT NULL",
        "CREATE INDEX jobs_without_result ON jobs (owner, created_at) WHERE state IN ('failed', 'unknown')",
        """CREATE TABLE asset_tags (
            asset_id TEXT NOT NULL, tag TEXT NOT NULL, owner TEXT NOT NULL, place BIGINT,
            PRIMARY KEY (asset_id, tag))""",
        "CREATE INDEX tags_by_owner ON asset_tags (owner, tag, place)",
        # SQLite's own. What stands in it, and the new columns of assets, are written at the next start.
        """CREATE VIRTUAL TABLE asset_words USING fts5(owner, words, prefix = '1 2 3',
            tokenize = 'unicode61 remove_diacritics 2')""",
    ),
    (
        """CREATE TABLE votes (
            owner TEXT NOT NULL, first TEXT NOT NULL, second TEXT NOT NULL, winner TEXT, first_model TEXT NOT NULL,
            second_model TEXT NOT NULL, voted_at BIGINT NOT NULL, PRIMARY KEY (owner, first, second))""",
    ),
    (
        """CREATE TABLE lineage (
            owner TEXT NOT NULL, child_job TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL,
            parent_job TEXT, parent_asset TEXT, sha256 TEXT, PRIMARY KEY (owner, child_job, position))""",
        "CREATE INDEX lineage_by_parent ON lineage (owner, parent_job)",
        backfill,
    ),
    (
        """CREATE TABLE profiles (
            job_id TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL, name TEXT NOT NULL, profile_id TEXT,
            photos INTEGER, created_at BIGINT NOT NULL)""",
        "CREATE INDEX profiles_by_owner ON profiles (owner, created_at)",
    ),
    # What a file can be found by is in the index of words, too; it is written at the next start.
    ("UPDATE assets SET stale = COALESCE(stale, 0) + 1",),
    (
        """CREATE TABLE drafts (owner TEXT NOT NULL, form TEXT NOT NULL, content JSON NOT NULL,
            written_at BIGINT NOT NULL, PRIMARY KEY (owner, form))""",
    ),
    # Words that are typed up to six letters far are found without reading every one that begins so.
    (
        "DROP TABLE asset_words",
        """CREATE VIRTUAL TABLE asset_words USING fts5(owner, words, prefix = '1 2 3 4 5 6',
            tokenize = 'unicode61 remove_diacritics 2')""",
        "UPDATE assets SET stale = COALESCE(stale, 0) + 1",
    ),
    # What an ended job still has there is what it could not fetch.
    ("UPDATE jobs SET pending = '[]' WHERE state = 'succeeded'",),
    (
        "ALTER TABLE jobs ADD COLUMN imported_at BIGINT",
        "DROP INDEX jobs_by_use",
        """CREATE INDEX jobs_by_use ON jobs (owner, created_at, sandbox, charged, state, cost, provider, model,
            submitted_at, finished_at, imported_at)""",
    ),
    ("CREATE INDEX jobs_by_server_key ON jobs (created_at) WHERE key_id IS NULL AND sandbox IS 0",),
    # Older versions took archives as they were and left no mark. Known as brought is: a job whose every file came here
    # days after the job is said to have made it, one with an amount that Easel never writes, and one of the years after
    # 2100 (4102444800000000: no clock is that wrong) that was not sent before. Others look exactly like jobs made here.
    (
        """UPDATE jobs SET imported_at = (
                SELECT MAX(files.created_at) FROM assets JOIN files ON files.sha256 = assets.sha256
                WHERE assets.job_id = jobs.id)
            WHERE imported_at IS NULL AND state IN ('succeeded', 'failed', 'unknown', 'stopped') AND 172800000000 < (
                SELECT MIN(files.created_at - assets.created_at)
                FROM assets JOIN files ON files.sha256 = assets.sha256 WHERE assets.job_id = jobs.id)""",
        """UPDATE jobs SET imported_at = created_at
            WHERE imported_at IS NULL AND state IN ('succeeded', 'failed', 'unknown', 'stopped') AND (
                cost < 0 OR price_least < 0 OR price_most < 0
                OR (created_at >= 4102444800000000 AND COALESCE(submitted_at, created_at) >= 4102444800000000))""",
        # Jobs made here after one of those years got moments after it: they get the one at which they were sent.
        """UPDATE jobs SET created_at = COALESCE(
                CASE WHEN submitted_at < 4102444800000000 THEN submitted_at END,
                CASE WHEN finished_at < 4102444800000000 THEN finished_at END,
                (SELECT MAX(created_at) FROM jobs WHERE created_at < 4102444800000000), 0)
            WHERE created_at >= 4102444800000000""",
        "DELETE FROM asset_words WHERE rowid IN (SELECT place FROM assets WHERE created_at >= 4102444800000000)",
        """UPDATE assets SET place = NULL, stale = 1, created_at = COALESCE(
                (SELECT created_at FROM jobs WHERE id = job_id), 0)
            WHERE created_at >= 4102444800000000""",
        """UPDATE files SET created_at = COALESCE(
                (SELECT MIN(created_at) FROM assets WHERE assets.sha256 = files.sha256), 0)
            WHERE created_at >= 4102444800000000""",
        """UPDATE batches SET created_at = COALESCE(
                (SELECT MIN(jobs.created_at) FROM batch_cells JOIN jobs ON jobs.id = batch_cells.job_id
                WHERE batch_cells.batch_id = batches.id), 0)
            WHERE created_at >= 4102444800000000""",
    ),
    # What happened is kept as codes and facts; where it is shown it becomes a sentence.
    (
        "ALTER TABLE jobs RENAME COLUMN message TO happened",
        "ALTER TABLE batches RENAME COLUMN message TO happened",
        sentences_become_facts,
    ),
    (
        "ALTER TABLE jobs ADD COLUMN agent_id TEXT",
        "ALTER TABLE jobs ADD COLUMN agent TEXT",
        "CREATE INDEX jobs_by_agent ON jobs (agent_id, created_at) WHERE agent_id IS NOT NULL",
        """CREATE TABLE agents (
            id TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL, name TEXT NOT NULL, digest TEXT,
            read_only BOOLEAN NOT NULL, capabilities JSON, daily BIGINT, total BIGINT, created_at BIGINT NOT NULL)""",
        "CREATE UNIQUE INDEX agents_by_digest ON agents (digest)",
        "CREATE INDEX agents_by_owner ON agents (owner, created_at)",
    ),
)
"""Step n brings version n to n + 1. Steps are never changed once released; new ones go to the end."""


def migrate(connection: Connection, steps: Sequence[Step] = STEPS) -> None:
    """Bring the database to the newest version. The caller opens and commits the transaction.

    Raises:
        DatabaseTooNew: The database was written by a newer Easel.
    """
    if not inspect(connection).has_table(schema_version.name):
        schema_version.create(connection)
    version = connection.execute(select(schema_version.c.version)).scalar() or 0
    if version > len(steps):
        raise DatabaseTooNew(happened("database_too_new"))
    if version == len(steps):
        return
    for step in steps[version:]:
        for statement in step:
            if isinstance(statement, str):
                connection.execute(text(statement))
            else:
                statement(connection)
    connection.execute(delete(schema_version))
    connection.execute(insert(schema_version).values(version=len(steps)))
