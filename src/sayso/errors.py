"""Everything Sayso raises.

::

    SaysoError
    ├── InputError            the input cannot be read as an article
    │   ├── EmptyInput        nothing in it, or only white space
    │   ├── NotText           binary, or bytes in no known encoding
    │   └── TooLarge          more than is allowed
    ├── FetchError            a URL could not be had
    │   └── RefusedAddress    it leads to a private or local address
    ├── FormatError           a reading, annotation or table is not in the form it should be
    │   └── CodebookError     a codebook is not, and where (sayso.coding)
    ├── UnknownConcept        the codebook has it not (sayso.coding)
    ├── LedgerError           a ledger cannot be opened, read or written (sayso.ledger)
    │   ├── NotALedger        it is something else
    │   └── NewerLedger       a newer Sayso made it
    ├── NetworkError          a network that cannot be had (sayso.networks)
    │   └── DnaFailure        DNA 3.0 itself fails here
    ├── QueryError            a search is not understood, and where (sayso.ledger.query)
    └── MissingExtra          an optional part of Sayso is not installed

    SaysoWarning (UserWarning)
    └── LanguageWarning       the article is in a language that Sayso does not read
"""

from __future__ import annotations

__all__ = [
    "EmptyInput",
    "FetchError",
    "FormatError",
    "InputError",
    "LanguageWarning",
    "MissingExtra",
    "NotText",
    "RefusedAddress",
    "SaysoError",
    "SaysoWarning",
    "TooLarge",
]


class SaysoError(Exception):
    """Base of all errors that Sayso raises on purpose."""


class InputError(SaysoError):
    """The input cannot be read as an article."""


class EmptyInput(InputError):
    """There is nothing to read, or only white space."""


class NotText(InputError):
    """The bytes are no text in any known encoding."""


class TooLarge(InputError):
    """The input is larger than is allowed."""


class FetchError(SaysoError):
    """A URL could not be had."""


class RefusedAddress(FetchError):
    """The URL leads, at once or by a redirect, to a private or local address."""


class FormatError(SaysoError):
    """A reading, annotation or table is not in the form it should be."""


class MissingExtra(SaysoError):
    """An optional part of Sayso is not installed."""


class SaysoWarning(UserWarning):
    """Base of all warnings that Sayso gives."""


class LanguageWarning(SaysoWarning):
    """The article is in a language that Sayso does not read."""
