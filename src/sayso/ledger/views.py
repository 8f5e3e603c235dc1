"""Views with readable names, for people who know SQL. They are made anew whenever the schema changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["create_views", "drop_views"]


def _who(table: str, order: str, column: str, sqlite: bool) -> str:
    """Of a statement's speakers or relays one column, joined."""
    rows = f"""SELECT {column} AS it, t.{order} AS place FROM {table} t JOIN article_actors aa ON aa.number = t.actor
        LEFT JOIN actors x ON x.number = aa.actor WHERE t.statement = s.number"""
    joined = "group_concat(it, '; ')" if sqlite else "string_agg(it, '; ' ORDER BY place)"
    return f"(SELECT {joined} FROM ({rows}{f' ORDER BY t.{order}' if sqlite else ''}) names)"


def _statements(sqlite: bool) -> str:
    # The name across articles where that is known, else as the article has it.
    name = "COALESCE(x.name, aa.name)"
    return f"""CREATE VIEW statements_view AS SELECT
        s.number, a.id || ':' || s.start || '-' || s.stop AS key,
        a.outlet, a.published, a.day, a.title, a.url,
        {_who("statement_speakers", "ordinal", name, sqlite)} AS speakers,
        {_who("statement_speakers", "ordinal", "aa.kind", sqlite)} AS speaker_kinds,
        {_who("statement_relays", "rank", name, sqlite)} AS relays,
        s.act, s.mode, s.denies, s.condition, s.hedge, s.content, s.confidence, s.state, s.within,
        a.id AS article, a.near <> a.number AS copy
        FROM statements s JOIN articles a ON a.number = s.article"""


def _actors(sqlite: bool) -> str:
    joined = "group_concat(name, '; ')" if sqlite else "string_agg(name, '; ' ORDER BY name)"
    return f"""CREATE VIEW actors_view AS SELECT
        x.number, x.name, x.kind, x.affiliation, x.external,
        (SELECT {joined} FROM (SELECT DISTINCT n.name FROM actor_names n
            WHERE n.actor = x.number AND n.name <> x.name{" ORDER BY n.name" if sqlite else ""}) others) AS aliases,
        (SELECT count(DISTINCT aa.article) FROM article_actors aa WHERE aa.actor = x.number) AS articles,
        (SELECT count(*) FROM article_actors aa JOIN statement_speakers t ON t.actor = aa.number
            WHERE aa.actor = x.number) AS statements
        FROM actors x WHERE x.merged_into IS NULL"""


_CODINGS = """CREATE VIEW codings_view AS SELECT
    c.number, c.statement, k.name AS coder, c.part, p.label AS concept, c.agreement, c.variables, c.comment,
    c.confidence, c.time
    FROM codings c JOIN coders k ON k.number = c.coder LEFT JOIN concepts p ON p.number = c.concept
    WHERE NOT c.withdrawn AND c.number = (SELECT max(later.number) FROM codings later
        WHERE later.statement = c.statement AND later.coder = c.coder AND later.part = c.part)"""


def create_views(connection: Connection) -> None:
    """Create ``statements_view``, ``actors_view`` and ``codings_view`` (of each coder's decisions those that hold)."""
    sqlite = connection.dialect.name == "sqlite"
    for command in (_statements(sqlite), _actors(sqlite), _CODINGS):
        connection.exec_driver_sql(command)


def drop_views(connection: Connection) -> None:
    """Drop them, where they are."""
    for name in ("statements_view", "actors_view", "codings_view"):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
