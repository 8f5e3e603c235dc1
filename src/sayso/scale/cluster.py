"""Slices over the machines of a Ray cluster, with Ray Data.

Each actor keeps one ``Reader``. What goes to it is a slice, a few numbers, and what comes back is a note: pages and
readings stay between the worker and the files, which all machines see under the same paths. An actor that dies is made
again by Ray, on another machine if need be, and does its slice again.
"""

from __future__ import annotations

import json
import logging
import os
import socket
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..errors import MissingExtra, SaysoError
from .errors import DatasetError
from .report import Note
from .slices import Slice
from .worker import Worker

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from .settings import Settings

__all__ = ["on_a_cluster"]

_STORE = 512 * 2**20
"""Bytes of Ray's object store on this machine; only notes pass through it."""

_WAIT = 10
"""Seconds to wait for an answer from the cluster."""


def on_a_cluster(
    slices: Sequence[Slice], folder: Path, settings: Settings, jobs: int | None = None, address: str | None = None
) -> Generator[Note, None, None]:
    """Do all slices with at most ``jobs`` actors of one core each; the notes come as slices are done.

    Without an ``address`` (and without ``RAY_ADDRESS`` in the environment) a cluster of this machine alone is started,
    and ended with the work. Nothing is sent to anybody: usage reports and the dashboard are off.

    Raises:
        MissingExtra: Ray is not installed.
        DatasetError: there is no such cluster, its machines have another version of Sayso, or cannot write ``folder``.
    """
    if not slices:
        return
    with _connected(address, jobs) as ray:
        found = _dataset(ray, slices, folder.resolve(), settings, jobs or _cores(ray))
        try:
            for row in found.iter_rows():
                if row["wrong"]:
                    raise DatasetError(row["wrong"])
                yield Note.from_dict(json.loads(row["note"]))
        except ray.exceptions.RayError as error:
            raise DatasetError(f"the cluster gave up: {_first_line(error)}") from error


class _Actor:
    """What runs on the machines: a slice in JSON -> the note in JSON, or why there is none.

    A reason is no exception, as Ray Data would print all of its own insides with it.
    """

    def __init__(self, folder: str, settings: Settings, version: str) -> None:
        self._worker = Worker(Path(folder), settings)
        self._wrong = ""
        if version != __version__:
            self._wrong = f"a machine of the cluster has Sayso {__version__}, not {version}"
        elif not (Path(folder) / ".sayso").is_dir():
            self._wrong = f"a machine of the cluster does not see {folder}"

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        if self._wrong:
            return {"note": "", "wrong": self._wrong}
        try:
            note = self._worker.work(Slice.from_dict(json.loads(row["slice"])))
        except SaysoError as error:
            return {"note": "", "wrong": str(error)}
        return {"note": json.dumps(note.to_dict()), "wrong": ""}


def _dataset(ray: Any, slices: Sequence[Slice], folder: Path, settings: Settings, jobs: int) -> Any:
    """The slices as a Ray dataset of one slice a block, so that each is a task of its own, and the work on them."""
    rows = [{"slice": json.dumps(one.to_dict())} for one in slices]
    # Of a fixed size: Ray Data would see no need for a second actor where each has one slice at hand. Those for which
    # there is no core yet wait, and the others begin.
    crew = ray.data.ActorPoolStrategy(size=min(jobs, len(rows)), max_tasks_in_flight_per_actor=1)
    return ray.data.from_items(rows, override_num_blocks=len(rows)).map(
        _Actor, fn_constructor_args=(str(folder), settings, __version__), compute=crew, num_cpus=1
    )


def _cores(ray: Any) -> int:
    return max(1, int(ray.cluster_resources().get("CPU", 1)))


@contextmanager
def _connected(address: str | None, jobs: int | None) -> Iterator[Any]:
    """Ray, with a cluster behind it for as long as the block lasts."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    os.environ.setdefault("RAY_worker_niceness", "0")  # by default its workers give way to everything else
    try:
        import ray
        import ray.data
    except ModuleNotFoundError as error:
        raise MissingExtra(f"{error.name} is not installed: pip install 'sayso[ray]'") from None
    quiet: dict[str, Any] = {"logging_level": logging.ERROR, "log_to_driver": False}
    address = address or os.environ.get("RAY_ADDRESS") or "local"
    if address == "local":
        quiet |= {"include_dashboard": False, "num_cpus": jobs, "object_store_memory": _STORE}
    _ask(address)
    try:
        with _hushed():
            ray.init(address=address, **quiet)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise DatasetError(f"no Ray cluster answers at {address}: {_first_line(error)}") from None
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    try:
        yield ray
    finally:
        ray.shutdown()


def _ask(address: str) -> None:
    """Whether somebody listens there: Ray itself would wait for minutes, and then end the process."""
    host, _, port = address.rpartition(":")
    if not (host and port.isdigit()) or "/" in host:
        return  # a name such as "auto", which Ray looks up
    try:
        socket.create_connection((host.strip("[]"), int(port)), _WAIT).close()
    except (OSError, OverflowError) as error:
        raise DatasetError(f"no Ray cluster answers at {address}: {_first_line(error)}") from None


@contextmanager
def _hushed() -> Iterator[None]:
    """Nothing on standard error: Ray's native code says there how loud it will be."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:300]
