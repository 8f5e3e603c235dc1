"""Writes small databases as DNA 3 has them, with an invented debate: ``python tests/dna/made.py FILE.dna``."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

SCHEMA = """
CREATE TABLE SETTINGS (Property TEXT PRIMARY KEY, Value TEXT);
CREATE TABLE CODERS (ID INTEGER PRIMARY KEY, Name TEXT, Red INTEGER, Green INTEGER, Blue INTEGER);
CREATE TABLE DOCUMENTS (ID INTEGER PRIMARY KEY, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT, Source TEXT,
    Section TEXT, Notes TEXT, Type TEXT, Date INTEGER);
CREATE TABLE STATEMENTTYPES (ID INTEGER PRIMARY KEY, Label TEXT, Red INTEGER, Green INTEGER, Blue INTEGER);
CREATE TABLE VARIABLES (ID INTEGER PRIMARY KEY, Variable TEXT, DataType TEXT, StatementTypeId INTEGER);
CREATE TABLE VARIABLELINKS (ID INTEGER PRIMARY KEY, SourceVariableId INTEGER, TargetVariableId INTEGER);
CREATE TABLE REGEXES (Label TEXT PRIMARY KEY, Red INTEGER, Green INTEGER, Blue INTEGER);
CREATE TABLE STATEMENTS (ID INTEGER PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER,
    Stop INTEGER, Coder INTEGER);
CREATE TABLE ENTITIES (ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT, Red INTEGER, Green INTEGER,
    Blue INTEGER, ChildOf INTEGER);
CREATE TABLE DATABOOLEAN (ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value INTEGER);
CREATE TABLE DATAINTEGER (ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value INTEGER);
CREATE TABLE DATALONGTEXT (ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value TEXT);
CREATE TABLE DATASHORTTEXT (ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Entity INTEGER);
CREATE TABLE ATTRIBUTEVARIABLES (ID INTEGER PRIMARY KEY, VariableId INTEGER, AttributeVariable TEXT);
CREATE TABLE ATTRIBUTEVALUES (ID INTEGER PRIMARY KEY, EntityId INTEGER, AttributeVariableId INTEGER,
    AttributeValue TEXT);
INSERT INTO SETTINGS VALUES ('version', '3.0.11.5'), ('date', '2025-02-05');
INSERT INTO CODERS VALUES (1, 'Admin', 255, 255, 0);
INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement', 239, 208, 51);
INSERT INTO VARIABLES VALUES (1, 'person', 'short text', 1), (2, 'organization', 'short text', 1),
    (3, 'concept', 'short text', 1), (4, 'agreement', 'boolean', 1), (5, 'weight', 'integer', 1),
    (6, 'note', 'long text', 1);
