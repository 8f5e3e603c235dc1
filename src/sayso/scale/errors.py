"""What goes wrong with datasets."""

from __future__ import annotations

from ..errors import SaysoError

__all__ = ["DatasetError"]


class DatasetError(SaysoError):
    """A dataset of readings cannot be begun, gone on with or read, or the machines that write it cannot be had."""
