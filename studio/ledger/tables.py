"""The tables of the ledger: jobs, their kept files, references and remembered uploads, budgets, batches."""

from sqlalchemy import (
    DDL,
    JSON,
    BigInteger,
    Boolean,
    Column,
    Double,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    event,
    text,
)

from studio.ledger.column_types import Moment, Told, Usd

metadata = MetaData()

jobs = Table(
    "jobs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("endpoint", Text, nullable=False),
    Column("provider", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("capability", Text, nullable=False),
    Column("sandbox", Boolean, nullable=False),
    Column("key_id", Text),  # which key of the owner's own it began with; null: the server's, or the sandbox's
    Column("request", JSON, nullable=False),
    Column("state", Text, nullable=False),
    Column("charged", Text, nullable=False),
    Column("progress_percent", Double),
    Column("happened", Told, nullable=False),
    Column("error", Text),
    Column("error_field", Text),
    Column("task_id", Text),
    Column("cost_note", Text),
    # The estimate at the start, and what budgets count with: its most, or what the balance was seen to fall by.
    Column("price_least", Usd),
    Column("price_most", Usd),
    Column("cost", Usd),
    Column("credits_reserved", Double),  # the vendor's own figure, in its own unit
    # What was left on the key, where no other job of it came between; see studio.money.balances.
    Column("balance_before", Usd),
    Column("balance_after", Usd),
    Column("stopping", Boolean, nullable=False),
    # A final job whose task is still looked after quietly: stopped here, but not at the vendor.
    Column("watching", Boolean, nullable=False),
    # What the vendor made and Easel has yet to keep; see studio.jobs.pending.
    Column("pending", JSON, nullable=False),
    Column("estimated_s", Double),
    # Seconds from the submit: the usual ones, and between which most end.
    Column("expected_s", Double),
    Column("expected_low_s", Double),
    Column("expected_high_s", Double),
    Column("task_s", Double),  # what it took, where its end was seen closely; see studio.jobs.expected_times
    Column("created_at", Moment, nullable=False),
    Column("submitted_at", Moment),
    Column("ended_at", Moment),  # when the vendor's task was seen to be over: its links live 24 h from then
    Column("finished_at", Moment),
    Column("again_of", Text),  # the job whose settings this one runs again
    # Of a material: width of its tile, and metres between black and white of its height map.
    Column("size_m", Double),
    Column("height_range_m", Double),
    Column("begun", Integer),  # how often work of this machine was begun; see studio.workbench.local_work
    Column("imported_at", Moment),  # of history from an archive: it is looked at and never acted upon
    # Which agent began it, and what its owner called it then; null: a person.
    Column("agent_id", Text),
    Column("agent", Text),
    Index("jobs_by_owner", "owner", "created_at"),
    Index("jobs_by_state", "state"),
    Index("jobs_watched", "watching"),
    Index("jobs_without_result", "owner", "created_at", sqlite_where=text("state IN ('failed', 'unknown')")),
    Index("jobs_by_model", "endpoint", "model", "finished_at"),
    # Few, as what all visitors together may spend of them is limited; see studio.money.budgets.
    Index("jobs_by_server_key", "created_at", sqlite_where=text("key_id IS NULL AND sandbox IS 0")),
    Index("jobs_by_agent", "agent_id", "created_at", sqlite_where=text("agent_id IS NOT NULL")),
    # Covers what budgets and the usage page add up.
    Index(
        "jobs_by_use",
        "owner",
        "created_at",
        "sandbox",
        "charged",
        "state",
        "cost",
        "provider",
        "model",
        "submitted_at",
        "finished_at",
        "imported_at",
    ),
)

assets = Table(
    "assets",
    metadata,
    Column("id", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("job_id", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("label", Text),
    Column("label_certain", Boolean, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("deleted_at", Moment),
    Column("favourite", Boolean, nullable=False, server_default=text("FALSE")),
    Column("note", Text, nullable=False, server_default=text("''")),
    # What the library looks for and sorts by, written by studio.library.search_index. `place` is the moment of creation
    # in microseconds, made unique: one number orders everything and is the row of asset_words.
    Column("place", BigInteger),
    Column("shown_as", Text),  # image, material, video or file
    Column("capability", Text),
    Column("model", Text),
    Column("stale", Integer, server_default=text("1")),  # grows while the columns above are not as they should be
    UniqueConstraint("job_id", "position"),
    Index("assets_by_sha256", "sha256"),
    Index("assets_by_place", "place", unique=True),
    Index("assets_stale", "created_at", sqlite_where=text("stale IS NOT NULL")),
    *(
        Index(f"assets_{name}", "owner", *columns, "place", sqlite_where=text("deleted_at IS NULL"))
        for name, columns in (
            ("shown", ()),
            ("by_kind", ("shown_as",)),
            ("by_capability", ("capability",)),
            ("by_model", ("model",)),
            ("by_favourite", ("favourite",)),
        )
    ),
    Index("assets_deleted", "owner", "deleted_at", "place", sqlite_where=text("deleted_at IS NOT NULL")),
)

asset_tags = Table(
    "asset_tags",
    metadata,
    Column("asset_id", Text, primary_key=True),
    Column("tag", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("place", BigInteger),  # the asset's
    Index("tags_by_owner", "owner", "tag", "place"),
)

# The words of every asset; see studio.library.search_words. SQLite's own, so it stands beside the other tables.
event.listen(
    metadata,
    "after_create",
    DDL(
        "CREATE VIRTUAL TABLE asset_words USING fts5(owner, words, prefix = '1 2 3 4 5 6', "
        "tokenize = 'unicode61 remove_diacritics 2')"
    ),
)

files = Table(
    "files",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("mime", Text, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("duration_s", Double),
    Column("bytes", BigInteger, nullable=False),
    Column("has_alpha", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
)

references = Table(
    "references",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("made_from", Text),
    Column("edit", JSON),
)

favourite_prompts = Table(
    "favourite_prompts",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("prompt", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
)

styles = Table(
    "styles",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("folded", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("suffix", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("form", Text, primary_key=True),
    Column("content", JSON, nullable=False),
    Column("written_at", Moment, nullable=False),
)

# What each job was made from; see studio.jobs.lineage.
lineage = Table(
    "lineage",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("child_job", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("parent_job", Text),  # null: a file that was brought from outside
    Column("parent_asset", Text),
    Column("sha256", Text),
    Index("lineage_by_parent", "owner", "parent_job"),
)

names = Table(
    "names",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("folded", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("sha256s", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
)

uploads = Table(
    "uploads",
    metadata,
    Column("vendor", Text, primary_key=True),
    Column("base_url", Text, primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("expires_at", Moment, nullable=False),
)

budgets = Table(
    "budgets",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("daily", Usd),
    Column("total", Usd),
)

batches = Table(
    "batches",
    metadata,
    Column("id", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("capability", Text, nullable=False),
    Column("axes", JSON, nullable=False),
    Column("state", Text, nullable=False),
    Column("happened", Told, nullable=False),
    Column("created_at", Moment, nullable=False),
    Index("batches_by_owner", "owner", "created_at"),
)

batch_cells = Table(
    "batch_cells",
    metadata,
    Column("batch_id", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("at", JSON, nullable=False),
    Column("endpoint", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("request", JSON, nullable=False),
    Column("problem", Told, nullable=False),  # why it is left out
    # Where it goes and what it costs at most, as people saw it before they started the batch.
    Column("sandbox", Boolean, nullable=False),
    Column("key_id", Text),
    Column("price_least", Usd),
    Column("price_most", Usd),
    Column("job_id", Text),  # written before its job is, so that no crash can start it twice
    Column("refused", Told, nullable=False),  # why its job could not be written down
    Column("again_of", Text),
)

votes = Table(
    "votes",
    metadata,
    Column("owner", Text, primary_key=True),
    # Two results, the smaller id first.
    Column("first", Text, primary_key=True),
    Column("second", Text, primary_key=True),
    Column("winner", Text),  # null: neither
    Column("first_model", Text, nullable=False),
    Column("second_model", Text, nullable=False),
    Column("voted_at", Moment, nullable=False),
)

profiles = Table(
    "profiles",
    metadata,
    Column("job_id", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("profile_id", Text),  # the vendor's; null until it is made
    Column("photos", Integer),
    Column("created_at", Moment, nullable=False),
    Index("profiles_by_owner", "owner", "created_at"),
)

agents = Table(
    "agents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("digest", Text),  # of its token; null: revoked
    Column("read_only", Boolean, nullable=False),
    Column("capabilities", JSON(none_as_null=True)),  # null: all
    Column("daily", Usd),
    Column("total", Usd),
    Column("created_at", Moment, nullable=False),
    Index("agents_by_digest", "digest", unique=True),
    Index("agents_by_owner", "owner", "created_at"),
)

schema_version = Table("schema_version", metadata, Column("version", Integer, nullable=False))