INSERT INTO ATTRIBUTEVARIABLES VALUES (1, 2, 'Type');
INSERT INTO REGEXES VALUES ('harbour|port', 255, 0, 0);
"""

ORGANIZATIONS = {
    "Dockers' Union": ("#CC3311", "union"),
    "Fishers' Guild": ("#009988", "trade"),
    "Harbour Board": ("#0077BB", "authority"),
    "Ministry of Trade": ("#0077BB", "authority"),
    "Shippers' League": ("#EE7733", "trade"),
    "Tidewatch": ("#228833", "group"),
}
PERSONS = {
    "Dockers' Union": "Piet Aas",
    "Fishers' Guild": "Mia Lund",
    "Harbour Board": "Ilse Torvald",
    "Ministry of Trade": "Omar Feld",
    "Shippers' League": "Jan Dahl",
    "Tidewatch": "Ada Brand",
}
TAX, DEEP, SHORE, NIGHT = (
    "The harbour tax should go.",
    "The channel should be deepened.",
    "Ships should use shore power.",
    "Night work should be allowed.",
)
# One line an article: its day, and who is for (1) or against (0) what.
DEBATE: list[tuple[str, list[tuple[str, str, int]]]] = [
    ("2024-03-01", [("Shippers' League", TAX, 1), ("Harbour Board", TAX, 0), ("Shippers' League", NIGHT, 1)]),
    ("2024-03-04", [("Ministry of Trade", TAX, 0), ("Fishers' Guild", DEEP, 0), ("Shippers' League", DEEP, 1)]),
    ("2024-03-11", [("Tidewatch", DEEP, 0), ("Tidewatch", SHORE, 1), ("Harbour Board", DEEP, 1)]),
    ("2024-03-18", [("Dockers' Union", NIGHT, 0), ("Shippers' League", NIGHT, 1), ("Fishers' Guild", SHORE, 1)]),
    ("2024-04-02", [("Harbour Board", SHORE, 1), ("Shippers' League", SHORE, 0), ("Dockers' Union", SHORE, 1)]),
    ("2024-04-15", [("Ministry of Trade", DEEP, 1), ("Shippers' League", TAX, 1), ("Shippers' League", TAX, 1)]),
    ("2024-05-06", [("Fishers' Guild", TAX, 1), ("Ministry of Trade", NIGHT, 1), ("Tidewatch", NIGHT, 0)]),
]


def write_dna(path: Path) -> Path:
    """The invented debate as a database."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(SCHEMA)
        _entities(database)
        _articles(database)
    return path


def _entities(database: sqlite3.Connection) -> None:
    concepts = (TAX, DEEP, SHORE, NIGHT)
    values = [(1, name, "#000000") for name in ("", *PERSONS.values())]
    values += [(2, "", "#000000"), *((2, name, color) for name, (color, _) in ORGANIZATIONS.items())]
    values += [(3, name, "#000000") for name in ("", *concepts)]
    for number, (variable, value, color) in enumerate(values, 1):
        rgb = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
        database.execute("INSERT INTO ENTITIES VALUES (?, ?, ?, ?, ?, ?, NULL)", (number, variable, value, *rgb))
        if variable == 2:
            kind = ORGANIZATIONS.get(value, ("", ""))[1]
            database.execute("INSERT INTO ATTRIBUTEVALUES VALUES (NULL, ?, 1, ?)", (number, kind))


def _articles(database: sqlite3.Connection) -> None:
    entity = {(v, value): number for number, v, value in database.execute("SELECT ID, VariableId, Value FROM ENTITIES")}
    for number, (day, said) in enumerate(DEBATE, 1):
        sentences = [f"{who} {'backs' if agree else 'rejects'} this: {what}" for who, what, agree in said]
        date = int(datetime.fromisoformat(f"{day}T00:00:00+00:00").timestamp())
        about = (number, f"Article {number}", " ".join(sentences), f"Reporter {number % 2}", date)
        database.execute("INSERT INTO DOCUMENTS VALUES (?, ?, ?, 1, ?, 'The Courier', 'news', '', '', ?)", about)
        start = 0
        for (who, what, agree), sentence in zip(said, sentences, strict=True):
            place = (number, start, start + len(sentence))
            statement = database.execute("INSERT INTO STATEMENTS VALUES (NULL, 1, ?, ?, ?, 1)", place).lastrowid
            for variable, value in ((1, PERSONS[who]), (2, who), (3, what)):
                row = (statement, variable, entity[variable, value])
                database.execute("INSERT INTO DATASHORTTEXT VALUES (NULL, ?, ?, ?)", row)
            database.execute("INSERT INTO DATABOOLEAN VALUES (NULL, ?, 4, ?)", (statement, agree))
            database.execute("INSERT INTO DATAINTEGER VALUES (NULL, ?, 5, ?)", (statement, number - 3))
            database.execute("INSERT INTO DATALONGTEXT VALUES (NULL, ?, 6, '')", (statement,))
            start += len(sentence) + 1


if __name__ == "__main__":
    write_dna(Path(sys.argv[1]))
