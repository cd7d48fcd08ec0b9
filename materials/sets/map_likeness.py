"""What kind of map a picture looks like, judged with the other pictures of its set."""

from collections.abc import Sequence

import numpy as np

from materials.material import FloatArray
from materials.sets.likeness_table import BIAS, FEATURES, KINDS, MapKind
from materials.sets.picture_features import Picture, fit_features, own_features, surface_of

_AGAIN: dict[MapKind, float] = {kind: {"packed": 0.3, "basecolor": 0.1}.get(kind, 0.03) for kind in KINDS}
"""How likely a set holds one more map of a kind it has already; packed textures and lit pictures are common."""
_MOST_JOINT = 24
"""More pictures than this are no set of one surface; they are judged one by one."""


def likeness(pictures: Sequence[Picture]) -> FloatArray:
    """Return (pictures, `KINDS`) probabilities, each picture's sum 1.

    The likeliest normal map and base colour serve to judge the others: heights have the normals' slopes, occlusion
    lies in the surface's hollows. Then all are judged together, since a set has most kinds once.
    """
    if not pictures:
        return np.zeros((0, len(KINDS)))
    own = [own_features(picture) for picture in pictures]
    alone = _judged(own, [fit_features(picture, None, None) for picture in pictures])
    normal, colour = _best(pictures, alone, "normal"), _best(pictures, alone, "basecolor")
    surface = None if normal is None else surface_of(normal)
    fits = [fit_features(picture, surface, colour) for picture in pictures]
    judged = _judged(own, fits)
    return _together(judged) if len(pictures) <= _MOST_JOINT else judged


def _best(pictures: Sequence[Picture], judged: FloatArray, kind: MapKind) -> Picture | None:
    column = judged[:, KINDS.index(kind)]
    return pictures[int(column.argmax())] if column.max() > 0.5 else None


def _judged(own: Sequence[FloatArray], fits: Sequence[FloatArray]) -> FloatArray:
    """Return the logistic model's probabilities, each picture by itself."""
    features = np.concatenate([np.array(own, np.float64), np.array(fits, np.float64)], 1)
    means, spreads, weights = (np.array(column) for column in zip(*FEATURES.values(), strict=True))
    scores = np.clip((features - means) / spreads, -3, 3) @ weights + np.array(BIAS)
    powers = np.exp(scores - scores.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


def _together(judged: FloatArray) -> FloatArray:
    """Return the probabilities given that kinds seldom occur twice: sums over all ways to name the pictures.

    Forward and backward over the pictures; the state is which kinds have occurred.
    """
    count, states = len(judged), np.arange(1 << len(KINDS))
    steps = [(states | 1 << k, np.where(states >> k & 1, _AGAIN[kind], 1.0)) for k, kind in enumerate(KINDS)]
    before = [np.eye(1, len(states))[0]]
    for row in judged:
        after = np.zeros(len(states))
        for share, (reached, likely) in zip(row, steps, strict=True):
            np.add.at(after, reached, before[-1] * likely * share)
        before.append(after / after.sum())
    rest, found = np.ones(len(states)), np.zeros_like(judged)
    for number in range(count - 1, -1, -1):
        ways = [share * likely * rest[reached] for share, (reached, likely) in zip(judged[number], steps, strict=True)]
        found[number] = [(before[number] * way).sum() for way in ways]
        rest = np.sum(ways, 0)
        rest /= rest.max()
    return found / found.sum(1, keepdims=True)
