"""A query -> its tree, by recursive descent.

::

    query := or
    or    := and ("OR" and)*
    and   := unary ("AND"? unary)*
    unary := "-" unary | "(" or ")" | word | "phrase" | prefix* | name:value
"""

from __future__ import annotations

from .errors import QueryError
from .filters import to_filter
from .tokens import Token, tokens
from .tree import And, Filter, Node, Not, Or, Text

__all__ = ["parse"]

_DEEPEST = 20
_MOST = 100


def parse(query: str) -> Node:
    """The tree of a query; an empty query is ``And(())``, which everything is found by.

    Raises:
        QueryError: it is not understood.
    """
    return _Parser(query).whole()


class _Parser:
    def __init__(self, query: str) -> None:
        self.query = query
        self.tokens = list(tokens(query))
        self.next = 0
        words = [token for token in self.tokens if token.kind == "word"]
        if len(words) > _MOST:
            raise self.error(f"there are more than {_MOST} words and filters", words[_MOST])

    def error(self, reason: str, token: Token | None = None) -> QueryError:
        return QueryError(reason, self.query, len(self.query.rstrip()) if token is None else token.at)

    def peek(self) -> Token | None:
        return self.tokens[self.next] if self.next < len(self.tokens) else None

    def take(self) -> Token | None:
        token = self.peek()
        self.next += 1
        return token

    def whole(self) -> Node:
        if not self.tokens:
            return And(())
        made = self.any_of(0)
        if (left := self.peek()) is not None:
            raise self.error("there is no parenthesis that this one closes", left)
        return made

    def any_of(self, depth: int) -> Node:
        parts = [self.all_of(depth)]
        while (token := self.peek()) is not None and token.kind == "OR":
            self.take()
            parts.append(self.all_of(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def all_of(self, depth: int) -> Node:
        parts = [self.unary(depth)]
        while (token := self.peek()) is not None and token.kind not in ("OR", ")"):
            if token.kind == "AND":
                self.take()
            parts.append(self.unary(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def unary(self, depth: int) -> Node:
        token = self.take()
        if token is None:
            raise self.error("something is missing at the end")
        if depth > _DEEPEST:
            raise self.error(f"more than {_DEEPEST} parentheses and minus signs within each other", token)
        if token.kind == "-":
            return Not(self.unary(depth + 1))
        if token.kind == "(":
            return self.group(token, depth + 1)
        if token.kind == "word":
            return self.word(token)
        hint = "" if token.kind == ")" else f"; to find the word, write {token.kind.lower()}"
        raise self.error(f"a word or filter is missing before this{hint}", token)

    def group(self, opening: Token, depth: int) -> Node:
        made = self.any_of(depth)
        if self.take() is None:
            raise self.error("this parenthesis is never closed", opening)
        return made

    def word(self, token: Token) -> Node:
        if token.name is not None:
            return to_filter(token, self.query)
        if token.text == "denies" and not token.quoted and not token.prefix:
            return Filter("denies", "yes", prefix=False, quoted=False, at=token.at)
        if not any(map(str.isalnum, token.text)):
            raise self.error("there is no letter or digit in this to search for", token)
        return Text(token.text, token.prefix, token.at)
