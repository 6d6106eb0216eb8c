from dataclasses import replace

import pytest

from optlab.losses import landscapes
from optlab.optimizers import METHODS, SCHEDULES
from optlab.picture.caption import LONGEST_FORMULA, about, caption, run_words
from optlab.picture.runs import RunSettings
from optlab.picture.settings import PRINCIPAL, defaults

FULL = RunSettings("Full", "Momentum", 0.02)


@pytest.mark.parametrize("name", landscapes.names())
def test_every_landscape_says_its_title_start_steps_and_runs(name):
    settings = defaults(name)
    lines = caption(settings)
    assert lines[0].startswith(landscapes.get(name).title)
    assert f"{settings.start[0]:g}" in lines[1]
    assert "200 steps" in lines[1]
    for run, line in zip(settings.runs, lines[2:], strict=True):
        assert line.startswith(f"{run.name}: ")
        assert f"learning rate {run.rate:g}, {'full batch' if run.batch is None else f'batch size {run.batch}'}" in line


def test_noise_and_seed_are_said_only_where_chance_has_a_part():
    chance = defaults()
    assert f"256 examples, slope noise {chance.noise:g} · seed 0" in about(chance)[1]
    assert "noise" not in about(replace(chance, runs=(FULL,)))[1]
    assert "seed" not in about(replace(chance, runs=(FULL, replace(chance.runs[1], shown=False))))[1]


def test_rows_have_no_noise_but_a_seed_and_their_number():
    lines = about(defaults("penguins"))
    assert lines[0].endswith("mean of (w·x + b - y)^2 over 333 rows")
    assert "noise" not in lines[1]
    assert lines[1].endswith("seed 0")


def test_several_seeds_say_which_and_what_line_and_band_are():
    line = about(replace(defaults(), seed=5, seeds=10))[1]
    assert "seeds 5 to 14" in line
    assert "10 % to 90 %" in line


def test_hidden_runs_are_not_in_the_caption():
    settings = defaults()
    hidden = replace(settings, runs=(replace(settings.runs[0], shown=False), *settings.runs[1:]))
    assert [run.name for run in hidden.shown] == ["Stochastic", "Mini-batch", "Momentum"]
    assert not any(line.startswith("Vanilla") for line in caption(hidden))


def test_a_long_formula_and_a_long_start_are_shortened():
    settings = replace(defaults(), formula="x + " * 400 + "x", start=(1.0,) * 50)
    lines = about(settings)
    assert len(lines[0]) <= LONGEST_FORMULA + len("Loss: ")
    assert lines[0].endswith("…")
    assert lines[1].startswith("start (1, 1, 1, 1, 1, 1, …)")


def test_a_formula_of_ones_own_replaces_the_title_but_keeps_its_rows():
    assert about(replace(defaults(), formula="x**2\n + y"))[0] == "Loss: x^2 + y"
    on_rows = about(replace(defaults("penguins"), formula="Abs(w*x + b - y)"))[0]
    assert on_rows.endswith("mean of Abs(w·x + b - y) over 333 rows")


def test_a_formula_without_the_rows_of_its_landscape_has_noise_again():
    settings = replace(defaults("penguins"), formula="u^2", start=(1.0,), noise=0.5)
    assert about(settings)[0] == "Loss: u^2"
    assert "slope noise 0.5" in about(settings)[1]


def test_a_principal_plane_is_said():
    assert "principal plane" in about(replace(defaults(), plane=PRINCIPAL))[1]


def test_a_run_names_options_schedule_and_clipping():
    run = RunSettings("a", "Adam", 0.05, 16, 0, (("decay_mean", 0.8),), "Cosine", 2.0)
    assert run_words(run, 150) == (
        "Adam (β₁ = 0.8, β₂ = 0.999, ε = 1e-08), learning rate 0.05, batch size 16, "
        "schedule: cosine (T = 150, f = 0), gradients clipped to length 2"
    )


def test_a_switch_is_said_where_it_is_on():
    assert "average" in run_words(replace(FULL, options=(("average", True),)), 10)
    assert "average" not in run_words(FULL, 10)


@pytest.mark.parametrize("method", METHODS)
def test_every_method_has_words(method):
    assert run_words(RunSettings("a", method, 0.1), 100).startswith(METHODS[method].title)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_every_schedule_has_words(schedule):
    assert "schedule: " in run_words(RunSettings("a", "GradientDescent", 0.1, schedule=schedule), 100)
