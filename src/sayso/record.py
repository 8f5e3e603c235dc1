"""What a reading is made of, as plain data, and its interchange form (``sayso-reading/1``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal, cast, get_args

from .article import Article, Span
from .errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = [
    "ACTS",
    "FORMAT",
    "KINDS",
    "MODES",
    "ROLES",
    "Act",
    "Actor",
    "Attribution",
    "Kind",
    "Mode",
    "Narration",
    "Reading",
    "Statement",
]

FORMAT = "sayso-reading/1"

Kind = Literal["person", "organisation", "group", "unnamed", "vague", "document"]
Mode = Literal["direct", "mixed", "indirect"]
Act = Literal["question", "proposal", "commitment", "forecast", "appraisal", "claim"]

KINDS: tuple[Kind, ...] = get_args(Kind)
MODES: tuple[Mode, ...] = get_args(Mode)
ACTS: tuple[Act, ...] = get_args(Act)
ROLES = ("source", "cue", "content")

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content in the text, not yet understood; each role may have several pieces or none."""

    source: Spans
    cue: Spans
    content: Spans
    confidence: float


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that speaks, relays or is talked about in the article."""

    id: str
    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    affiliation: str | None = None
    mentions: Spans = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution understood. ``speaker`` and ``relay`` are actor ids, ``within`` a statement id."""

    id: str
    source: Spans
    cue: Spans
    content: Spans
    speaker: tuple[str, ...]
    relay: tuple[str, ...]
    mode: Mode
    act: Act
    condition: Spans
    hedge: Spans
    denies: bool
    within: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Narration:
    """A sentence, or part of one, that is nobody's statement: the article's own voice."""

    span: Span
    act: Act
    condition: Spans = ()
    hedge: Spans = ()
    scare_quotes: Spans = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that Sayso makes of one article."""

    article: Article
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    narration: tuple[Narration, ...] = ()

    # How a notebook shows a reading. The package sets it: showing is the formats' trade, and they stand on this file.
    _repr_html_: ClassVar[Callable[[Reading], str]]

    def actor(self, actor_id: str) -> Actor:
        """The actor with this id.

        Raises:
            KeyError: there is none.
        """
        for actor in self.actors:
            if actor.id == actor_id:
                return actor
        raise KeyError(actor_id)

    def to_dict(self) -> dict[str, Any]:
        """The reading in the interchange form, ready for ``json.dumps``."""
        a = self.article
        return {
            "format": FORMAT,
            "article": {
                "id": a.id,
                "text": a.text,
                "title": a.title,
                "outlet": a.outlet,
                "authors": list(a.authors),
                "published": a.published,
                "url": a.url,
                "language": a.language,
            },
            "actors": [_actor_to_dict(x) for x in self.actors],
            "statements": [_statement_to_dict(x) for x in self.statements],
            "narration": [_narration_to_dict(x) for x in self.narration],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], text: str | None = None) -> Reading:
        """Read the interchange form; unknown keys are ignored, keys that gold files leave out get their defaults.

        ``text`` is the article's text where the form does not hold it (gold files name the article only).

        Raises:
            FormatError: it is in another format, a key is missing or has a value of the wrong kind, or a span does not
                fit the text.
        """
        try:
            if data.get("format", FORMAT) != FORMAT:
                raise FormatError(f"the format is {data['format']!r}, not {FORMAT}")
            article = _article_from(data["article"], text)
            actors = tuple(_actor_from(x, article.text) for x in _list(data, "actors"))
            statements = tuple(_statement_from(x, article.text) for x in _items(data["statements"], "statements"))
            narration = tuple(_narration_from(x, article.text) for x in _list(data, "narration"))
        except KeyError as error:
            raise FormatError(f"not a reading: key {error} is missing") from None
        except (TypeError, ValueError, AttributeError, RecursionError) as error:
            raise FormatError(f"not a reading: {error}") from None
        reading = cls(article, actors, statements, narration)
        _check_references(reading)
        return reading


def _spans_to_list(spans: Iterable[Span]) -> list[list[Any]]:
    return [list(s) for s in spans]


def _actor_to_dict(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "aliases": list(actor.aliases),
        "roles": list(actor.roles),
        "affiliation": actor.affiliation,
        "mentions": _spans_to_list(actor.mentions),
    }


def _statement_to_dict(s: Statement) -> dict[str, Any]:
    return {
        "id": s.id,
        "source": _spans_to_list(s.source),
        "cue": _spans_to_list(s.cue),
        "content": _spans_to_list(s.content),
        "speaker": list(s.speaker),
        "relay": list(s.relay),
        "mode": s.mode,
        "act": s.act,
        "condition": _spans_to_list(s.condition),
        "hedge": _spans_to_list(s.hedge),
        "denies": s.denies,
        "within": s.within,
        "confidence": s.confidence,
    }


def _narration_to_dict(n: Narration) -> dict[str, Any]:
    return {
        "span": list(n.span),
        "act": n.act,
        "condition": _spans_to_list(n.condition),
        "hedge": _spans_to_list(n.hedge),
        "scare_quotes": _spans_to_list(n.scare_quotes),
    }


def _article_from(data: Any, text: str | None) -> Article:
    if isinstance(data, str):
        if text is None:
            raise FormatError(f"the reading names the article {data!r} but does not hold its text")
        return Article(text, id=data)
    return Article(
        _string(data["text"], "article.text"),
        title=_string_or_none(data, "title"),
        outlet=_string_or_none(data, "outlet"),
        authors=_strings(data, "authors"),
        published=_string_or_none(data, "published"),
        url=_string_or_none(data, "url"),
        language=_string_or_none(data, "language"),
        id=_string_or_none(data, "id") or "",
    )


def _string(value: Any, what: str) -> str:
    if not isinstance(value, str):
        raise FormatError(f"{what} is no string but {type(value).__name__}")
    return value


def _string_or_none(data: Mapping[str, Any], key: str) -> str | None:
    value = data.get(key)
    return None if value is None else _string(value, key)


def _strings(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(_string(value, key) for value in _list(data, key))


def _list(data: Mapping[str, Any], key: str) -> Sequence[Any]:
    value = data.get(key)
    return () if value is None else _items(value, key)


def _items(value: Any, what: str) -> Sequence[Any]:
    """The items of a list; of a string they would be its letters, which nobody means."""
    if not isinstance(value, list | tuple):
        raise FormatError(f"{what} is no list but {type(value).__name__}")
    return value


def _truth(value: Any, what: str) -> bool:
    if not isinstance(value, bool):
        raise FormatError(f"{what} is {value!r}, but should be true or false")
    return value


def _share(value: Any, what: str) -> float:
    if not isinstance(value, int | float) or not 0 <= value <= 1:
        raise FormatError(f"{what} {value!r} does not lie between 0 and 1")
    return float(value)


def _span_from(data: Any, text: str) -> Span:
    start, end, *surface = _items(data, "a span")
    if type(start) is not int or type(end) is not int:
        raise FormatError(f"span {data!r} needs two whole numbers")
    span = Span.of(text, start, end)
    if surface and surface[0] != span.surface:
        raise FormatError(f"span [{start}, {end}] says {surface[0]!r}, but the text has {span.surface!r}")
    return span


def _spans_from(data: Mapping[str, Any], key: str, text: str) -> Spans:
    return tuple(_span_from(x, text) for x in _list(data, key))


def _one_of(value: Any, allowed: tuple[str, ...], what: str) -> str:
    if value not in allowed:
        raise FormatError(f"{what} {value!r} is none of {', '.join(allowed)}")
    return cast("str", value)


def _actor_from(data: Mapping[str, Any], text: str) -> Actor:
    return Actor(
        _string(data["id"], "id"),
        _string(data["name"], "name"),
        cast("Kind", _one_of(data["kind"], KINDS, "kind")),
        _strings(data, "aliases"),
        _strings(data, "roles"),
        _string_or_none(data, "affiliation"),
        _spans_from(data, "mentions", text),
    )


def _statement_from(data: Mapping[str, Any], text: str) -> Statement:
    speaker = data.get("speaker")
    return Statement(
        _string(data["id"], "id"),
        _spans_from(data, "source", text),
        _spans_from(data, "cue", text),
        _spans_from(data, "content", text),
        (speaker,) if isinstance(speaker, str) else _strings(data, "speaker"),
        _strings(data, "relay"),
        cast("Mode", _one_of(data.get("mode", "indirect"), MODES, "mode")),
        cast("Act", _one_of(data.get("act", "claim"), ACTS, "act")),
        _spans_from(data, "condition", text),
        _spans_from(data, "hedge", text),
        _truth(data.get("denies", False), "denies"),
        _string_or_none(data, "within"),
        _share(data.get("confidence", 1.0), "confidence"),
    )


def _narration_from(data: Mapping[str, Any], text: str) -> Narration:
    return Narration(
        _span_from(data["span"], text),
        cast("Act", _one_of(data.get("act", "claim"), ACTS, "act")),
        _spans_from(data, "condition", text),
        _spans_from(data, "hedge", text),
        _spans_from(data, "scare_quotes", text),
    )


def _check_references(reading: Reading) -> None:
    actors = {a.id for a in reading.actors}
    statements = {s.id for s in reading.statements}
    for s in reading.statements:
        for actor in (*s.speaker, *s.relay):
            if actor not in actors:
                raise FormatError(f"statement {s.id} names the actor {actor!r}, which is not listed")
        if s.within is not None and s.within not in statements:
            raise FormatError(f"statement {s.id} stands within {s.within!r}, which is not listed")
