"""What must hold whatever is built: the invariants of the design, each by its own words."""

import ast
from pathlib import Path

import numpy as np
import pytest

import optlab
from optlab.optimizers import METHODS

ROOT = Path(__file__).parents[2]
VALLEY = optlab.landscapes.get("gentle_rosenbrock")
PENGUINS = optlab.landscapes.get("penguins")


def go(entry, method: str, **settings):
    rule = METHODS[method].make(entry.minimum_value)
    given = {"starts": entry.start, "rate": 0.01, "steps": 60} | settings
    return optlab.run(entry.loss, rule, **given)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("entry", [VALLEY, PENGUINS], ids=lambda entry: entry.name)
def test_batch_size_n_is_the_vanilla_trajectory_to_the_last_bit_whatever_the_seed(entry, method):
    vanilla = go(entry, method)
    full = go(entry, method, batch_size=entry.loss.examples, seeds=12345)
    np.testing.assert_array_equal(vanilla.points, full.points)


@pytest.mark.slow
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("batch", [None, 16])
def test_many_runs_at_once_equal_the_same_runs_one_at_a_time(method, batch):
    rates, seeds = [0.001, 0.01, 0.1], [3, 1, 4]
    together = go(VALLEY, method, rate=rates, seeds=seeds, batch_size=batch)
    for number in range(3):
        alone = go(VALLEY, method, rate=rates[number], seeds=seeds[number], batch_size=batch)
        np.testing.assert_array_equal(together.points[:, number], alone.points[:, 0])
        np.testing.assert_array_equal(together.samples_seen[:, number], alone.samples_seen[:, 0])


@pytest.mark.parametrize("entry", [VALLEY, PENGUINS], ids=lambda entry: entry.name)
def test_run_three_is_the_same_whether_five_or_five_hundred_are_asked(entry):
    few = go(entry, "Momentum", batch_size=16, seeds=list(range(5)))
    many = go(entry, "Momentum", batch_size=16, seeds=list(range(500)))
    np.testing.assert_array_equal(few.points[:, 3], many.points[:, 3])
    np.testing.assert_array_equal(few.loss[:, 3], many.loss[:, 3])


def test_the_same_settings_give_the_same_result():
    np.testing.assert_array_equal(
        go(PENGUINS, "Adam", batch_size=7, seeds=5).points, go(PENGUINS, "Adam", batch_size=7, seeds=5).points
    )


def test_tilts_leave_the_mean_exactly_the_function_and_make_small_batches_noisy():
    x = np.array([[0.3, -0.7]])
    examples = np.arange(VALLEY.loss.examples)
    gradients = np.array([VALLEY.loss.batch_gradient(x, examples[None, [i]])[0] for i in examples])
    np.testing.assert_allclose(gradients.mean(axis=0), VALLEY.loss.gradient(x)[0], atol=1e-12)
    assert gradients.std(axis=0).min() > 0.5


def test_no_number_is_clamped_a_run_may_leave_for_ever():
    saddle = optlab.parse_loss("x^2 - y^2")
    run = optlab.run(saddle, optlab.optimizers.GradientDescent(), [0.0, 1.0], 0.5, 30)
    assert run.points[-1, 0, 1] == 2.0**30


@pytest.mark.slow
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("formula", ["x^2 + y^2", "log(x) + y", "sqrt(x) + 1/y", "exp(exp(x)) + y", "x^3 + y"])
def test_failure_of_the_arithmetic_is_an_outcome_and_other_runs_go_on(method, formula):
    loss = optlab.parse_loss(formula)
    rule = METHODS[method].make(0.0)
    run = optlab.run(loss, rule, [[1.0, 1.0], [0.5, 2.0]], [1e3, 1e-6], 50)
    assert all(outcome.sentence for outcome in run.outcomes)
    numbers = run.frame().drop(columns="run").to_numpy(dtype=float)
    assert np.isfinite(numbers).all()
    assert (run.frame()["run"] == 1).sum() > 1


def test_text_from_outside_reaches_no_evaluation():
    """One ``exec`` in the package, on code written from the tape alone, and no other door."""
    forbidden = {"eval", "exec", "sympify", "parse_expr", "lambdify", "compile", "__import__"}
    calls = []
    for path in sorted((ROOT / "optlab").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name in forbidden and not (name == "compile" and isinstance(node.func, ast.Attribute)):
                    calls.append((path.name, name))
    assert set(calls) <= {("scalar.py", "exec"), ("from_sympy.py", "sympify")}
    assert calls.count(("scalar.py", "exec")) == 1


def test_generated_code_holds_no_name_a_user_typed(monkeypatch):
    import builtins

    from optlab.expressions.compiled import scalar

    written = []
    real = builtins.exec
    monkeypatch.setattr(scalar, "exec", lambda code, space: (written.append(code), real(code, space)), raising=False)
    optlab.parse_loss("wicked^2 + sin(evil)").gradient([1.0, 2.0])
    assert written
    assert not any("wicked" in code or "evil" in code for code in written)
