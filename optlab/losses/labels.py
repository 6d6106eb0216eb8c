"""Points given by the names of the parameters: what is called x is x, wherever it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from optlab.errors import OptlabError
from optlab.expressions import Array

Points = ArrayLike | Mapping[str, Any] | pd.Series | pd.DataFrame
"""Points as numbers in the order of the parameters, or by their names: a dict, a Series or a DataFrame."""


def in_order(points: Points, parameters: Sequence[str]) -> Array:
    """Points as ``(runs, dim)``, or ``(dim,)`` for one, in the order of ``parameters``; OptlabError for other names,
    or what are no numbers.

    A dict or a Series by name is one point, a dict of lists or a DataFrame many.  A Series or DataFrame whose labels
    are numbers is in order already.

    >>> in_order({"y": 1.0, "x": 2.0}, ("x", "y")).tolist()
    [2.0, 1.0]
    >>> in_order(pd.DataFrame({"y": [1.0, 3.0], "x": 2.0}), ("x", "y")).tolist()
    [[2.0, 1.0], [2.0, 3.0]]
    """
    try:
        named = _by_name(points)
        if named is None:
            return np.asarray(points, dtype=float)
        _check(list(named), parameters)
        return np.stack(np.broadcast_arrays(*(np.asarray(named[name], dtype=float) for name in parameters)), axis=-1)
    except (ValueError, TypeError) as error:
        if isinstance(error, OptlabError):
            raise
        raise OptlabError(f"these points are not numbers: {error}", "give one number for each parameter") from error


def _by_name(points: Points) -> Mapping[str, Any] | None:
    """The numbers by name; None where they have no names."""
    if isinstance(points, Mapping):
        return {str(name): values for name, values in points.items()}
    if not isinstance(points, pd.Series | pd.DataFrame):
        return None
    labels = list(points.index if isinstance(points, pd.Series) else points.columns)
    if not any(isinstance(label, str) for label in labels):
        return None
    twice = [label for label in labels if labels.count(label) > 1]
    if twice:
        raise OptlabError(f"two numbers are called '{twice[0]}'", "give each parameter once")
    return {str(label): points[label] for label in labels}


def _check(names: Sequence[str], parameters: Sequence[str]) -> None:
    missing = [name for name in parameters if name not in names]
    unknown = [name for name in names if name not in parameters]
    if missing or unknown:
        what = (
            f"these points say nothing of '{missing[0]}'" if missing else f"there is no parameter called '{unknown[0]}'"
        )
        raise OptlabError(what, f"give one number for each of {', '.join(parameters)}"[:300])
