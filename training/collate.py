"""Examples -> one batch of tensors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

from sayso.reading.attributions import distance_bucket, line_bucket

from .network import CONTENT, RULES

if TYPE_CHECKING:
    from .batches import Example


def collate(batch: list[Example]) -> dict[str, torch.Tensor]:
    """Pad a batch; anchors of all windows lie one after another, ``owner`` says in which window."""
    size = max(len(e.ids) for e in batch)
    width = max(len(e.first) for e in batch)
    ids = torch.zeros(len(batch), size, dtype=torch.long)
    features = torch.zeros(3, len(batch), size, dtype=torch.long)
    first = torch.zeros(len(batch), width, dtype=torch.long)
    tags = torch.full((len(batch), width), -100)
    anchor = torch.zeros(len(batch), width)
    for i, e in enumerate(batch):
        ids[i, : len(e.ids)] = torch.tensor(e.ids)
        features[:, i, : len(e.ids)] = torch.from_numpy(e.features)
        first[i, : len(e.first)] = torch.tensor(e.first)
        tags[i, : len(e.first)] = torch.from_numpy(e.tags)
    pairs = [(i, a, r, g) for i, e in enumerate(batch) for a, r, g in zip(e.anchors, e.roles, e.golden, strict=True)]
    roles = torch.zeros(len(pairs), width, dtype=torch.long)
    distance = torch.zeros(len(pairs), width, dtype=torch.long)
    line = torch.zeros(len(pairs), width, dtype=torch.long)
    valid = torch.zeros(len(pairs), width)
    for row, (i, a, r, golden) in enumerate(pairs):
        lines = batch[i].lines
        n = len(lines)
        roles[row, :n] = torch.from_numpy(r)
        valid[row, :n] = 1
        distance[row, :n] = torch.from_numpy(distance_bucket(np.arange(n) - a))
        line[row, :n] = torch.from_numpy(line_bucket(lines - lines[a]))
        if golden:
            anchor[i, int(np.flatnonzero(r == 2)[0]) if (r == 2).any() else a] = 1
    lengths = torch.tensor([len(e.ids) for e in batch])
    inside = torch.arange(size) < lengths.unsqueeze(1)
    mask = None if bool(inside.all()) else inside[:, None, None, :]
    given = {}
    if batch[0].states is not None:
        given["states"] = torch.zeros(len(batch), width, batch[0].states.shape[1])
        for i, e in enumerate(batch):
            given["states"][i, : len(e.first)] = torch.from_numpy(np.asarray(e.states, np.float32))
    return given | _senses(batch, pairs, width) | {
        "ids": ids, "case": features[0], "space": features[1], "quote": features[2], "first": first, "mask": mask,
        "tags": tags, "anchor": anchor, "owner": torch.tensor([p[0] for p in pairs], dtype=torch.long),
        "at": torch.tensor([p[1] for p in pairs], dtype=torch.long), "roles": roles, "valid": valid,
        "distance": distance, "line": line, "golden": torch.tensor([p[3] for p in pairs], dtype=torch.bool),
        "inside": torch.arange(width) < torch.tensor([len(e.first) for e in batch]).unsqueeze(1),
    }  # fmt: skip


def _senses(
    batch: list[Example], pairs: list[tuple[int, int, np.ndarray, bool]], width: int
) -> dict[str, torch.Tensor]:
    """What the anchors' statements do: ``belief`` (A, 6), the acts' probabilities, all zero where nothing is known;
    ``rule`` (A, 7); and where they are ``marked`` (A,), whether each ``denies`` (A,), and ``sure`` (A, W, 2), whether
    each word is a hedge and whether it is in a condition.
    """
    denies = torch.zeros(len(pairs))
    belief = torch.zeros(len(pairs), RULES - 1)
    rule = torch.zeros(len(pairs), RULES)
    sure = torch.zeros(len(pairs), width, 2)
    marked = torch.zeros(len(pairs), dtype=torch.bool)
    senses = [(e.start, len(e.first), sense) for e in batch for sense in e.senses]
    for row, ((start, length, sense), (_, _, roles, _)) in enumerate(zip(senses, pairs, strict=True)):
        if sense is None or not (roles == CONTENT).any():
            continue
        denies[row], rule[row] = sense.denies, torch.from_numpy(sense.rule)
        belief[row], marked[row] = torch.from_numpy(sense.belief), sense.marked
        for kind, numbers in enumerate((sense.hedge, sense.condition)):
            sure[row, [i - start for i in numbers if 0 <= i - start < length], kind] = 1
    return {"belief": belief, "denies": denies, "rule": rule, "sure": sure, "marked": marked}
