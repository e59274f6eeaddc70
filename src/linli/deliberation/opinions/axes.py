"""The two axes along which opinions differ most, and where each voter stands on them."""

import numpy as np

from .votes import Floats, Votes

AXES = 2


def axes_of(votes: Votes, before: Floats | None = None) -> Floats:
    """Statements × 2: the principal axes of the centred votes.

    The eigenproblem of the statements' Gram matrix, which is as sparse as the votes allow and equals a dense analysis. Signs point
    as `before` did, or else so that the heaviest statement is positive.
    """
    if not len(votes.who):
        return np.zeros((votes.statements, AXES))
    gram = (votes.centred.T @ votes.centred).toarray()
    _values, vectors = np.linalg.eigh(gram)
    found = np.zeros((votes.statements, AXES))
    found[:, : min(AXES, votes.statements)] = vectors[:, ::-1][:, :AXES]
    reference = (
        found
        if before is None or len(before) > len(found)
        else np.vstack([before, np.zeros((len(found) - len(before), AXES))])
    )
    signs = np.sign((found * reference).sum(axis=0)) if reference is not found else _heaviest(found)
    return found * np.where(signs == 0, 1.0, signs)


def places_of(votes: Votes, axes: Floats) -> Floats:
    """Voters × 2. Who voted on few statements is pushed out as far as if they had gone on so: by the root of statements per vote."""
    stretch = np.sqrt(votes.statements / np.maximum(votes.cast, 1))
    return np.asarray(votes.centred @ axes) * stretch[:, None]


def _heaviest(axes: Floats) -> Floats:
    return np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
