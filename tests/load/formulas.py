"""What visitors type: formulas whose constants differ from visitor to visitor, and hostile ones for the soak."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

HOSTILE = Path(__file__).parents[1] / "expressions" / "text" / "hostile-expressions.json"
LONGEST = 2_000
"""Characters that fit in the page's field."""

TYPED = (
    "{a}x^2 + {b}y^2",
    "{a}x^2 + 3y^2 - {b}x*y",
    "({a} - x)^2 + {b}(y - x^2)^2",
    "(x + {a})(y - {b}) + x^4 + y^4",
    "{a}x^4 - {b}x^2 + y^2",
    "sin({a}x) + cos({b}y) + (x^2 + y^2)/10",
    "{a}sin(x)cos(y) + x^2/{b}",
    "exp(-x^2 - {a}y^2) + (x - {b})^2/9",
    "log({a} + x^2) + log({b} + y^2)",
    "sqrt({a} + x^2) + sqrt({b} + y^2)",
    "abs(x)^{a} + {b}y^2",
    "tanh({a}x)^2 + {b}y^2",
    "where(x > {a}, x^2, {b}x^2) + y^2",
    "(x^2 + y - {a})^2 + (x + y^2 - {b})^2",
    "{a}x^2",
    "x^4 - {a}x^3 + {b}x",
    "cosh(x/{a}) + y^2/{b}",
    "1/(1 + exp(-{a}x)) + {b}x^2 + y^2",
    "({a}x + y)^2 + ({b}x - y)^2",
    "x^2 + {a}y^2 + {b}z^2",
    "(x - {a})^2 + (y - x)^2 + {b}(z - y)^2",
    "Sum((x[i+1] - {a}x[i]^2)^2 + ({b} - x[i])^2, (i, 1, 4))",
    "Sum({a}x[i]^2, (i, 1, 6))",
    "max(x^2, {a}y^2) + {b}x",
    "x^2/{a} + y^2/{b} + x*y/5",
)
"""Texts with two constants."""


def formula(random: Random) -> str:
    """A formula with constants that others rarely have too."""
    constants = {name: f"{random.uniform(0.5, 5.0):.2g}" for name in "ab"}
    return random.choice(TYPED).format(**constants)


def hostile() -> list[str]:
    """Texts that attack a parser, as far as they fit in the page's field."""
    return [text for _, text in json.loads(HOSTILE.read_text(encoding="utf-8")) if len(text) <= LONGEST]
