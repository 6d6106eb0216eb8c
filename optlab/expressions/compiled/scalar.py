"""Back end for one point of a small formula: straight-line Python on plain floats, about 20 ns a step.

The code is written from the tape alone: value numbers (``v7``), literals and names from OPERATIONS.  Nothing a user
typed can occur in it.  Only correctly rounded arithmetic is done by Python itself; every other function is NumPy's own,
so one run gives bit for bit what the same run gives among hundreds.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from optlab.expressions.compiled.tape import Step, Tape
from optlab.expressions.graph.operations import OPERATIONS

# IEEE 754 leaves these one result each, so Python's floats and NumPy's arrays agree; exp, sin or power it does not.
INLINE = {
    "add": "{} + {}",
    "subtract": "{} - {}",
    "negative": "-{}",
    "multiply": "{} * {}",
    "divide": "{} / {}",
    "sqrt": "math_sqrt({})",
    "abs": "abs({})",
    "less": "float({} < {})",
    "less_equal": "float({} <= {})",
    "equal": "float({} == {})",
    "not_equal": "float({} != {})",
    "where": "{1} if {0} != 0.0 else {2}",
}

NAMESPACE = {"math_sqrt": math.sqrt, "nan": math.nan, "inf": math.inf} | {
    f"numpy_{name}": evaluate for name, evaluate in OPERATIONS.items()
}

PythonFunction = Callable[..., tuple[float, ...]]


def python_function(tape: Tape) -> PythonFunction:
    """``function(*inputs) -> outputs`` on floats.

    Where NumPy would give inf or nan, plain Python raises ZeroDivisionError, ValueError or OverflowError instead: the
    caller then takes another back end for that point.
    """
    namespace = dict(NAMESPACE)
    exec(source_of(tape), namespace)  # noqa: S102 - written below from the tape alone, see the module's docstring
    function: PythonFunction = namespace["function"]  # type: ignore[assignment]
    return function


def source_of(tape: Tape) -> str:
    """The code of that function: value numbers, literals and names from OPERATIONS, nothing else."""
    inputs = ", ".join(f"v{place}" for place in range(len(tape.inputs)))
    lines = [f"def function({inputs}):"]
    lines += [
        f"    v{index} = {_right_hand_side(step)}" for index, step in enumerate(tape.steps) if step.operation != "input"
    ]
    lines.append(f"    return ({''.join(f'v{output}, ' for output in tape.outputs)})")
    return "\n".join(lines)


def _right_hand_side(step: Step) -> str:
    if step.operation == "constant":
        return repr(step.label)
    names = [f"v{argument}" for argument in step.arguments]
    if step.operation in INLINE:
        return INLINE[step.operation].format(*names)
    return f"float(numpy_{step.operation}({', '.join(names)}))"
