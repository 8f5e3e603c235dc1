"""Passwords of coders as DNA keeps them: 100,000 rounds of SHA-256 over a salt and the password (Jasypt's “strong”)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
import unicodedata

__all__ = ["DEFAULT_PASSWORD", "digest_password", "is_password"]

_SALT, _ROUNDS = 16, 100_000

DEFAULT_PASSWORD = "puIanaA3LM3RqSO7u89w3YQevY4q0xnukt1vW7x9vrMd1NjcuVX5Gl8/PxZJvhAf"
"""The digest of ``sayso``: the password of coders whom the file did not have before. It keeps nothing secret."""


def digest_password(password: str, salt: bytes | None = None) -> str:
    """What stands in ``CODERS.Password``: 64 characters. The ``salt`` has 16 bytes; a random one unless given."""
    salt = secrets.token_bytes(_SALT) if salt is None else salt
    made = salt + unicodedata.normalize("NFC", password).encode()
    for _ in range(_ROUNDS):
        made = hashlib.sha256(made).digest()
    return base64.b64encode(salt + made).decode("ascii")


def is_password(password: str, stored: str) -> bool:
    """Whether the password is the one that is ``stored`` as a digest."""
    try:
        salt = base64.b64decode(stored, validate=True)[:_SALT]
    except (binascii.Error, ValueError):
        return False
    return len(salt) == _SALT and secrets.compare_digest(digest_password(password, salt), stored)
