import pytest

from optlab.optimizers import (
    LBFGS,
    SCHEDULES,
    WRAPPERS,
    Adam,
    Averaged,
    Clipped,
    GradientDescent,
    Momentum,
    WeightDecay,
    label,
    title,
)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (GradientDescent(), "Gradient descent"),
        (LBFGS(), "L-BFGS"),
        (Adam(), "Adam"),
        (Adam(decay_mean=0.5), "Adam, decay mean 0.5"),
        (Momentum(average=True), "Momentum, average"),
        (SCHEDULES["StepDecay"](factor=0.25), "Step decay, factor 0.25"),
    ],
    ids=str,
)
def test_a_label_is_the_title_and_what_is_not_at_its_default(rule, words):
    assert label(rule) == words


def test_all_that_is_put_around_a_rule_is_said_even_at_its_default():
    rule = Averaged(WeightDecay(Clipped(GradientDescent()), decoupled=False))
    words = "Gradient descent, clipped (norm 1), weight decay (strength 0.01, not decoupled), averaged (after 0)"
    assert label(rule) == words


@pytest.mark.parametrize("kind", [*WRAPPERS.values(), *SCHEDULES.values()])
def test_what_is_no_method_is_called_by_the_words_of_its_class(kind):
    assert title(kind).replace(" ", "").lower() == kind.__name__.lower()


def test_a_class_that_only_has_the_name_of_a_method_does_not_get_its_title():
    assert title(type("LBFGS", (), {})) == "Lbfgs"
