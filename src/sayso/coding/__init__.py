"""Statements and a codebook -> which concept each is about, and whether it is for or against it."""

from .codebook import Codebook, Concept
from .coder import Alternative, Coder, Proposal
from .errors import CodebookError, UnknownConcept
from .suggest import Group, suggest

__all__ = [
    "Alternative",
    "Codebook",
    "CodebookError",
    "Coder",
    "Concept",
    "Group",
    "Proposal",
    "UnknownConcept",
    "suggest",
]
