"""The tables of a ledger, for SQLAlchemy Core; the same on SQLite and PostgreSQL.

Articles, statements and actors have a ``number`` (a plain integer that is never given twice) by which the tables point
at each other. Offsets are half-open (``start`` to before ``stop``), in Unicode code points of ``articles.text``; no
surface is stored, for each is ``text[start:stop]``. Times are ISO 8601 in UTC. What is not known is null.

The full text index and the views are no tables of SQLAlchemy's: see ``fulltext.py`` and ``views.py``.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

__all__ = [
    "ARTICLE_STATES",
    "NARRATION_ROLES",
    "OUTCOMES",
    "SPAN_ROLES",
    "STATEMENT_STATES",
    "actor_history",
    "actor_names",
    "actors",
    "appearances",
    "article_actors",
    "articles",
    "authority",
    "bands",
    "coders",
    "codings",
    "concepts",
    "counters",
    "dna_rows",
    "feeds",
    "intake_items",
    "mentions",
    "metadata",
    "narration",
    "narration_spans",
    "outcomes",
    "proposals",
    "runs",
    "signatures",
    "statement_history",
    "statement_relays",
    "statement_spans",
    "statement_speakers",
    "statements",
]

ARTICLE_STATES = ("read", "unread")
"""``unread``: in a language that Sayso does not read; the text is kept."""

STATEMENT_STATES = ("found", "lost", "added")
"""``found``: in the reading. ``lost``: not in the reading any more, or removed by a person; kept for what people did.
``added``: it stands by a person's word.
"""

SPAN_ROLES = ("source", "cue", "content", "condition", "hedge")

NARRATION_ROLES = ("condition", "hedge", "scare_quotes")

OUTCOMES = ("true", "false", "partly", "withdrawn", "moot", "open")
"""What became of a forecast or commitment. ``withdrawn``: the speaker took it back. ``moot``: its condition did not
come about. ``open``: not known yet, which takes back what the coder decided before.
"""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _number() -> Column[int]:
    """A key that the ledger gives out itself, from ``counters``: so a whole article is written without asking back."""
    return Column("number", Integer, primary_key=True, autoincrement=False)


def _to(name: str, target: str, **more: Any) -> Column[int]:
    """A column that points at a table's ``number``."""
    given = {"nullable": False} | more
    primary = given.pop("primary_key", False)
    return Column(name, Integer, ForeignKey(f"{target}.number"), primary_key=primary, **given)


def _one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(map(repr, values))})", name=column)


