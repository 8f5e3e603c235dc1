"""``python -m sayso.evaluate``: the same as ``sayso evaluate``."""

from __future__ import annotations

import sys

from ..cli import cli

cli(["evaluate", *sys.argv[1:]], prog_name="sayso")
