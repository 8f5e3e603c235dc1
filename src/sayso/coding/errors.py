"""What can be wrong with a codebook, or with what is asked of one."""

from __future__ import annotations

from ..errors import FormatError, SaysoError

__all__ = ["CodebookError", "UnknownConcept"]


class CodebookError(FormatError):
    """A codebook is not in the form it should be; the message says where."""


class UnknownConcept(SaysoError):
    """A concept is asked for that the codebook has not."""
