from dataclasses import replace

import pytest

import optlab
from optlab.picture import budget
from optlab.picture.problem import own_window, problem_of, suggested_rate
from optlab.picture.runs import RunSettings
from optlab.picture.settings import MOST_SEEDS, MOST_STEPS, defaults
from optlab.picture.subject import Subject

FLAT = optlab.parse_loss("x^2 + y^2")
RANDOM = RunSettings("a", "GradientDescent", 0.1, 16)
EIGHT = tuple(replace(RANDOM, id=number, colour=number) for number in range(8))


def test_the_largest_picture_of_one_run_is_within_the_budget():
    budget.check(replace(defaults(), steps=MOST_STEPS, seeds=MOST_SEEDS, runs=(RANDOM,)).descents, FLAT)


def test_too_many_numbers_are_refused_with_the_steps_that_fit():
    settings = replace(defaults(), steps=MOST_STEPS, seeds=MOST_SEEDS, runs=EIGHT)
    with pytest.raises(optlab.SettingsError, match="8,001,600 numbers") as caught:
        budget.check(settings.descents, FLAT)
    fits = int(caught.value.hint.split()[2].replace(",", ""))
    budget.check(replace(settings, steps=fits).descents, FLAT)
    with pytest.raises(optlab.SettingsError):
        budget.check(replace(settings, steps=fits + 1).descents, FLAT)


def test_looks_at_rows_are_counted_too():
    rows = optlab.datasets.pack(optlab.datasets.read("1,2\n" * 2_500 + "2,3\n" * 2_500))
    settings = replace(defaults(), formula="(w*x + b - y)^2", rows=rows, steps=MOST_STEPS, runs=EIGHT[:4])
    loss = settings.subject.loss()
    budget.check(replace(settings, seeds=5).descents, loss)
    with pytest.raises(optlab.SettingsError, match="operations"):
        budget.check(replace(settings, seeds=MOST_SEEDS).descents, loss)


def test_hidden_runs_and_seeds_of_runs_without_chance_cost_nothing():
    sure = replace(RANDOM, batch=None, id=1, colour=1)
    settings = replace(defaults(), steps=MOST_STEPS, seeds=MOST_SEEDS, runs=(replace(RANDOM, shown=False), sure))
    assert settings.descent(sure).seeds == 1
    budget.check(settings.descents, FLAT)


def test_small_jobs_are_not_large_and_large_ones_are():
    assert not budget.is_large(defaults().descent(RANDOM), FLAT)
    many = optlab.parse_loss("Sum((x[i+1] - x[i]^2)^2 + sin(i*x[i]), (i, 1, 30))")
    assert budget.is_large(replace(defaults(), steps=MOST_STEPS).descent(RANDOM), many)
    many.hessian([0.1] * 31)
    assert many.nodes == optlab.parse_loss("Sum((x[i+1] - x[i]^2)^2 + sin(i*x[i]), (i, 1, 30))").nodes


def test_a_formula_is_about_rows_only_where_it_names_columns_and_something_else():
    assert Subject("penguins").data is not None
    assert Subject("penguins", "w*x^2").data is not None
    assert Subject("penguins", "x^2 + y^2").data is None
    own = optlab.datasets.pack(optlab.datasets.read("hours,score\n1,2\n2,5"))
    assert list(Subject(rows=own, formula="(a*hours - score)^2").loss().columns) == ["hours", "score"]
    assert Subject(rows=own, formula="u^2 + v^2").data is None


def test_an_aid_costs_the_same_whatever_the_rows_and_the_formula():
    assert budget.affordable(FLAT) * FLAT.nodes <= budget.AID
    rows = {"a": [float(row) for row in range(1000)]}
    over_rows = optlab.parse_loss("Sum((w - k*a)^4, (k, 1, 9))", data=rows)
    assert budget.affordable(over_rows) * over_rows.nodes * 1000 <= budget.AID
    assert budget.affordable(over_rows, 100) >= 10 * budget.affordable(over_rows)
    assert budget.affordable(over_rows, 10_000) == budget.affordable(over_rows)


def test_a_hand_gets_all_rates_of_a_usual_run_fewer_of_a_long_one_and_none_of_a_dear_one():
    descent, loss = defaults().descents[0], defaults().subject.loss()
    assert budget.alongside(descent, loss, 97, 200) == 97
    long = budget.alongside(replace(descent, steps=MOST_STEPS), loss, 97, 200)
    assert budget.FEW <= long < 97
    dear = replace(descent, steps=MOST_STEPS, run=replace(RANDOM, batch=256))
    assert budget.alongside(dear, loss, 97, 200) == 0


DEAR = "(" + " + ".join(f"erf(w{k}*x)" for k in range(120)) + " - y)^2"
ROWS = optlab.datasets.pack(optlab.datasets.read("x,y\n" + "1,1\n2,0\n" * 2_500))


def test_what_stands_around_the_runs_of_a_dear_formula_looks_at_less():
    """120 error functions over 5,000 rows took a minute to open, before a single step."""
    problem = problem_of(Subject(formula=DEAR, rows=ROWS))
    loss, looked_at = problem.loss, []
    kept = loss.mean._over_batches
    loss.mean._over_batches = lambda function, points, batch: (
        looked_at.append(len(points) * (loss.examples if batch is None else batch.shape[1]))
        or kept(function, points, batch)
    )
    suggested_rate(problem, RunSettings("a", "GradientDescent", 0.1))
    own_window(loss)
    assert sum(looked_at) * loss.cost <= 3 * budget.AID


def test_a_hessian_is_counted_as_the_slopes_it_is_made_of():
    loss = optlab.parse_loss("(a*x + b*y + c - 1)^2", data={"x": [1.0, 2.0] * 500, "y": [2.0, 1.0] * 500})
    plain, newton = (
        replace(defaults().descent(RANDOM), run=RunSettings("a", name)) for name in ("GradientDescent", "Newton")
    )
    assert budget.operations_of(newton, loss) > 2 * budget.operations_of(plain, loss)
    assert budget.hessians(loss) * loss.hessian_cost <= budget.AID


def test_functions_cost_more_than_sums():
    assert optlab.parse_loss("erf(x)").cost > 5 * optlab.parse_loss("x + 1").cost
    assert optlab.parse_loss("x^8").cost < optlab.parse_loss("x^2.3").cost
