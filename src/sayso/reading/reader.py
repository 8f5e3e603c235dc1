"""Article -> Reading."""

from __future__ import annotations

import math
import warnings
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..article import Article, Span
from ..errors import InputError, LanguageWarning
from ..intake.language import detect_language, is_english
from ..record import Attribution, Reading
from .concerns import add_concerns, without_deeds
from .passed_on import add_passed_on
from .senses import Sensed
from .stray import without_strays
from .turns import add_layout_attributions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .attributions import Found
    from .model import Model, Passage
    from .relay_marks import RelayMarks
    from .sense_head import Sense
    from .words import Words

__all__ = ["MODELS", "Reader", "read"]

MODELS = Path(__file__).resolve().parent.parent / "models"


class Reader:
    """Reads articles; made once, used for many.

    Args:
        model: name of a folder under ``sayso/models``.
        threads: how many cores the encoder may use; all of them by default. The reading is the same for any number.

    Raises:
        InputError: there is no model of that name.
    """

    def __init__(self, model: str = "en", *, threads: int | None = None) -> None:
        self.name = model
        self.threads = threads
        if model not in available_models():
            raise InputError(f"no model {model!r}; there is {', '.join(available_models()) or 'none'}")

    def read(self, article: Article | str, *, force: bool = False) -> Reading:
        """The reading of one article.

        An article in another language than English gives a ``LanguageWarning`` and an empty reading, unless
        ``force`` is set. Text without a word in it gives an empty reading.
        """
        if isinstance(article, str):
            article = Article(article)
        english = is_english(article.text)
        if not english and not force:
            found = detect_language(article.text)
            message = f"the article seems to be in another language than English ({found}); it was not read"
            warnings.warn(message, LanguageWarning, stacklevel=2)
            return Reading(replace(article, language=article.language or found))
        from .understand import understand

        if not article.language:
            article = replace(article, language="en" if english else detect_language(article.text))
        return understand(article, *self._with_marks(article.text))

    def read_many(self, articles: Iterable[Article | str], *, force: bool = False) -> Iterator[Reading]:
        """The readings of many articles, in their order, each made when it is asked for."""
        for article in articles:
            yield self.read(article, force=force)

    def attributions(self, text: str) -> list[Attribution]:
        """The attributions of ``text``: spans only, not yet understood."""
        return self._attributions(text, self._model.find(text))

    def _with_marks(self, text: str) -> tuple[list[Attribution], RelayMarks]:
        """The attributions of ``text``, and what the model tells of relays."""
        from .relay_marks import RelayMarks

        passages = [*self._model.find(text, relays=True)]
        return self._attributions(text, passages), RelayMarks.of((one.words, one.relays) for one in passages)

    def _attributions(self, text: str, passages: Iterable[Passage]) -> list[Attribution]:
        weights = self._model.settings.calibration
        return with_fixed_forms(
            text, [in_characters(one, p.words, text, weights, sense) for p in passages for one, sense in p.found]
        )

    @cached_property
    def _model(self) -> Model:
        from .model import Model

        return Model(MODELS / self.name, self.threads)


def read(article: Article | str, *, force: bool = False) -> Reading:
    """The reading of one article by the default model; see ``Reader.read``."""
    return _default().read(article, force=force)


_readers: list[Reader] = []


def _default() -> Reader:
    if not _readers:
        _readers.append(Reader())
    return _readers[0]


def available_models() -> list[str]:
    """The names that ``Reader`` takes."""
    return sorted(path.parent.name for path in MODELS.glob("*/settings.json"))


def with_fixed_forms(text: str, found: list[Attribution]) -> list[Attribution]:
    """What the model found and what the layout or a fixed form gives, in text order."""
    said = add_layout_attributions(text, without_deeds(text, found))
    return without_strays(text, add_concerns(text, add_passed_on(text, said)))


def in_characters(
    found: Found, words: Words, text: str, calibration: tuple[float, ...], sense: Sense | None = None
) -> Sensed:
    """An attribution in words -> its spans in the text, with a calibrated confidence."""
    source, cue, content = (_pieces(numbers, words, text) for numbers in (found.source, found.cue, found.content))
    logit = sum(weight * x for weight, x in zip(calibration, confidence_features(found), strict=True))
    sure = round(1 / (1 + math.exp(-logit)), 4)
    if sense is None:
        return Sensed(source, cue, content, sure)
    told = tuple((int(words.start[number]), hedge, condition) for number, hedge, condition in sense.words)
    return Sensed(source, cue, content, sure, acts=sense.acts, denial=sense.denial, words=told)


def _pieces(numbers: tuple[int, ...], words: Words, text: str) -> tuple[Span, ...]:
    """Word numbers -> spans, one for each run of words that follow each other on one line."""
    out: list[Span] = []
    for before, number in zip((-2, *numbers), numbers, strict=False):
        start, end = int(words.start[number]), int(words.end[number])
        if number == before + 1 and words.paragraph[number] == words.paragraph[before]:
            start = out.pop().start
        out.append(Span.of(text, start, end))
    return tuple(out)


def confidence_features(found: Found) -> tuple[float, ...]:
    """What the confidence is calibrated from.

    A constant, the anchor's log-odds, the roles' log-probability, and whether there is a source.
    """
    anchor = min(max(found.anchor_probability, 1e-6), 1 - 1e-6)
    roles = max(found.role_probability, 1e-6)
    return 1.0, math.log(anchor / (1 - anchor)), math.log(roles), float(bool(found.source))
