import pytest

import optlab
from optlab.analysis import verdict
from optlab.optimizers import GradientDescent, Momentum


def judged(formula: str, rate: float, start=(1.0, 1.0), steps: int = 200, rule=None, **given):
    run = optlab.run(optlab.parse_loss(formula), rule or GradientDescent(), start, rate, steps, given.get("batch"))
    return verdict(run, rate=rate, **given)


def test_convergence_names_its_evidence():
    ended = judged("x^2 + 4*y^2", 0.1, best=0.0)
    assert ended.kind == "minimum"
    assert "global minimum" in ended.sentence
    assert "λmin = 2 > 0" in ended.sentence


def test_a_local_minimum_is_not_called_global():
    entry = optlab.landscapes.get("rastrigin")
    run = optlab.run(entry.loss, GradientDescent(), entry.start, entry.rate, 200)
    assert "local minimum" in verdict(run, best=entry.minimum_value).sentence


def test_divergence_is_explained_by_the_rate_against_the_curvature():
    ended = judged("x^2 + y^2", 1.35)
    assert ended.kind == "diverging"
    assert "η·λmax = 2.7 > 2" in ended.sentence


def test_momentum_diverges_beyond_its_own_limit():
    ended = judged("x^2 + y^2", 2.0, rule=Momentum(decay=0.5), decay=0.5)
    assert "2 + 2β = 3" in ended.sentence


def test_a_loss_without_bottom_is_said_to_have_none():
    ended = judged("x^2 - y^2", 0.3, steps=300)
    assert ended.kind == "unbounded"


def test_a_saddle_is_called_a_saddle():
    ended = judged("x^2 - y^2", 0.1, start=(1.0, 0.0))
    assert "saddle" in ended.sentence
    assert "λmin = -2" in ended.sentence


def test_a_plateau_is_never_called_converged():
    ended = judged("1 - exp(-x^2) + 0*y", 0.01, start=(4.0, 0.0))
    assert ended.kind != "minimum"


def test_a_rate_close_to_the_limit_oscillates():
    assert judged("(x^2 + 100*y^2)/2", 0.0199, steps=60).kind == "oscillating"


def test_a_rate_just_above_the_limit_is_said_to_diverge_long_before_the_numbers_overflow():
    ended = judged("(x^2 + 100*y^2)/2", 0.0203)
    assert ended.kind == "diverging"
    assert "its swings grow; η·λmax = 2.03 > 2" in ended.sentence


def test_small_batches_end_at_their_noise_floor():
    entry = optlab.landscapes.get("penguins")
    run = optlab.run(entry.loss, GradientDescent(), entry.start, 0.2, 400, 1)
    ended = verdict(run, rate=0.2, batch=1)
    assert ended.kind == "noise floor"
    assert "a batch of 1 errs by" in ended.sentence


def test_a_method_that_stops_itself_keeps_its_own_reason():
    run = optlab.run(optlab.parse_loss("x^2 + 0*y + y"), optlab.optimizers.Newton(), [1.0, 1.0], 1.0, 10)
    assert "singular" in verdict(run).sentence


@pytest.mark.slow
def test_a_noisy_run_that_wanders_is_not_called_converged_wherever_it_happens_to_be():
    entry = optlab.landscapes.get("inverted_gaussian")
    loss = optlab.parse_loss(entry.formula, examples=256, noise=0.3)
    kinds = set()
    for steps in range(300, 330):
        run = optlab.run(loss, GradientDescent(), entry.start, 0.2, steps, 1)
        kinds.add(verdict(run, rate=0.2, batch=1, best=entry.minimum_value).kind)
    assert "minimum" not in kinds


def test_a_run_short_of_the_global_minimum_is_on_its_way_to_that_one():
    entry = optlab.landscapes.get("zakharov")
    run = optlab.run(entry.loss, GradientDescent(), [3.0, -3.0], 0.02, 200)
    assert "the global minimum" in verdict(run, best=entry.minimum_value).sentence


def test_a_slow_run_on_the_floor_of_a_valley_is_told_the_condition_number():
    ended = judged("(1-x)^2 + 100*(y-x^2)^2", 0.001, start=(-1.2, 1.0), steps=2000, best=0.0)
    assert ended.kind == "valley"
    assert "κ = " in ended.sentence


def test_every_way_of_escaping_names_the_negative_curvature():
    assert "λmin = -2 < 0" in judged("x^2 - y^2", 0.3, steps=300).sentence


@pytest.mark.parametrize("name", optlab.landscapes.names())
def test_plain_words_hold_no_number(name):
    entry = optlab.landscapes.get(name)
    run = optlab.run(entry.loss, GradientDescent(), entry.start, entry.rate, 200)
    plain = verdict(run, rate=entry.rate, best=entry.minimum_value).plain
    assert 0 < len(plain.split()) <= 9
    assert not any(sign.isdigit() or sign in "λκη=" for sign in plain)


def test_a_step_out_of_the_domain_is_no_escape_to_minus_infinity():
    ended = judged("log(x) + 0*y", 0.1)
    assert ended.kind == "undefined"
    assert ended.plain == "left the domain"


def test_a_curvature_that_is_rounding_is_said_to_be_about_zero():
    ended = judged("(x*y - 1)^2/2", 0.1, start=(2.0, 0.2), best=0.0)
    assert ended.plain == "converged to the global minimum"
    assert "λmin ≈ 0" in ended.sentence


@pytest.mark.parametrize("rate", [1e2, 1e4, 1e9])
def test_running_off_downhill_towards_a_level_is_neither_convergence_nor_a_fall_without_end(rate):
    ended = judged("exp(-x) + 0*y", rate)
    assert ended.kind not in {"minimum", "unbounded"}
