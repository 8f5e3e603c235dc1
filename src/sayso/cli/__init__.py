"""The command line, one command a verb.

Exit codes: 0 all went well; 1 something could not be read or written; 2 the command was not understood; 130 stopped by
Ctrl-C; 141 nobody reads the output any more.
"""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module
from typing import Any

import click

from .. import __version__
from ..errors import SaysoError
from ..formats.plain import one_line

__all__ = ["cli", "main"]

# Name -> module and attribute; a command's code is loaded when it is called.
_COMMANDS = {
    "actors": ("sayso.cli.actors", "actors"),
    "agreement": ("sayso.cli.agreement", "agreement"),
    "code": ("sayso.cli.code", "code"),
    "concepts": ("sayso.cli.concepts", "concepts"),
    "demo": ("sayso.cli.demo", "demo"),
    "evaluate": ("sayso.cli.evaluate", "command"),
    "export": ("sayso.cli.dna_export", "dna_export"),
    "import": ("sayso.cli.dna_import", "dna_import"),
    "ingest": ("sayso.cli.ingest", "ingest"),
    "ledger": ("sayso.cli.ledger_admin", "ledger"),
    "network": ("sayso.cli.network", "network"),
    "read": ("sayso.cli.read", "read"),
    "report": ("sayso.cli.report", "report"),
    "search": ("sayso.cli.search", "search"),
    "serve": ("sayso.cli.serve", "serve"),
    "watch": ("sayso.cli.watch", "watch"),
}
# What a command needs beyond a plain installation.
_EXTRAS = {
    "agreement": "ledger",
    "code": "coding",
    "concepts": "coding",
    "demo": "web",
    "export": "ledger",
    "import": "ledger",
    "ingest": "ledger",
    "ledger": "ledger",
    "network": "networks",
    "report": "ledger",
    "search": "ledger",
    "serve": "web",
    "watch": "ledger",
}


class _Verbs(click.Group):
    """Loads commands when they are needed, and turns what goes wrong into a plain line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_COMMANDS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, attribute = _COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(130)
        except BrokenPipeError:
            _stop_writing()
            ctx.exit(141)
        except ModuleNotFoundError as error:
            if ctx.invoked_subcommand not in _EXTRAS or (error.name or "").partition(".")[0] == "sayso":
                raise
            extra = _EXTRAS[ctx.invoked_subcommand]
            raise click.ClickException(f"{error.name} is not installed: pip install 'sayso[{extra}]'") from None
        except (SaysoError, OSError) as error:
            raise click.ClickException(one_line(str(error))) from None


def _stop_writing() -> None:
    """Keep the interpreter from complaining once more when it flushes what nobody reads."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = io.StringIO()


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"sayso {__version__}")
        ctx.exit()


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Show the version.")
def cli() -> None:
    """Read news and keep the record of who is answerable for every sentence."""


def main() -> None:
    """The ``sayso`` command."""
    cli(prog_name="sayso")