def _where(condition: str) -> dict[str, Any]:
    """An index over some rows only."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


def _small(*names: str) -> list[Column[int]]:
    return [Column(name, Integer, nullable=False) for name in names]


counters = Table(
    "counters",
    metadata,
    Column("name", Text, primary_key=True),  # of a table
    Column("next", Integer, nullable=False),  # the number that its next row gets
)

runs = Table(
    "runs",  # which version and model read what, with which settings
    metadata,
    _number(),
    Column("version", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("settings", JSON, nullable=False),
    Column("started", Text, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    _number(),
    Column("id", Text, nullable=False, unique=True),  # sayso.article.text_id: the same for the same words
    Column("text", Text, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("authors", JSON, nullable=False),  # list of strings
    Column("published", Text),  # as the source has it, ISO 8601 where it could be told
    Column("day", Text),  # YYYY-MM-DD to sort and filter by: the first day where only month or year is known
    Column("url", Text),
    Column("language", Text),
    Column("source", Text),  # where it was taken from: path or URL, and the place in it
    Column("status", Text, nullable=False),
    _to("run", "runs", nullable=True),  # that its statements are of; null where unread
    # The first article of those that are nearly the same; its own number where it is the first or the only one. To
    # count near-duplicates once, take the rows where near = number.
    Column("near", Integer, nullable=False),
    Column("added", Text, nullable=False),
    _one_of("status", ARTICLE_STATES),
    Index(None, "near"),
    Index(None, "day"),
    Index(None, "outlet"),
)

appearances = Table(
    "appearances",  # where the very same text stood, too
    metadata,
    _to("article", "articles", primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("title", Text),
    Column("outlet", Text),
    Column("authors", JSON, nullable=False),
    Column("published", Text),
    Column("day", Text),
    Column("url", Text),
    Column("source", Text),
    sqlite_with_rowid=False,
)

signatures = Table(
    "signatures",  # MinHash of an article's words, to find near-duplicates by
    metadata,
    _to("article", "articles", primary_key=True),
    Column("signature", LargeBinary, nullable=False),  # 128 unsigned 32-bit numbers, little-endian
)

bands = Table(
    "bands",  # articles that share a band are looked at more closely
    metadata,
    Column("band", BigInteger, primary_key=True),
    _to("article", "articles", primary_key=True),
    sqlite_with_rowid=False,
)

statements = Table(
    "statements",
    metadata,
    _number(),  # stays when a re-reading finds the statement again
    _to("article", "articles", index=True),
    _to("run", "runs", nullable=True),  # null where a person added it
    Column("ordinal", Integer, nullable=False),  # place in the reading
    Column("id", Text, nullable=False),  # in the reading: s1, s2, ...
    Column("state", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("denies", Boolean(create_constraint=False), nullable=False),
    Column("confidence", Double, nullable=False),
    # Deferred, for statements of one article are written in one go and may stand in later ones.
    Column("within", Integer, ForeignKey("statements.number", deferrable=True, initially="DEFERRED")),
    # From where the content begins to where it ends; source and cue where there is no content. With the article's id
    # they are the statement's key, id:start-stop: the same in every ledger.
    *_small("start", "stop"),
    Column("content", Text, nullable=False),  # its pieces, with " … " between them: what is searched
    Column("condition", Text),  # likewise; null where there is none
    Column("hedge", Text),
    _one_of("state", STATEMENT_STATES),
    Index("ix_statements_within", "within", **_where("within IS NOT NULL")),
)

statement_spans = Table(
    "statement_spans",
    metadata,
    _to("statement", "statements", primary_key=True),
    Column("role", Text, primary_key=True),
    Column("ordinal", SmallInteger, primary_key=True),
    *_small("start", "stop"),
    _one_of("role", SPAN_ROLES),
    sqlite_with_rowid=False,
)

narration = Table(
    "narration",  # what the article says in its own voice
    metadata,
    _to("article", "articles", primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    *_small("start", "stop"),
    Column("act", Text, nullable=False),
    sqlite_with_rowid=False,
)

narration_spans = Table(
    "narration_spans",
    metadata,
    _to("article", "articles", primary_key=True),
    Column("piece", Integer, primary_key=True),  # narration.ordinal
    Column("role", Text, primary_key=True),
    Column("ordinal", SmallInteger, primary_key=True),
    *_small("start", "stop"),
    _one_of("role", NARRATION_ROLES),
    sqlite_with_rowid=False,
)

authority = Table(
    "authority",  # who is who, as the user's own file has it
    metadata,
    _number(),
    Column("name", Text, nullable=False),
    Column("aliases", JSON, nullable=False),
    Column("kind", Text, nullable=False),
    Column("affiliation", Text),
    Column("external", Text),  # an id elsewhere, such as a Wikidata QID
    Column("loaded", Text, nullable=False),
)

actors = Table(
    "actors",  # across articles
    metadata,
    _number(),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("affiliation", Text),
    Column("external", Text),
    _to("authority", "authority", nullable=True),
    _to("merged_into", "actors", nullable=True),  # who it turned out to be; null for those that are in use
    Column("added", Text, nullable=False),
)

actor_names = Table(
    "actor_names",  # every name of an actor, by which it is known again
    metadata,
    _to("actor", "actors", primary_key=True),
    Column("folded", Text, primary_key=True),  # names.fold: case, accents, titles and middle initials aside
    Column("initials", Text, primary_key=True),  # the middle initials, which tell namesakes apart
    Column("name", Text, nullable=False),
    Column("origin", Text, nullable=False),
    # name: as an article has it in full; alias: as it has it for short, which alone links nothing;
    # hand and authority: given by a person or the authority file.
    _one_of("origin", ("name", "alias", "hand", "authority")),
    Index(None, "folded"),
    sqlite_with_rowid=False,
)

article_actors = Table(
    "article_actors",  # of one article, as the reading has them
    metadata,
    _number(),
    _to("article", "articles", index=True),
    Column("ordinal", Integer, nullable=False),
    Column("id", Text, nullable=False),  # in the reading: a1, a2, ...
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("aliases", JSON, nullable=False),
    Column("roles", JSON, nullable=False),
    Column("affiliation", Text),
    # Who it is across articles; null where that is open, or nobody could tell (vague, unnamed).
    _to("actor", "actors", nullable=True, index=True),
    Column("by_hand", Boolean(create_constraint=False), nullable=False, server_default=false()),  # a person said who
    Column("folded", Text, nullable=False, index=True),  # as in actor_names
    Column("state", Text, nullable=False),  # lost: no more in the reading, but some lost statement's speaker or relay
    _one_of("state", STATEMENT_STATES),
)

mentions = Table(
    "mentions",
    metadata,
    _to("actor", "article_actors", primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    *_small("start", "stop"),
    sqlite_with_rowid=False,
)

statement_speakers = Table(
    "statement_speakers",
    metadata,
    _to("statement", "statements", primary_key=True),
    Column("ordinal", SmallInteger, primary_key=True),
    _to("actor", "article_actors", index=True),
    sqlite_with_rowid=False,
)

statement_relays = Table(
    "statement_relays",
    metadata,
    _to("statement", "statements", primary_key=True),
    Column("rank", SmallInteger, primary_key=True),  # 0 is nearest to the article
    _to("actor", "article_actors", index=True),
    sqlite_with_rowid=False,
)

coders = Table(
    "coders",
    metadata,
    _number(),
    Column("name", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("colour", Text),
    Column("added", Text, nullable=False),
    _one_of("kind", ("person", "machine")),
)

actor_history = Table(
    "actor_history",  # what people did to actors, in order; ``details`` holds what undoing it takes
    metadata,
    _number(),
    _to("coder", "coders", nullable=True),
    Column("time", Text, nullable=False),
    Column("action", Text, nullable=False),
    _to("actor", "actors", index=True),
    Column("details", JSON, nullable=False),
    Column("undone", Text),  # when
    _one_of("action", ("merge", "split", "rename", "alias", "affiliation", "link")),
)

concepts = Table(
    "concepts",
    metadata,
    _number(),
    Column("label", Text, nullable=False, unique=True),
    Column("description", Text),
    Column("examples_for", JSON, nullable=False),
    Column("examples_against", JSON, nullable=False),
    Column("added", Text, nullable=False),
)

codings = Table(
    "codings",  # decisions; rows are only ever added. What holds is the last of a coder on a statement and part
    metadata,
    _number(),
    _to("statement", "statements"),
    _to("coder", "coders", index=True),
    Column("part", SmallInteger, nullable=False, server_default=text("0")),  # for statements on several concepts
    _to("concept", "concepts", nullable=True, index=True),
    Column("agreement", Boolean(create_constraint=False)),
    Column("variables", JSON, nullable=False),  # any others by name: speaker, content, act, ...
    Column("comment", Text),
    Column("confidence", Double),  # of the machine's proposals
    Column("withdrawn", Boolean(create_constraint=False), nullable=False, server_default=false()),
    Column("time", Text, nullable=False),
    UniqueConstraint("statement", "coder", "part", "number"),  # the way to what holds
)

intake_items = Table(
    "intake_items",  # what became of each item of each source, so that a stopped ingest goes on
    metadata,
    Column("key", Text, primary_key=True),
    Column("place", Text, nullable=False),  # for a person
    Column("state", Text, nullable=False),
    _to("article", "articles", nullable=True),
    Column("reason", Text),  # why it failed
    Column("time", Text, nullable=False),
    _one_of("state", ("done", "unread", "failed")),
    Index("ix_intake_items_failed", "state", **_where("state = 'failed'")),
    sqlite_with_rowid=False,
)

outcomes = Table(
    "outcomes",  # decisions, as codings are: what holds is the last of a coder on a statement
    metadata,
    _number(),
    _to("statement", "statements", index=True),
    _to("coder", "coders"),
    Column("outcome", Text, nullable=False),
    Column("known", Text),  # the day from which it was known, YYYY-MM-DD
    Column("note", Text),
    Column("time", Text, nullable=False),
    _one_of("outcome", OUTCOMES),
)

statement_history = Table(
    "statement_history",  # what people did to statements, in order; ``details`` holds what undoing it takes
    metadata,
    _number(),
    _to("statement", "statements", index=True),
    _to("coder", "coders"),
    Column("time", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("details", JSON, nullable=False),  # {"values": what a person said, "before": what stood there}
    Column("undone", Text),  # when
    _to("undone_by", "coders", nullable=True),
    _one_of("action", ("add", "correct", "remove")),
)

feeds = Table(
    "feeds",  # that are watched: what is known of each from the last time
    metadata,
    Column("url", Text, primary_key=True),
    Column("state", JSON, nullable=False),  # intake.archive.FeedState
    Column("asked", Text, nullable=False),
    sqlite_with_rowid=False,
)

dna_rows = Table(
    "dna_rows",  # what .dna files held, row by row, so that they can be written again: see dna_bridge
    metadata,
    Column("name", Text, primary_key=True),  # of DNA's table
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("cells", JSON, nullable=False),  # in the order of DNA's columns
    Column("role", Text),  # of a variable: person, organization, concept or agreement
    Column("seen", JSON(none_as_null=True)),  # what the ledger said when the row was taken in
    _to("article", "articles", nullable=True),  # what the row stands for
    _to("statement", "statements", nullable=True),
    _to("actor", "actors", nullable=True),
    _to("concept", "concepts", nullable=True),
    _to("coder", "coders", nullable=True),
    Index("ix_dna_rows_statement", "statement", **_where("statement IS NOT NULL")),
)

proposals = Table(
    "proposals",  # what the machine would code, one a statement; another takes its place. No decision, and no coding
    metadata,
    Column(
        "statement",
        Integer,
        ForeignKey("statements.number", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    _to("coder", "coders"),  # of kind machine
    _to("concept", "concepts", nullable=True, index=True),
    Column("agreement", Boolean(create_constraint=False)),
    Column("confidence", Double, nullable=False),
    Column("alternatives", JSON, nullable=False),  # [label, confidence] of the next concepts
    Column("time", Text, nullable=False),
    Index(None, "confidence"),
)
