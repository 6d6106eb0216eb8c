import pytest

import optlab
from optlab.analysis import curvature
from optlab.analysis.places import place
from optlab.app.views.hill import sentences

SADDLE = curvature(optlab.parse_loss("x^2 + 3*y^2 - 4*x*y"), [0.0, 0.0])


def shape_of(formula: str) -> str:
    loss = optlab.parse_loss(formula)
    return sentences.curved(curvature(loss, [0.0, 0.0]), place(loss, [0.0, 0.0]).kind, 0.01)


def test_the_saddle_is_called_one_with_its_curvatures_and_what_descent_will_do():
    sentence = sentences.curved(SADDLE, "saddle", 0.01)
    assert (
        "λ = −0.472, 8.47: a **saddle**: descent is drawn in where the loss bends up, carried off where it bends down."
        in sentence
    )
    fate = sentences.fate(SADDLE, ("x", "y"))
    assert "bends up (λ = 8.47)" in fate
    assert "bends down (λ = −0.472)" in fate
    assert "faster and faster" in fate


@pytest.mark.parametrize(
    ("formula", "word"),
    [("x^2 + y^2", "minimum"), ("-x^2 - y^2", "maximum"), ("x + y", "flat"), ("sqrt(x) + y", "do not exist")],
)
def test_each_shape_has_its_word(formula, word):
    assert word in shape_of(formula)


def test_away_from_a_level_place_the_ground_is_only_bent_like_it():
    assert "bent like a **saddle**" in sentences.curved(SADDLE, "slope", 0.01)


def test_a_rate_above_two_over_the_largest_curvature_is_warned_of():
    assert "η > 2/λmax = 0.236 overshoots" in sentences.curved(SADDLE, "slope", 0.3)
    assert "overshoots" not in sentences.curved(SADDLE, "slope", 0.2)


def test_a_curvature_lost_in_rounding_is_zero():
    valley = curvature(optlab.parse_loss("(x + y)^2"), [0.3, 0.1])
    assert "λ = 0, 4" in sentences.curved(valley, "slope", 0.01)


def test_the_drop_is_told_against_what_the_tangent_promised():
    assert "promised a drop of 18; the loss fell by 14.9 (83 % of it)" in sentences.taken(18.0, 14.9)
    assert "rose by 5: the step is too long" in sentences.taken(18.0, -5.0)
    assert "no finite value" in sentences.taken(18.0, float("nan"))
    assert "smaller rate" in sentences.taken(float("nan"), float("nan"))


def test_a_nudge_lost_in_rounding_is_said_to_be():
    assert sentences.secant(1.0, -10.2, 1e-15) == "Δ = 1 gives −10.2"
    assert sentences.secant(1e-15, -10.66, 6.0) == "Δ = 1e−15 rounds to −10.66"


def test_knobs_say_what_a_small_move_does():
    assert sentences.knob(-11.2, 0.1) == "0.1 more: loss −1.12"
    assert "no slope here" in sentences.knob(float("nan"), 0.1)


@pytest.mark.parametrize(
    ("formula", "at"), [("exp(x)", [0.0]), ("exp(x)", [-30.0]), ("x^2 - y", [0.0, 0.0]), ("x^2 - y", [1.0, 2.0])]
)
def test_where_there_is_no_minimum_none_is_promised(formula, at):
    loss = optlab.parse_loss(formula)
    sentence = sentences.curved(curvature(loss, at), place(loss, at).kind, 0.01)
    assert "minimum" not in sentence
    assert "settles" not in sentence
    assert "Whether there is a bottom, one point does not tell." in sentence


@pytest.mark.parametrize(
    ("formula", "word"),
    [("(x + y)^2", "minimum"), ("x^2 - y^4", "saddle"), ("x^4 + y^4", "minimum"), ("-y^4", "maximum")],
)
def test_what_the_curvature_leaves_open_the_values_around_decide(formula, word):
    assert f"a **{word}**" in shape_of(f"{formula} + 0*x + 0*y")
