"""Which language a text is in, and whether it is one that Sayso reads."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["detect_language", "is_english"]

_SAMPLE = 20_000
_WINDOWS = 10
_PIECE = 400
_SHORT = 60
_FRAME = 40
# Nigerian Pidgin: what lists of English names and clipped headlines are often taken for, with less certainty.
_LOOKALIKE = "pcm"
_QUOTED = re.compile(r"""“[^“”]{0,2000}”|"[^"]{0,2000}"|«[^«»]{0,2000}»|„[^„“”]{0,2000}[“”]""")


# Words that no other language has so many of at once; they spare most articles the loading of the language model.
_PLAIN = frozenset(
    [
        "the",
        "and",
        "of",
        "to",
        "that",
        "which",
        "with",
        "from",
        "this",
        "these",
        "have",
        "has",
        "would",
        "they",
        "their",
        "were",
        "been",
        "said",
    ]
)
_WORD = re.compile(r"[a-z]+")
_LETTER = re.compile(r"[^\W\d_]")
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")


def detect_language(text: str) -> str:
    """The likeliest language of ``text``: its ISO 639 code, of two letters where it has one; ``und`` if none shows."""
    sample = _sample(text)
    return _ranked(sample)[0][0] if any(c.isalpha() for c in sample) else "und"


def is_english(text: str) -> bool:
    """Whether ``text`` can be read as English.

    Foreign names and quotations in English text do not matter. A text of fewer than about 60 letters tells too little:
    it counts as English unless it is in another script.
    """
    sample = _sample(text)
    letters = len(_LETTER.findall(sample))
    if 2 * len(_OTHER_SCRIPT.findall(sample)) > letters:
        return False
    if letters < _SHORT or _is_plainly_english(sample) or _may_be_english(sample):
        return True
    frame = _QUOTED.sub(" ", sample)
    if sum(map(str.isalpha, frame)) >= _FRAME and detect_language(frame) == "en":
        return True
    pieces = [sample[at : at + _PIECE] for at in range(0, len(sample), _PIECE)]
    return 5 * sum(_ranked(piece)[0][0] == "en" for piece in pieces) >= 2 * len(pieces)


def _is_plainly_english(sample: str) -> bool:
    words = _WORD.findall(sample.lower())
    plain = [word for word in words if word in _PLAIN]
    return len(set(plain)) >= 5 and 10 * len(plain) >= len(words)


def _may_be_english(sample: str) -> bool:
    """Whether English is the first guess, or the first guess is not worth much."""
    first, probability = _ranked(sample)[0]
    return first == "en" or (probability < 0.95 if first == _LOOKALIKE else probability < 0.6)


def _sample(text: str) -> str:
    """All of a short text; evenly spread stretches of a long one."""
    if len(text) <= _SAMPLE:
        return text
    size = _SAMPLE // _WINDOWS
    starts = (k * (len(text) - size) // (_WINDOWS - 1) for k in range(_WINDOWS))
    return "\n".join(text[start : start + size] for start in starts)


def _ranked(text: str) -> list[tuple[str, float]]:
    return [(name, float(probability)) for name, probability in _identifier().rank(text)]


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
