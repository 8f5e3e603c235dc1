"""One discourse relation of a treebank -> source, cue and content, as token positions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sayso.article import Span
from sayso.reading.quotes import Quotation, find_quotations

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from .treebank import Link, Treebank

CONTENT_WORDS = {"VERB", "NOUN", "ADJ"}
BARE = set(".,;:-–—…!?")
LIGHT = {"fact", "case", "way", "reason", "point", "problem", "evidence", "sense", "chance", "example", "possibility"}
ADVISING = {"whow", "voyage", "textbook", "academic", "essay"}
NO_SPEECH = {"make", "ensure", "mean", "let", "prove", "be", "do", "go", "have", "assume", "happen", "check", "cause"}
SPEAKER = ("nsubj", "csubj")
LINKED_BY = {"parataxis", "advcl", "discourse", "obl", "dep", "ccomp"}
SAYING = {
    "say", "write", "add", "note", "observe", "state", "tell", "ask", "declare", "announce", "reply", "answer",
    "explain", "continue", "conclude", "read", "comment", "remark", "argue", "claim", "report", "proclaim", "warn",
    "respond", "suggest", "exclaim", "shout", "post", "tweet", "propose", "recall", "joke",
}  # fmt: skip
SHOWING = {"show", "indicate", "demonstrate", "allege", "confirm", "reveal", "stress", "insist", "complain"}
ANYONE = {
    "say",
    "tell",
    "believe",
    "think",
    "report",
    "know",
    "estimate",
    "argue",
    "allege",
    "expect",
    "ask",
    "announce",
}


@dataclass(frozen=True)
class Reported:
    """An attribution as token positions. ``head`` is the cue's main word."""

    head: int
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


