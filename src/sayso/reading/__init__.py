"""Article -> Reading: find the attributions, say who is answerable, and what the article says in its own voice."""

from .reader import Reader, read

__all__ = ["Reader", "read"]
