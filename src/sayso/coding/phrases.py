"""What a group of texts is about, in words: the phrase that is common in it and rare outside."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["labels_of"]

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_LONGEST = 3
# Words that no phrase begins or ends with.
_SMALL_WORDS = (
    "a about after all also always am an and any are aren't as at be because been before being but by can can't "
    "cannot could did do does doesn't doing don't done down each either else even ever every for from get gets "
    "had has have having he her here hers him his how however i if in into is isn't it it's its itself just less "
    "let like likely made make makes many may me mean might more most much must my need needs never no nor not "
    "now of off on once one only or other our out over own people rather said same say says shall she should "
    "shouldn't since so some still such take than that the their them then there these they thing things this "
    "those though through to too under until up upon us use used very want was way we well were what when where "
    "whether which while who whom whose why will with within without won't would yet you your"
)
_SMALL = frozenset(_SMALL_WORDS.split())


def labels_of(groups: Sequence[Sequence[str]], texts: Sequence[str]) -> list[str]:
    """A label for each group, no two alike; ``texts`` are all that there are, in groups or not."""
    everywhere = Counter(phrase for text in texts for phrase in dict(_phrases(text)))
    taken: set[str] = set()
    out = []
    for members in groups:
        label = _best(members, everywhere, len(texts), taken)
        taken.add(label)
        out.append(label)
    return out


def _best(members: Sequence[str], everywhere: Counter[str], total: int, taken: set[str]) -> str:
    """The phrase of the highest weight; longer ones are preferred where they are about as common."""
    inside: Counter[str] = Counter()
    written: dict[str, str] = {}
    for text in members:
        found = dict(_phrases(text))
        inside.update(found.keys())
        for phrase, surface in found.items():
            written.setdefault(phrase, surface)

    def weight(phrase: str) -> float:
        share = inside[phrase] / len(members) * (0.3 if inside[phrase] < 2 else 1)  # what stands once tells little
        rare = math.log((total + 1) / (everywhere[phrase] + 0.5)) + 0.2
        return share * rare * (1 + 0.55 * phrase.count(" "))

    ranked = sorted(inside, key=lambda phrase: (-weight(phrase), phrase))
    for phrase in ranked:
        if written[phrase] not in taken:
            return written[phrase]
    return _numbered(members[0] if members else "", taken)


def _numbered(text: str, taken: set[str]) -> str:
    number, label = 1, text[:60]
    while label in taken:
        number += 1
        label = f"{text[:60]} ({number})"
    return label


def _phrases(text: str) -> Iterator[tuple[str, str]]:
    """Phrases of one to three words, folded and as they stand in the text."""
    words = _WORD.findall(text)
    folded = [word.casefold().replace("’", "'") for word in words]
    for size in range(1, _LONGEST + 1):
        for i in range(len(words) - size + 1):
            first, last = folded[i], folded[i + size - 1]
            if first in _SMALL or last in _SMALL or len(first) < 2 or first.isdigit():
                continue
            yield " ".join(folded[i : i + size]), " ".join(words[i : i + size])