class Resolver:
    def __init__(self, treebank: Treebank, genre: str) -> None:
        self.bank, self.tokens, self.genre = treebank, treebank.tokens, genre

    @cached_property
    def quotations(self) -> list[Quotation]:
        return [q for q in find_quotations(self.bank.text) if q.depth == 0 and not q.single]

    @cached_property
    def quoted(self) -> list[set[int]]:
        """The tokens of each quotation, its marks included."""
        return [{i for i, t in enumerate(self.tokens) if q.start <= t.start < q.end} for q in self.quotations]

    def resolve(self, link: Link) -> Reported | None:
        linked = self._according(link) or self._complement(link) or self._beside(link) or self._introduced(link)
        if linked is None:
            return None
        head, cue, content, source = linked
        if not self._can_report(head):
            return None
        cue = cue or self._cue(head)
        source = self._source(head) if source is None else source
        if self.tokens[min(cue)].lemma == "be" and self.tokens[min(cue) + 1].form.lower() == "to":
            return None
        content = self._trimmed(self._with_quotation(content, head) - cue - (source or set()), head)
        if source is None or not content:
            return None
        if any(self.tokens[i].form in "‘’" for i in content) and not self._balanced(content):
            return None
        return Reported(head, frozenset(source), frozenset(cue), frozenset(content))

    def _balanced(self, content: set[int]) -> bool:
        """Whether single quotation marks open and close within the content."""
        forms = [self.tokens[i].form for i in content if self.tokens[i].upos == "PUNCT"]
        return forms.count("‘") == forms.count("’")

    # --- how cue and content hang together

    def _according(self, link: Link) -> Linked | None:
        """A source named by "according to"."""
        for i in sorted(link.satellite):
            if self.tokens[i].form.lower() == "according" and self.tokens[i].head >= 0:
                noun = self.tokens[i].head
                case = self.bank.subtree(i) | set(self.bank.children(noun, "case"))
                source = self._noun_phrase(noun) - case
                return i, case, self._sentence_part(link) - case, source
        return None

    def _complement(self, link: Link) -> Linked | None:
        """The reported clause depends on a word of the satellite, as in "X said that"."""
        inside = self._same_sentence(link)
        for i in sorted(inside):
            token = self.tokens[i]
            if token.head in link.satellite and token.relation in ("ccomp", "xcomp", "csubj", "obj", "parataxis"):
                content = self.bank.subtree(i)
                if token.relation == "obj" and not self._reports(token.head):
                    continue
                if (token.deprel == "ccomp" and len(content & inside) > 0.6 * len(content)) or self._alike(
                    content, inside
                ):
                    content = content | self._perceived(i)
                    return token.head, set(), self._opened(content, i), None
        return None

    def _perceived(self, i: int) -> set[int]:
        """What is seen or heard doing something: "noticed it moving" reports "it moving"."""
        token = self.tokens[i]
        objects = (
            self.bank.children(token.head, "obj") if token.relation == "xcomp" and "VerbForm" in token.feats else []
        )
        return self.bank.subtree(objects[0]) if objects and "VerbForm=Inf" not in token.feats else set()

    def _beside(self, link: Link) -> Linked | None:
        """The satellite depends on the reported clause, which "X said" follows or breaks."""
        inside = self._same_sentence(link)
        for i in sorted(link.satellite):
            token = self.tokens[i]
            if token.head in inside and token.relation in LINKED_BY and token.upos in ("VERB", "AUX"):
                content = self.bank.subtree(token.head, without=[i])
                if self._alike(content, inside):
                    return i, set(), self._opened(content, token.head), None
        return None

    def _introduced(self, link: Link) -> Linked | None:
        """A quotation that stands in a sentence of its own, after a colon or beside the unit that reports it."""
        heads = [i for i in link.satellite if self.tokens[i].head not in link.satellite]
        heads = [i for i in heads if self._reports(i) and self.tokens[i].lemma in SAYING]
        if len(heads) == 1 and self.tokens[max(link.satellite)].form == ":" and (block := self._block(link)):
            return heads[0], set(), block, None
        inside = [q for q in self.quoted if len(q & link.nucleus) > 0.5 * len(q)]
        if len(heads) != 1 or len(inside) != 1 or len(inside[0]) < 0.5 * len(link.nucleus):
            return None
        between = range(max(link.satellite) + 1, min(inside[0])), range(max(inside[0]) + 1, min(link.satellite))
        if any(self.tokens[i].upos != "PUNCT" for gap in between for i in gap):
            return None
        return heads[0], set(), set(inside[0]), None

    def _opened(self, content: set[int], head: int) -> set[int]:
        """Without the conjunction that ties it to what stands before."""
        first = min((i for i in content if self.tokens[i].upos != "PUNCT"), default=head)
        return content - {i for i in self.bank.children(head, "cc") if i == first}

    def _block(self, link: Link) -> set[int]:
        """The whole paragraphs after the satellite that it introduces, at most three."""
        numbers = {self.tokens[i].paragraph for i in link.nucleus}
        whole = {i for i, t in enumerate(self.tokens) if t.paragraph in numbers}
        follows = min(link.nucleus) == max(link.satellite) + 1
        return whole if follows and len(numbers) <= 3 and whole == link.nucleus else set()

    def _sentence_part(self, link: Link) -> set[int]:
        inside = self._same_sentence(link)
        roots = {i for i in inside if self.tokens[i].head not in inside}
        return inside - {c for r in roots for c in self.bank.children(r, "cc") if c < min(inside) + 2}

    def _same_sentence(self, link: Link) -> set[int]:
        sentences = {self.tokens[i].sentence for i in link.satellite}
        return {i for i in link.nucleus if self.tokens[i].sentence in sentences}

    @staticmethod
    def _alike(content: set[int], unit: set[int]) -> bool:
        """Whether the dependency tree and the discourse tree mean much the same stretch."""
        return len(content & unit) >= 0.6 * len(content) and len(content & unit) >= 0.5 * len(unit)

    # --- the cue

    def _reports(self, i: int) -> bool:
        return self.tokens[i].upos == "VERB" and self.tokens[i].lemma not in NO_SPEECH

    def _can_report(self, head: int) -> bool:
        token = self.tokens[head]
        if token.form.lower() == "according":
            return True
        if token.upos == "NOUN" or token.lemma in NO_SPEECH or token.lemma in LIGHT:
            return False
        chain = self._chain(head)
        if any("Mood=Imp" in self.tokens[i].feats or self.tokens[i].lemma in NO_SPEECH for i in chain):
            return False
        return token.upos in ("VERB", "ADJ") and not any(self._of_anyone(i) for i in chain)

    def _of_anyone(self, head: int) -> bool:
        """What the reader, or anybody, may find or say: nobody in particular reports it."""
        words = {self.tokens[i].form.lower() for i in self.bank.children(head, "nsubj", "aux")}
        loose = words & {"can", "could", "may", "might", "must", "should"} and words & {"you", "we", "one"}
        supposed = "if" in {self.tokens[i].form.lower() for i in self.bank.children(head, "mark")}
        return bool(loose) or ("you" in words and (supposed or self.genre in ADVISING))

    def _chain(self, head: int) -> list[int]:
        """The cue's main word and the verbs that it completes: "went on to say"."""
        chain = [head]
        while (token := self.tokens[chain[-1]]).relation == "xcomp" and self.tokens[token.head].upos in ("VERB", "ADJ"):
            chain.append(token.head)
        return chain

    def _cue(self, head: int) -> set[int]:
        """The verb with what stands right before it (auxiliaries, negation, adverbs) and its particle after it."""
        own: set[int] = set()
        for verb in self._chain(head):
            own |= {verb, *self.bank.children(verb, "aux", "cop", "advmod", "compound:prt", "mark")}
        for adverb in self.bank.children(head, "advmod"):
            own |= self.bank.subtree(adverb) if adverb > head and self.tokens[adverb].lemma.endswith("ly") else set()
        first = last = head
        while first - 1 in own and self._fits(first - 1):
            first -= 1
        while first < head and self.tokens[first].form.lower() in ("how", "why", "when", "where", "as", "that", "to"):
            first += 1
        particles = self.bank.children(head, "compound:prt")
        if particles and head + 1 in particles:
            last = head + 1
        while last + 1 in own or (last == head and self._put_it(head)):
            last += 1
        return set(range(first, last + 1))

    def _put_it(self, head: int) -> bool:
        return self.tokens[head].lemma == "put" and head + 1 in self.bank.children(head, "obj")

    def _fits(self, i: int) -> bool:
        token = self.tokens[i]
        return token.relation != "mark" or token.form.lower() == "to"

    # --- the source

    def _source(self, head: int) -> set[int] | None:
        """The subject's noun phrase; nothing where nobody is named, ``None`` where it cannot be told who it is."""
        agent = self.bank.children(head, "obl:agent")
        if agent:
            return self._noun_phrase(agent[0]) - set(self.bank.children(agent[0], "case"))
        if any(self.tokens[i].deprel in ("nsubj:pass", "aux:pass") for i in self.bank.dependents[head]):
            return set() if self.tokens[head].lemma in ANYONE else None
        if self.bank.children(head, "expl"):
            return None
        at: int | None = head
        for _ in range(6):
            if at is None:
                return None
            subjects = [i for i in self.bank.children(at, *SPEAKER) if not self.tokens[i].deprel.endswith(":outer")]
            if subjects:
                return self._noun_phrase(subjects[0])
            token = self.tokens[at]
            tells = token.lemma in SAYING or token.lemma in SHOWING
            if (
                token.deprel == "acl"
                and tells
                and "VerbForm=Inf" not in token.feats
                and self.tokens[token.head].upos in ("NOUN", "PROPN", "PRON")
            ):
                return self._noun_phrase(token.head, without=[at])
            at = self._governor(at)
        return None

    def _governor(self, at: int) -> int | None:
        """The verb whose subject is also that of ``at``."""
        token = self.tokens[at]
        if token.relation not in ("conj", "xcomp", "advcl") or token.head < 0:
            return None
        if token.relation == "advcl" and "VerbForm=Ger" not in token.feats and "VerbForm=Part" not in token.feats:
            return None
        if token.relation == "xcomp" and self.bank.children(token.head, "obj", "iobj"):
            return None
        return token.head

    def _noun_phrase(self, head: int, without: Iterable[int] = ()) -> set[int]:
        """The phrase without conjunctions before it, and without what stands apart from it."""
        phrase = self.bank.subtree(head, without)
        first = last = head
        while first - 1 in phrase:
            first -= 1
        while last + 1 in phrase:
            last += 1
        while first < head and (self.tokens[first].form in BARE or self.tokens[first].relation in ("cc", "mark")):
            first += 1
        while last > head and self.tokens[last].form in BARE:
            last -= 1
        return set(range(first, last + 1))

    # --- the content

    def _with_quotation(self, content: set[int], head: int) -> set[int]:
        """The whole of a quotation that the content has a good part of, unless the cue stands in it."""
        for quoted in self.quoted:
            shared = len(quoted & content)
            if head not in quoted and shared and (shared > 0.5 * len(quoted) or shared > 0.7 * len(content)):
                content = content | quoted
        return content

    def _trimmed(self, content: set[int], head: int) -> set[int]:
        """Without the stops and commas at the ends of its pieces, unless they stand within quotation marks."""
        marks = {i for q in self.quoted if head not in q for i in q}
        kept: set[int] = set()
        for first, last in _runs(content):
            while first <= last and self.tokens[first].form in BARE and first not in marks:
                first += 1
            while last >= first and self.tokens[last].form in BARE - {"?", "!"} and last not in marks:
                last -= 1
            if any(self.tokens[i].upos != "PUNCT" for i in range(first, last + 1)):
                kept.update(range(first, last + 1))
        return kept

    def runs_on(self, found: Reported, others: list[Reported]) -> frozenset[int]:
        """Quotations that make up the sentences right after an attribution, to the end of what is quoted.

        They may follow an indirect report in the same paragraph; whole quoted paragraphs go on with a quotation.
        """
        more: set[int] = set()
        taken = set().union(*(o.content | o.cue for o in others))
        last = max(self.tokens[i].sentence for i in found.content | found.cue)
        paragraph = self.tokens[max(found.content | found.cue)].paragraph
        begun = any(q & found.content for q in self.quoted if found.head not in q)
        for quoted in self.quoted:
            first = min(quoted)
            inside = {self.tokens[i].sentence for i in quoted}
            if min(inside) != last + 1 or quoted & taken or not self._whole(quoted, inside):
                continue
            apart = self.tokens[first].paragraph - paragraph
            if apart == 0 or (apart == 1 and begun and self._whole_paragraph(quoted)):
                more |= quoted
                last, paragraph, begun = max(inside), self.tokens[max(quoted)].paragraph, True
        return frozenset(more)

    def _whole(self, quoted: set[int], sentences: set[int]) -> bool:
        rest = {i for i, t in enumerate(self.tokens) if t.sentence in sentences} - quoted
        return all(self.tokens[i].upos == "PUNCT" for i in rest)

    def _whole_paragraph(self, quoted: set[int]) -> bool:
        number = self.tokens[min(quoted)].paragraph
        return all(t.paragraph != number or t.upos == "PUNCT" or i in quoted for i, t in enumerate(self.tokens))

    # --- what GUM says nothing about

    def unmarked(self, covered: set[int], cues: Collection[str] | None) -> set[int]:
        """The clauses of words that may be cues, and quotations, where no attribution covers them."""
        found: set[int] = set()
        for i, token in enumerate(self.tokens):
            cue_like = token.upos in CONTENT_WORDS if cues is None else token.form.lower() in cues
            if cue_like and i not in covered:
                found |= self.bank.subtree(i)
        for quoted in self.quoted:
            if not quoted & covered:
                found |= quoted
        return found

    def spans(self, positions: Collection[int]) -> tuple[Span, ...]:
        text, tokens = self.bank.text, self.tokens
        return tuple(Span.of(text, tokens[a].start, tokens[b].end) for a, b in _runs(positions))


Linked = tuple[int, set[int], set[int], "set[int] | None"]


def _runs(positions: Collection[int]) -> list[tuple[int, int]]:
    """Maximal runs of neighbouring positions, ends included."""
    runs: list[tuple[int, int]] = []
    for i in sorted(positions):
        if runs and runs[-1][1] == i - 1:
            runs[-1] = runs[-1][0], i
        else:
            runs.append((i, i))
    return runs
