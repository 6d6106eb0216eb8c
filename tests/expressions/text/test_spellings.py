"""Formulas as people spell them: read as they were meant, noted where another reading was possible, else refused."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

import optlab
from optlab.errors import ExpressionError
from optlab.expressions import parse
from optlab.expressions.text.notes import MOST_LISTED
from optlab.expressions.text.spelling import spelled
from optlab.expressions.text.words import readings

X, Y, Z = 0.7, 0.4, 1.3
POINT = {"x": X, "y": Y, "z": Z, "a": 2.0, "b": 3.0, "x1": X, "x2": Y, "μ": Y, "theta": Z, "θ": Z, "theta1": X}


def value(text: str, **point: float) -> float:
    loss = optlab.parse_loss(f"({text}) + 0*unused" if "=" not in text else f"{text} + 0*unused")
    return loss.value([(POINT | point).get(name, 0.0) for name in loss.parameters])


@pytest.mark.parametrize(
    ("text", "expected", "note"),
    [
        ("x^2 + 3y^2 - 4xy", X**2 + 3 * Y**2 - 4 * X * Y, "xy was read as x*y"),
        ("3ab", 18.0, "ab was read as a*b"),
        ("2x1x2", 2 * X * Y, "x1x2 was read as x1*x2"),
        ("x + y + z + xyz", X + Y + Z + X * Y * Z, "xyz was read as x*y*z"),
        ("x y", X * Y, "x y was read as x*y"),
        ("x₁² + x₁x₂", X**2 + X * Y, "x1x2 was read as x1*x2"),
        ("thetax + y", Z * X + Y, "thetax was read as theta*x"),
        ("2pix", 2 * math.pi * X, "pix was read as pi*x"),
        ("sinx + cosy", math.sin(X) + math.cos(Y), "sinx was read as sin(x), cosy as cos(y)"),
        ("2sinxcosy", 2 * math.sin(X) * math.cos(Y), "sin(x)*cos(y)"),
        ("x + xsinx", X + X * math.sin(X), "xsinx was read as x*sin(x)"),
        ("xlnx", X * math.log(X), "x*ln(x)"),
        ("xsin(x)", X * math.sin(X), "x*sin(…)"),
        ("e^x cosy", math.exp(X) * math.cos(Y), "cosy was read as cos(y)"),
        ("xe^x", X * math.exp(X), "xe was read as x*e"),
        ("sin x", math.sin(X), "sin x was read as sin(x)"),
        ("sin 2x", math.sin(2 * X), "sin(2*x)"),
        ("cos 2 pi x", math.cos(2 * math.pi * X), "cos(2*pi*x)"),
        ("sin x cos y", math.sin(X) * math.cos(Y), "sin(x)"),
        ("sin^2(x)", math.sin(X) ** 2, "(sin(…))^2"),
        ("sin²x", math.sin(X) ** 2, "(sin(x))^2"),
        (r"\sin^{2} x", math.sin(X) ** 2, "(sin(x))^2"),
        ("x(1)^2 + 3x(2)^2", X**2 + 3 * Y**2, "x(1) was read as the name x1"),
        ("theta(1)^2", X**2, "the name theta1"),
        ("S(1)/2*x", X / 2, "S(1) was read as the number 1"),
        ("a(x + 1)", 2 * (X + 1), "a(…) was read as a*(…)"),
        ("e^x y", math.exp(X) * Y, "…^x y was read as …^x*y"),
        ("x^2y + xy^2", X**2 * Y + X * Y**2, "xy was read as x*y"),
        ("e^-x y", math.exp(-X) * Y, "…^-x y was read as …^-x*y"),
        ("x^2 y^2", X**2 * Y**2, "…^2 y was read as …^2*y"),
        ("1/2x", X / 2, "…/2x was read as (…/2)*x"),
        ("||x||", X, "one number"),
        ("0,5*x", X / 2, "0,5 was read as 0.5"),
        ("(0,5x + 1)^2", (X / 2 + 1) ** 2, "0,5"),
        ("f(x,y) = x^2 + y^2", X**2 + Y**2, "'f(x, y) =' was left out"),
        ("L = x^2", X**2, "'L =' was left out"),
        ("minimize f(x) = x^2", X**2, "'f(x) =' was left out"),
        ("PI*x", math.pi * X, "PI was read as π"),
    ],
)
def test_what_has_one_reading_is_read_so_and_noted(text, expected, note):
    assert value(text) == pytest.approx(expected, rel=1e-12)
    assert note in " ".join(parse(text).notes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cos(2 pi x)", math.cos(2 * math.pi * X)),
        ("|x - 1| + 2|y|", 0.3 + 0.8),
        ("|x - |y||", X - Y),
        ("||x| - |y||", X - Y),
        ("log_2(x) + log10(y)", math.log2(X) + math.log10(Y)),
        ("where(|x| > 1 | y > 0, 5, x)", 5.0),
        ("x^{2} + x_{1}", X**2),
        ("x.^2 + x.*y - x./y", X**2 + X * Y - X / Y),
        ("np.sin(x) + numpy.exp(y) + Math.pow(x, 2)", math.sin(X) + math.exp(Y) + X**2),
        ("tf.math.log(x) + torch.tanh(y)", math.log(X) + math.tanh(Y)),
        ("np.maximum(x, y) + np.abs(x)", 2 * X),
        ("ln |x|", math.log(X)),
        ("½x² + ¼y", X**2 / 2 + Y / 4),
        ("1⁄2 x", X / 2),
        ("∛x + ∜y", X ** (1 / 3) + Y**0.25),
        ("x ∗ y ÷ 2 − 3 – 4", X * Y / 2 - 7),
        ("(x-µ)^2", (X - Y) ** 2),
        ("𝑥² + 𝜃", X**2 + Z),
        ("ｘ**2＋ｙ", X**2 + Y),
        ("\ufeffx\u00a0+\u2009y\u200b", X + Y),
        (r"\frac{1}{2}x^2", X**2 / 2),
        (r"$\frac{1}{2}\left(x-\theta\right)^{2} \cdot \sin(x)$", (X - Z) ** 2 / 2 * math.sin(X)),
        (r"\sqrt{x^2+y^2} + \sqrt[3]{x}", math.hypot(X, Y) + X ** (1 / 3)),
        (r"\frac12 x + \log_{10}(x) + \left|x\right|", X / 2 + math.log10(X) + X),
        ("Sin(x) + EXP(y)", math.sin(X) + math.exp(Y)),
        ("Max(0,5*x)", 5 * X),
        ("2(x+1)(y-1)", 2 * (X + 1) * (Y - 1)),
        ("x^2;", X**2),
        ("minimise x^2 + y^2.", X**2 + Y**2),
    ],
)
def test_what_can_mean_nothing_else_needs_no_note(text, expected):
    if not text.endswith((".", ";", "$")) and "minim" not in text:
        assert value(text) == pytest.approx(expected, rel=1e-12)
    loss = optlab.parse_loss(text)
    assert loss.value([POINT.get(name, 0.0) for name in loss.parameters]) == pytest.approx(expected, rel=1e-12)
    assert loss.notes == ()


@pytest.mark.parametrize(
    ("text", "position", "typed"),
    [
        ("sin^-1(x)", 0, "asin(x)"),
        ("1 + sin⁻¹(x)", 4, "1/sin(x)"),
        ("sin x^2", 0, "sin(x^2) or sin(x)^2"),
        ("sinx^2", 0, "sin(x^2) or sin(x)^2"),
        ("sin x y", 0, "sin(x*y) or sin(x)*y"),
        ("log x/2", 0, "log(x/2) or log(x)/2"),
        ("x + y + sinxy", 8, "sin(x*y) or sin(x)*y"),
        ("sin2x", 0, "sin(2x)"),
        ("log2x", 0, "log2(x) or log(2x)"),
        ("cost + x", 0, "cos(t)"),
        ("acosx + b", 0, "acos(x) or a*cos(x)"),
        ("‖x, y‖", 2, "norm(x, y)"),
        ("x(1) + x", 0, "x[1]"),
        ("x(1.5)", 0, "x*(1.5)"),
        ("Sum(x(i)^2, (i, 1, 3))", 4, "x[i]"),
        ("f(x) + 1", 0, "f*(…)"),
        ("gamma(x + 1)", 0, "gamma*(…)"),
        ("e^2x", 2, "^(2*x) or ^2*x"),
        ("e^-xy", 3, "^(x*y) or ^x*y"),
        ("2^xsin(x)", 2, "^(x*sin(…))"),
        ("1/xy", 2, "…/(x*y) or (…/x)*y"),
        ("√2x", 0, "√(2*x)"),
        ("2½x", 1, "2*(1/2)"),
        ("1,000*x", 0, "the one that is meant"),
        ("0,5x + max(0,5x, 1)", 11, "0.5"),
        ("sin(0,5x)", 0, "0.5"),
        ("x^2 = 4", 4, "right-hand side"),
        ("x = 3", 2, "right-hand side"),
        ("maximize x^2", 0, "-(…)"),
        ("softmax(x)", 0, "exp(a)/(exp(a) + exp(b))"),
        ("sinc(x)", 0, "sin(x)/x"),
        ("rsqrt(x)", 0, "1/sqrt(x)"),
        ("fmod(x, 2)", 0, "different function"),
        (r"\sum_{i} x", 0, "Sum(term"),
        ("{x}", 0, "round"),
        ("x%2", 1, "mod(x, 2)"),
    ],
)
def test_what_could_mean_two_things_is_refused_with_what_to_type(text, position, typed):
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert typed in caught.value.hint
    assert caught.value.position == position


def test_a_word_that_is_no_product_stays_one_name_and_is_noted_once():
    formula = parse("(weight*x + bias - y)^2 + bias^2")
    assert set(formula.names) == {"weight", "x", "bias", "y"}
    assert [note for note in formula.notes if "one name" in note] == [
        "weight, bias were read as one name each; a product of letters is written with *."
    ]


def test_declared_names_are_names_and_make_products_of_others():
    data = {"x": [1.0, 2.0], "ab": [1.0, 3.0]}
    loss = optlab.parse_loss("(wx - ab)^2", data)
    assert (loss.parameters, set(loss.columns)) == (("w",), {"x", "ab"})
    assert loss.notes == ("wx was read as w*x.",)


def test_a_column_may_have_the_name_of_a_function_that_only_brackets_make_one():
    loss = optlab.parse_loss("(power*w - norm(w, 1))^2", {"power": [1.0, 2.0]})
    assert loss.parameters == ("w",)


def test_an_equation_for_a_column_is_refused_with_its_squared_error():
    with pytest.raises(ExpressionError, match=r"\(w\*x \+ b - y\)\^2"):
        optlab.parse_loss("y = w*x + b", {"x": [1.0], "y": [2.0]})


def test_upper_and_lower_case_are_two_names_and_said_to_be():
    assert parse("X + x").names == ("X", "x")
    assert parse("X + x").notes == ("x and X are two different names.",)


def test_the_names_on_the_left_side_are_compared_with_the_formula():
    assert "it is a parameter, too" in " ".join(parse("f(x) = x^2 + a").notes)
    assert "does not depend on it" in " ".join(parse("f(x, y) = x^2").notes)
    assert "in the order x, y" in " ".join(parse("f(y, x) = x + 2*y").notes)


def test_positions_point_into_what_was_typed():
    with pytest.raises(ExpressionError) as caught:
        parse("\ufeff½x + \u200bsni(y)")
    assert caught.value.text[caught.value.position :].startswith("sni")
    assert spelled("a\u200b≤b").places == (0, 2, 2, 3, 4)


def test_many_readings_are_told_briefly():
    text = " + ".join(f"a{number}b{number}" for number in range(60))
    (note,) = parse(text).notes
    assert note.endswith(f"and {60 - MOST_LISTED} more likewise.")


def test_long_words_are_cut_in_no_time_whatever_is_known():
    known = set("sincoexplg") | {"x", "y"}
    assert len(readings("sinxsinxsinxsinxsinxsinx", known, opens=False)) <= 2


# ------------------------------------------------------------ one formula, twenty spellings

NAMES, POWERS = ["x", "y", "z"], [2, 3, 4]
terms = st.lists(
    st.tuples(
        st.integers(1, 9),
        st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True),
        st.sampled_from(POWERS),
        st.sampled_from(["", "sin", "exp", "cos"]),
    ),
    min_size=1,
    max_size=4,
)
SUPERSCRIPT = {2: "²", 3: "³", 4: "⁴"}


def _written(coefficient, letters, power, function, times, raised, call):
    """One term in a spelling: how factors are joined, how powers and calls are written."""
    factors = [str(coefficient), *letters[:-1], raised(letters[-1], power)]
    return times.join([*factors, *([call(function, letters[0])] if function else [])])


RAISED = [
    lambda name, power: f"{name}^{power}",
    lambda name, power: f"{name}**{power}",
    lambda name, power: f"{name}^{{{power}}}",
    lambda name, power: f"{name}{SUPERSCRIPT[power]}",
    lambda name, power: f"({name})^{power}",
    lambda name, power: f"pow({name}, {power})",
]
CALLS = [
    lambda function, name: f"{function}({name})",
    lambda function, name: f"np.{function}({name})",
    lambda function, name: f"\\{function}({name})",
    lambda function, name: f"{function.title()}( {name} )",
    lambda function, name: f"{function}\u00a0{name}",
]
TIMES = ["*", "·", "×", " * ", " ", r"\cdot ", ".*"]
PLUS = ["+", " + ", "＋", "\u2009+\u2009"]
AROUND = ["{}", "f(x,y,z) = {}", "${}$", "minimize {}", "({})", "{};"]


@given(terms, *map(st.sampled_from, (TIMES, RAISED, CALLS, PLUS, AROUND)))
def test_a_formula_has_one_value_however_it_is_spelled(terms, times, raised, call, plus, around):
    usual = "+".join(
        _written(*term, "*", RAISED[1], CALLS[0])  # the plain spelling
        for term in terms
    )
    text = around.format(plus.join(_written(*term, times, raised, call) for term in terms))
    plain, spelling = parse(usual), parse(text)
    loss, same = (optlab.Loss.from_formula(formula, None, plain.names) for formula in (plain, spelling))
    point = [POINT[name] for name in plain.names]
    assert same.value(point) == pytest.approx(loss.value(point), rel=1e-12)


@given(terms)
def test_letters_side_by_side_are_a_product_where_each_stands_alone_too(terms):
    alone = "x + y + z + "
    usual = alone + "+".join("*".join([str(c), *letters]) for c, letters, _, _ in terms)
    text = alone + "+".join(str(c) + "".join(letters) for c, letters, _, _ in terms)
    loss, same = optlab.parse_loss(usual), optlab.parse_loss(text)
    assert same.parameters == loss.parameters
    assert same.value([X, Y, Z]) == pytest.approx(loss.value([X, Y, Z]), rel=1e-12)
