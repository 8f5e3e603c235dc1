"""The same reader over many processes or machines: archives -> a dataset of readings in Parquet."""

from __future__ import annotations

from .columns import READINGS, UNREAD
from .dataset import read_dataset
from .errors import DatasetError
from .report import Report
from .run import Engine, build
from .settings import Settings

__all__ = ["READINGS", "UNREAD", "DatasetError", "Engine", "Report", "Settings", "build", "read_dataset"]
