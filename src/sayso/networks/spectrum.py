"""How far two networks are apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .errors import NetworkError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cells import Floats

__all__ = ["DISTANCES", "distances", "spectrum"]

DISTANCES = ("absdiff", "spectral")


def spectrum(matrix: Floats, *, dna: bool = False) -> Floats:
    """The eigenvalues of the Laplacian of the positive ties, largest first, divided by their sum.

    ``matrix`` is square and symmetric. The Laplacian is ``D - Y`` (Shore and Lubin 2015, "Spectral goodness of fit for
    network models", Social Networks 43). With ``dna`` they are the row sums, DNA 3.0 subtracting nothing (D08).
    """
    ties = np.maximum(matrix, 0)
    if dna:
        values = np.sort(ties.sum(axis=1))[::-1]
    else:
        ties = ties - np.diag(np.diag(ties))
        values = np.linalg.eigvalsh(np.diag(ties.sum(axis=1)) - ties)[::-1]
    total = values.sum()
    return values / total if total != 0 else values


def distances(matrices: Sequence[Floats], method: str, *, dna: bool = False) -> Floats:
    """The distance of every two matrices, of shape ``(len(matrices), len(matrices))``.

    ``absdiff`` adds up the absolute differences of all cells, ``spectral`` those of the spectra.

    Raises:
        NetworkError: there is no such method, or the matrices are not all of one size.
    """
    if method not in DISTANCES:
        raise NetworkError(f"distance {method!r} is not one of {', '.join(DISTANCES)}")
    if len({matrix.shape for matrix in matrices}) > 1:
        raise NetworkError("networks can be compared only over the same nodes: use a kernel, or isolates")
    if method == "spectral" and any(matrix.shape[0] != matrix.shape[1] for matrix in matrices):
        raise NetworkError("the spectral distance needs one-mode networks")
    points = [matrix.ravel() if method == "absdiff" else spectrum(matrix, dna=dna) for matrix in matrices]
    found = np.zeros((len(points), len(points)))
    for place, point in enumerate(points):
        found[place] = [np.abs(point - other).sum() for other in points]
    return found
