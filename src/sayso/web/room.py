"""What all pages share: the ledger, the reader, the templates, and answers that are kept."""

from __future__ import annotations

import hashlib
import secrets
import threading
import warnings
from collections import OrderedDict
from functools import cached_property
from importlib import resources
from typing import TYPE_CHECKING

from ..errors import InputError, LanguageWarning, TooLarge
from ..intake import Failure, articles_from
from ..ledger import Ledger
from ..reading import Reader
from .accounts import Accounts
from .cache import Background, Cache
from .guard import Buckets
from .queue import queue
from .tallies import tallies
from .templating import environment

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from ..article import Article
    from ..ledger.adjudication import Agreement
    from ..record import Reading
    from .queue import Queue
    from .settings import Settings
    from .tallies import Tallies

__all__ = ["Room"]

_KEPT_READINGS = 64


class Room:
    """One reading room over one ledger.

    Raises:
        LedgerError: the ledger cannot be opened.
    """

    def __init__(self, where: str, settings: Settings) -> None:
        self.settings = settings
        self.ledger = Ledger(where)
        self.failed: Callable[[Request, Exception], Response] = _nothing
        self.accounts = Accounts(settings.accounts) if settings.accounts else None
        self.secret = secrets.token_bytes(32)
        self.cache = Cache()
        self.tallies: Background[Tallies] = Background(lambda: tallies(self.ledger))
        self.agreement: Background[Agreement] = Background(self.ledger.adjudication.compare, patience=0.1)
        self.queue: Background[Queue] = Background(lambda: queue(self.ledger), patience=5)
        per_minute = settings.limits
        self.reading_rate = Buckets(per_minute.readings / 60, per_minute.readings)
        self.sign_in_rate = Buckets(per_minute.sign_ins / 60, per_minute.sign_ins)
        self.templates = environment(_version())
        self._readings: OrderedDict[str, Reading] = OrderedDict()
        self._one_at_a_time = threading.Lock()

    @cached_property
    def reader(self) -> Reader:
        """The reader; its model is loaded when it is first needed."""
        return Reader()

    def written(self) -> None:
        """The ledger is not what it was: kept answers no longer hold."""
        self.cache.clear()
        self.tallies.clear()
        self.queue.clear()
        self.agreement.clear()

    def coded(self) -> None:
        """Somebody has coded: what depends on codings no longer holds."""
        self.cache.drop("progress", "concepts", "coded", "network", "network data", "told")
        self.agreement.clear()

    def article_at(self, url: str) -> Article:
        """The article at a URL, through the same door as everywhere: it refuses private addresses.

        Raises:
            SaysoError: it cannot be had, or there is not one article.
        """
        found = list(articles_from(url, max_fetched=self.settings.limits.body, allow=self.settings.allow))
        if len(found) != 1:
            raise InputError(f"there are {len(found)} articles in it, not one")
        if isinstance(found[0], Failure):
            raise found[0].error
        return found[0]

    def read(self, article: Article) -> Reading:
        """The reading of an article; empty where it is in another language.

        Raises:
            TooLarge: it is longer than is allowed.
        """
        most = self.settings.limits.text
        if len(article.text) > most:
            raise TooLarge(f"the article has {len(article.text):,} characters; {most:,} are read here")
        with self._one_at_a_time, warnings.catch_warnings():
            warnings.simplefilter("ignore", LanguageWarning)
            return self.reader.read(article)

    def hold(self, reading: Reading) -> str:
        """Keep a reading for a while, but not in the ledger; the name to ask for it by, which nobody can guess."""
        name = secrets.token_urlsafe(16)
        self._readings[name] = reading
        while len(self._readings) > _KEPT_READINGS:
            self._readings.popitem(last=False)
        return name

    def held(self, name: str) -> Reading | None:
        """A reading that is kept for a while."""
        return self._readings.get(name)


def _nothing(_request: Request, error: Exception) -> Response:
    raise error


def _version() -> str:
    """Of the static files together, so that browsers keep them until they change."""
    found = hashlib.sha256()
    static = resources.files(__package__) / "static"
    for file in sorted((*static.iterdir(), *(static / "vendor").iterdir()), key=lambda f: f.name):
        if file.is_file():
            found.update(file.read_bytes())
    return found.hexdigest()[:10]
