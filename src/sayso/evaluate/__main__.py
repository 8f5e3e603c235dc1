"""``python -m sayso.evaluate``."""

from __future__ import annotations

from .cli import command

command(prog_name="python -m sayso.evaluate")
