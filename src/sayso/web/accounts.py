"""Who may come in: accounts with hashed passwords and roles, and their sessions, in an SQLite file of their own."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import sqlite3
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from .settings import WebError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["ROLES", "Accounts", "User"]

ROLES = ("reader", "coder", "admin")
"""Each may do what those before it may."""

_SHORTEST = 10
_NAME = re.compile(r"[^\W_][\w .@'-]{0,63}")
_TABLES = """
CREATE TABLE IF NOT EXISTS users (
    name TEXT PRIMARY KEY, password TEXT NOT NULL, role TEXT NOT NULL, added REAL NOT NULL);
CREATE TABLE IF NOT EXISTS sessions (token TEXT PRIMARY KEY, name TEXT NOT NULL, ends REAL NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who is signed in, or who sits at a machine where nobody need be."""

    name: str
    role: str

    def may(self, role: str) -> bool:
        """Whether this role, or one that may more, is the user's."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Accounts:
    """The accounts in a file, which only its owner can read.

    Passwords are hashed with argon2id (RFC 9106); of a session's token only the SHA-256 is kept.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._hasher = PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_urlsafe())
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        with self._open() as database:
            database.executescript(_TABLES)

    def add(self, name: str, password: str, role: str = "coder") -> None:
        """Add somebody, or give who is there another password and role; sessions end.

        Raises:
            WebError: the name, the password or the role will not do.
        """
        if role not in ROLES:
            raise WebError(f"role {role!r} is none of {', '.join(ROLES)}")
        if not _NAME.fullmatch(name):
            raise WebError(f"{name!r} is no name for an account: letters, digits, space and . @ ' - _, at most 64")
        if len(password) < _SHORTEST:
            raise WebError(f"a password has at least {_SHORTEST} characters")
        with self._open() as database:
            row = (name, self._hasher.hash(password), role, time.time())
            database.execute("INSERT OR REPLACE INTO users VALUES (?, ?, ?, ?)", row)
            database.execute("DELETE FROM sessions WHERE name = ?", (name,))

    def remove(self, name: str) -> None:
        """Remove somebody and end the sessions.

        Raises:
            WebError: there is nobody of that name.
        """
        with self._open() as database:
            if not database.execute("DELETE FROM users WHERE name = ?", (name,)).rowcount:
                raise WebError(f"there is no account {name!r}")
            database.execute("DELETE FROM sessions WHERE name = ?", (name,))

    def users(self) -> list[User]:
        """All of them, by name."""
        with self._open() as database:
            return [User(*row) for row in database.execute("SELECT name, role FROM users ORDER BY name")]

    def check(self, name: str, password: str) -> User | None:
        """Who has this name and password. It takes as long for a name that is not there."""
        with self._open() as database:
            row = database.execute("SELECT password, role FROM users WHERE name = ?", (name,)).fetchone()
        try:
            self._hasher.verify(row[0] if row else self._nobody, password)
        except (VerificationError, InvalidHashError):
            return None
        return User(name, row[1]) if row else None

    def open_session(self, user: User, seconds: float) -> str:
        """A new session; its token."""
        token = secrets.token_urlsafe(32)
        with self._open() as database:
            database.execute("DELETE FROM sessions WHERE ends < ?", (time.time(),))
            database.execute("INSERT INTO sessions VALUES (?, ?, ?)", (_hash(token), user.name, time.time() + seconds))
        return token

    def of_session(self, token: str) -> User | None:
        """Whose session this is."""
        query = "SELECT u.name, u.role FROM sessions s JOIN users u USING (name) WHERE s.token = ? AND s.ends > ?"
        with self._open() as database:
            row = database.execute(query, (_hash(token), time.time())).fetchone()
        return User(*row) if row else None

    def close_session(self, token: str) -> None:
        """End a session."""
        with self._open() as database:
            database.execute("DELETE FROM sessions WHERE token = ?", (_hash(token),))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self.path, timeout=30)) as database, database:
                yield database
        except sqlite3.Error as error:
            raise WebError(f"{self.path}: the accounts cannot be read or written: {error}") from None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
