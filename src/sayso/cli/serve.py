"""``sayso serve``: the reading room over a ledger, in the browser."""

from __future__ import annotations

import getpass
import os
import socket
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .notices import notice

if TYPE_CHECKING:
    from ..web import Settings

__all__ = ["opened", "run", "serve"]

# Seconds a thread may compute while another wants to. A page asks its database a dozen things, and after each its
# thread waits for its turn: with Python's five milliseconds a short page waits long behind long ones.
_TURN = 0.0005


@click.command()
@click.argument("where", metavar="LEDGER")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to answer at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 for any that is free.")
@click.option("--name", "names", multiple=True, help="A host name under which browsers reach it.")
@click.option(
    "--accounts",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file with the accounts. [default: beside the ledger, where there is one or --host is no loopback]",
)
@click.option("--add-user", metavar="NAME", help="Add an account, or change it; the password is asked for. Then end.")
@click.option("--remove-user", metavar="NAME", help="Remove an account, then end.")
@click.option(
    "--role",
    type=click.Choice(["reader", "coder", "admin"]),
    default="coder",
    show_default=True,
    help="What the added account may do.",
)
@click.option("--open/--no-open", "browser", default=False, help="Open a browser, too.")
def serve(
    where: str,
    host: str,
    port: int,
    names: tuple[str, ...],
    accounts: Path | None,
    add_user: str | None,
    remove_user: str | None,
    role: str,
    browser: bool,
) -> None:
    """Read, check, correct and explore a LEDGER (a file, or the URL of a PostgreSQL database) in the browser.

    Only this machine can reach it, unless --host says otherwise; then everybody has to sign in.
    """
    from ..web import Settings
    from ..web.settings import is_loopback

    place = accounts or _beside(where)
    if add_user or remove_user:
        _change(place, add_user, remove_user, role)
        return
    wanted = accounts is not None or not is_loopback(host) or (place is not None and place.exists())
    if wanted and (place is None or not place.exists()):
        raise click.UsageError(f"there are no accounts yet: add one with sayso serve {where} --add-user NAME")
    settings = Settings(host, port, place if wanted else None, frozenset(n.lower() for n in names), _me())
    run(where, settings, browser=browser)


def _beside(where: str) -> Path | None:
    return None if "://" in where else Path(f"{where}.accounts")


def _change(place: Path | None, add: str | None, remove: str | None, role: str) -> None:
    from ..web.accounts import Accounts

    if place is None:
        raise click.UsageError("name a file for the accounts with --accounts")
    accounts = Accounts(place)
    if remove:
        accounts.remove(remove)
        notice(f"{remove} is no longer let in")
    if add:
        password = os.environ.get("SAYSO_PASSWORD") or click.prompt(
            "Password", hide_input=True, confirmation_prompt=True
        )
        accounts.add(add, password, role)
        notice(f"{add} may sign in as {role}")


def _me() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "coder"


def run(where: str, settings: Settings, *, browser: bool) -> None:
    """Serve until Ctrl-C."""
    import uvicorn

    from ..web import create_app

    sys.setswitchinterval(_TURN)
    app = create_app(where, settings)
    listening = opened(settings)
    address = f"http://{_shown(settings.host)}:{listening.getsockname()[1]}/"
    click.echo(f"The reading room is open: {address}  (Ctrl-C closes it)")
    if browser:
        webbrowser.open(address)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
        limit_concurrency=200,
    )
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def opened(settings: Settings) -> socket.socket:
    """A socket that listens, bound before anything is said about it.

    Raises:
        OSError: the port is taken, or the address is none of this machine's.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # With the protocol named, asyncio sends small answers at once (TCP_NODELAY); else each waits 40 ms for its end.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host.strip("[]"), settings.port))
        listening.listen()
    except OSError as error:
        listening.close()
        raise click.ClickException(f"{settings.host}:{settings.port}: {error.strerror}") from None
    return listening


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
