"""What could not be read among what could."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import InputError

if TYPE_CHECKING:
    import os

    from ..errors import SaysoError

__all__ = ["Failure", "plain_words", "shown"]


@dataclass(frozen=True, slots=True)
class Failure:
    """One source that could not be read, and why; others go on."""

    source: str
    error: SaysoError

    def __str__(self) -> str:
        return f"{self.source}: {self.error}"


def shown(path: str | os.PathLike[str]) -> str:
    """A path that can be printed, whatever bytes its name has."""
    return str(path).encode("utf-8", "backslashreplace").decode()


def plain_words(error: OSError) -> InputError:
    """An error of the operating system in words for a reader."""
    words = {
        FileNotFoundError: "there is no such file",
        IsADirectoryError: "this is a folder, not a file",
        PermissionError: "permission denied",
    }
    known = next((text for kind, text in words.items() if isinstance(error, kind)), None)
    return InputError(known or f"cannot be read: {(error.strerror or str(error)).lower()}")
