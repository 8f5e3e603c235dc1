"""A treebank document (CoNLL-U) and its discourse tree (rs4) -> running text, tokens with offsets, elementary units."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Token:
    """A syntactic word. ``head`` is the position of its governor in the document, -1 for a root."""

    start: int
    end: int
    form: str
    lemma: str
    upos: str
    head: int
    deprel: str
    feats: str
    sentence: int
    paragraph: int

    @property
    def relation(self) -> str:
        """The relation without its subtype."""
        return self.deprel.split(":")[0]


@dataclass(frozen=True)
class Treebank:
    """One document: its text, its tokens in order, and for every token the positions of its dependents."""

    text: str
    tokens: list[Token]
    dependents: list[list[int]]

    def subtree(self, root: int, without: Iterable[int] = ()) -> set[int]:
        """Positions of a token and of all that hangs on it, leaving out what hangs on ``without``."""
        barred, found, waiting = set(without), set(), [root]
        while waiting:
            one = waiting.pop()
            if one not in barred and one not in found:
                found.add(one)
                waiting.extend(self.dependents[one])
        return found

    def children(self, position: int, *relations: str) -> list[int]:
        """Dependents whose relation, with or without its subtype, is one of these."""
        tokens = self.tokens
        return [c for c in self.dependents[position] if {tokens[c].deprel, tokens[c].relation} & set(relations)]


@dataclass(frozen=True, slots=True)
class Link:
    """A relation of the discourse tree: token positions of its satellite and of the unit that it is tied to."""

    relation: str
    satellite: frozenset[int]
    nucleus: frozenset[int]


def read_treebank(conllu: str) -> Treebank:
    """Rebuild a document's text; a paragraph begins after an empty line.

    Raises:
        FormatError: a line has not the ten columns of CoNLL-U.
    """
    pieces: list[str] = []
    tokens: list[Token] = []
    length = paragraph = 0
    for number, sentence in enumerate(_sentences(conllu)):
        if pieces and sentence.opens_paragraph:
            pieces = ["".join(pieces).rstrip(" "), "\n\n"]
            length = sum(map(len, pieces))
            paragraph += 1
        base = len(tokens)
        for form, space, words in sentence.words():
            for cells, start, end in _parts(form, words, length):
                head = int(cells[6])
                tokens.append(
                    Token(
                        start, end, cells[1], cells[2].lower(), cells[3], base + head - 1 if head else -1, cells[7],
                        cells[5], number, paragraph,
                    )
                )  # fmt: skip
            pieces.append(form + space)
            length += len(form) + len(space)
    dependents: list[list[int]] = [[] for _ in tokens]
    for position, token in enumerate(tokens):
        if token.head >= 0:
            dependents[token.head].append(position)
    return Treebank("".join(pieces).rstrip(" "), tokens, dependents)


@dataclass(frozen=True)
class _Sentence:
    opens_paragraph: bool
    rows: list[list[str]]

    def words(self) -> Iterable[tuple[str, str, list[list[str]]]]:
        """Surface words: form, the white space after it, and the syntactic words that it holds."""
        rows = [row for row in self.rows if "." not in row[0]]
        at = 0
        while at < len(rows):
            first, _, last = rows[at][0].partition("-")
            size = int(last) - int(first) + 1 if last else 1
            words = rows[at + 1 : at + 1 + size] if last else rows[at : at + 1]
            yield rows[at][1], "" if "SpaceAfter=No" in rows[at][9] else " ", words
            at += size + bool(last)


def _sentences(conllu: str) -> Iterable[_Sentence]:
    for block in conllu.split("\n\n"):
        lines = block.strip("\n").split("\n")
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if any(len(row) != 10 for row in rows):
            raise FormatError("not CoNLL-U: a line has not ten columns")
        if rows:
            yield _Sentence(any(line.strip() == "# newpar" for line in lines), rows)


def _parts(form: str, words: list[list[str]], start: int) -> Iterable[tuple[list[str], int, int]]:
    """Where each syntactic word stands in its surface word; those that are not spelled out share the end."""
    at = 0
    for index, cells in enumerate(words):
        size = len(form) - at if index == len(words) - 1 else min(len(cells[1]), len(form) - at)
        yield cells, start + min(at, len(form) - 1), start + max(at + size, 1)
        at += size


def read_links(rs4: str, treebank: Treebank, prefix: str) -> list[Link]:
    """The relations, the secondary ones included, whose name begins with ``prefix``.

    Raises:
        FormatError: the file is no XML, or its words are not the treebank's.
    """
    try:
        body = ElementTree.fromstring(rs4).find("body")
    except ElementTree.ParseError as error:
        raise FormatError(f"not an rs4 file: {error}") from None
    nodes = {} if body is None else {e.get("id", ""): e for e in body if e.tag in ("segment", "group")}
    units = _unit_tokens([(i, e.text or "") for i, e in nodes.items() if e.tag == "segment"], treebank)
    children = defaultdict(list)
    for i, element in nodes.items():
        children[element.get("parent", "")].append(i)

    def below(node: str, barred: str = "") -> frozenset[int]:
        found, waiting = set(units.get(node, ())), [c for c in children[node] if c != barred]
        while waiting:
            one = waiting.pop()
            found.update(units.get(one, ()))
            waiting.extend(children[one])
        return frozenset(found)

    links = [(e.get("relname", ""), i, e.get("parent", "")) for i, e in nodes.items()]
    secondary = [] if body is None else body.iter("secedge")
    links += [(e.get("relname", ""), e.get("source", ""), e.get("target", "")) for e in secondary]
    found = [Link(r, below(s), below(n, s) - below(s)) for r, s, n in links if r.startswith(prefix)]
    return [link for link in found if link.satellite and link.nucleus]


def _unit_tokens(segments: list[tuple[str, str]], treebank: Treebank) -> dict[str, list[int]]:
    """Which tokens each elementary unit has. Letters are counted, since the two files part words in their own ways."""
    owner = [i for i, text in segments for _ in "".join(text.split())]
    units = defaultdict(list)
    at = 0
    for position, token in enumerate(treebank.tokens):
        if at >= len(owner):
            raise FormatError("the discourse tree is shorter than its treebank")
        units[owner[at]].append(position)
        at += len("".join(token.form.split()))
    if at != len(owner):
        raise FormatError("the discourse tree is longer than its treebank")
    return units
