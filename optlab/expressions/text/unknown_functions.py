"""What to write instead of a function that is not known: a formula for it where there is one, else what is known."""

from __future__ import annotations

import difflib

from optlab.expressions.functions import ALIASES, FUNCTIONS
from optlab.expressions.text.special_forms import FORMS, SUM

INSTEAD = {
    **dict.fromkeys(("softmax", "log_softmax"), "write exp(a)/(exp(a) + exp(b)) for one of its values"),
    "sinc": "write where(x == 0, 1, sin(x)/x)",
    **dict.fromkeys(("ceil", "ceiling"), "write -floor(-x)"),
    **dict.fromkeys(("round", "rint"), "write floor(x + 1/2)"),
    **dict.fromkeys(("trunc", "fix"), "write sign(x)*floor(Abs(x))"),
    "frac": "write x - floor(x)",
    "sqr": "write x^2, or sqrt(x) for the root",
    **dict.fromkeys(("root", "nthroot", "surd"), "write x^(1/n), or cbrt(x) for the third root"),
    "lg": "write log10(x) or log2(x): lg means either",
    "lb": "write log2(x)",
    "ld": "write log2(x)",
    "exp2": "write 2^x",
    "exp10": "write 10^x",
    "rsqrt": "write 1/sqrt(x)",
    "cis": "write cos(x); a loss is real",
    "acot": "write atan(1/x)",
    "asec": "write acos(1/x)",
    "acsc": "write asin(1/x)",
    "acoth": "write atanh(1/x)",
    "asech": "write acosh(1/x)",
    "acsch": "write asinh(1/x)",
    "logit": "write log(x/(1 - x))",
    **dict.fromkeys(("expit", "logistic"), "write sigmoid(x)"),
    **dict.fromkeys(("swish", "silu"), "write x*sigmoid(x)"),
    "gelu": "write x*(1 + erf(x/sqrt(2)))/2",
    "elu": "write where(x > 0, x, exp(x) - 1)",
    **dict.fromkeys(("leaky_relu", "lrelu"), "write where(x > 0, x, 0.01*x)"),
    "mish": "write x*tanh(softplus(x))",
    "hinge": "write Max(0, 1 - x)",
    **dict.fromkeys(("clip", "clamp"), "write Min(Max(x, low), high)"),
    "step": "write Heaviside(x)",
    "ifelse": "write where(condition, value if true, value otherwise)",
    "fmod": "write mod(x, y), which has the sign of y; fmod is a different function, with the sign of x",
    **dict.fromkeys(("rem", "remainder"), "write mod(x, y), which has the sign of y"),
    **dict.fromkeys(("sum", "summation", "add"), f"write {SUM}, or a + b + c"),
    **dict.fromkeys(("prod", "product"), "write Product(factor, (i, 1, n)), or a*b*c"),
    **dict.fromkeys(
        ("mean", "average"), "a loss with data is a mean over its rows already; write (a + b)/2 for two values"
    ),
    **dict.fromkeys(("dot", "matmul", "inner"), "write out the products: a1*b1 + a2*b2"),
    **dict.fromkeys(("Symbol", "symbols", "var"), "write the name alone: x"),
    **dict.fromkeys(("Rational", "Fraction"), "write a fraction such as 1/2"),
    **dict.fromkeys(("Integer", "Float", "int", "float"), "write the number alone"),
    **dict.fromkeys(("diff", "grad", "gradient"), "derivatives are taken for you: write only the function"),
    **dict.fromkeys(("integrate", "Integral", "int_"), "write the integral's formula: it is not worked out here"),
    **dict.fromkeys(
        ("factorial", "gamma", "Gamma", "lgamma", "gammaln", "binomial"), "there is no gamma function here"
    ),
    **dict.fromkeys(("beta", "zeta", "psi", "Beta"), "there is no such function here; for a product write *"),
    **dict.fromkeys(("cosine", "sine", "tangent"), "write cos(x), sin(x) or tan(x)"),
}
"""What to write for functions that people know from elsewhere."""

LETTERS_OF_FUNCTIONS = frozenset("fghFGH")
"""Letters that are functions where nothing but a name is in their brackets: f(x) is no product."""

GREEK_FUNCTIONS = frozenset({"gamma", "zeta", "beta", "psi"})
"""Greek letters that are functions, too."""


def suggestion(name: str) -> str:
    """What to write instead of a call of an unknown function."""
    product = f"for a product write {name}*(…)"
    if name in INSTEAD or name.lower() in INSTEAD:
        return f"{INSTEAD.get(name) or INSTEAD[name.lower()]}; {product}"
    known = [*FUNCTIONS, *ALIASES, *FORMS]
    close = difflib.get_close_matches(name, known, 1, 0.6) or difflib.get_close_matches(name.lower(), known, 1, 0.6)
    if close:
        return f"did you mean {close[0]}(…)? {name} would be a different function, and there is none; {product}"
    return f"known functions: {', '.join(FUNCTIONS)}, {', '.join(FORMS)}; {product}"
