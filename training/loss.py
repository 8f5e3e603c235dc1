"""What training lowers: the distance from the gold labels, and where there is a teacher, from what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional as F

from .network import CONTENT, CUE, HIDDEN, crf_nll

if TYPE_CHECKING:
    from .network import Network

TRUST = 0.5  # the teacher's share against the gold labels'
STATE = 0.5  # weight of the states' distance
SENSE = 2.0  # weight of what statements do
SURE = 0.5  # weight of hedges and conditions, word by word
KEPT_CUES, KEPT_RULES = 0.9, 0.5


def gold_loss(network: Network, batch: dict[str, Tensor]) -> Tensor:
    """A word's mean loss by the gold labels."""
    words = network.drop(network.states(batch))
    known = batch["tags"] >= 0
    total = _tags(network, words, batch, known)
    total += F.binary_cross_entropy_with_logits(
        network.anchor(words).squeeze(2)[known], batch["anchor"][known], reduction="sum"
    )
    if len(batch["owner"]):
        total += _gold_roles(network, network.seen_from(words, batch), batch)
        total += SENSE * sense_loss(network, words, batch)
    return total / known.sum().clamp(min=1)


def taught_loss(network: Network, teacher: Network, batch: dict[str, Tensor]) -> Tensor:
    """A word's mean loss by the gold labels and by the teacher, whose states the batch holds.

    The teacher's answers follow from its states by its own heads (Hinton, Vinyals and Dean 2015); its states themselves
    are a target too (Jiao et al. 2020).
    """
    states = network.states(batch)
    words, shown, inside = network.drop(states), batch["states"], batch["inside"]
    known = batch["tags"] >= 0
    with torch.no_grad():
        belief = torch.sigmoid(teacher.anchor(shown)).squeeze(2)
        trust = torch.where(known, TRUST, 1.0)
        anchor = trust * belief + (1 - trust) * batch["anchor"]
    away = (states - shown)[inside].square().sum() / (HIDDEN * shown[inside].var())
    total = STATE * away + 0.5 * _tags(network, words, batch, known)
    total += F.binary_cross_entropy_with_logits(
        network.anchor(words).squeeze(2)[inside], anchor[inside], reduction="sum"
    )
    if len(batch["owner"]):
        scores = network.seen_from(words, batch)
        with torch.no_grad():
            wanted = F.softmax(teacher.seen_from(shown, batch), dim=2)
        apart = F.kl_div(F.log_softmax(scores, dim=2), wanted, reduction="none").sum(2) * batch["valid"]
        total += apart.sum() + (1 - TRUST) * _gold_roles(network, scores, batch)
        total += SENSE * sense_loss(network, words, batch)
    return total / inside.sum()


def sense_loss(network: Network, words: Tensor, batch: dict[str, Tensor]) -> Tensor:
    """Of the statements whose act somebody said; now and then without their cue or the rules.

    Denials, hedges and conditions are learnt where somebody looked for them.
    """
    chosen = batch["belief"].sum(1) > 0
    if not chosen.any():
        return torch.zeros(())
    roles, marked = batch["roles"][chosen], batch["marked"][chosen]
    own = words[batch["owner"][chosen]]
    content, cue = (roles == CONTENT).float(), (roles == CUE).float()
    shown = [(torch.rand(len(marked), 1) < keep).float() for keep in (KEPT_CUES, KEPT_RULES)]
    scores = network.sense(own, content, cue * shown[0], batch["rule"][chosen] * shown[1])
    total = F.cross_entropy(scores[:, :-1], batch["belief"][chosen], reduction="sum")
    total += F.binary_cross_entropy_with_logits(scores[marked, -1], batch["denies"][chosen][marked], reduction="sum")
    inside = ((roles == CONTENT) | (roles == CUE)) & marked.unsqueeze(1)
    sure = F.binary_cross_entropy_with_logits(
        network.sense.sure(own)[inside], batch["sure"][chosen][inside], reduction="sum"
    )
    return total + SURE * sure


def _tags(network: Network, words: Tensor, batch: dict[str, Tensor], known: Tensor) -> Tensor:
    return 0.5 * F.cross_entropy(network.tag(words)[known], batch["tags"][known], reduction="sum")


def _gold_roles(network: Network, scores: Tensor, batch: dict[str, Tensor]) -> Tensor:
    golden = batch["golden"]
    if not golden.any():
        return torch.zeros(())
    return crf_nll(scores[golden], batch["roles"][golden], batch["valid"][golden], network.transition)


__all__ = ["gold_loss", "sense_loss", "taught_loss"]
