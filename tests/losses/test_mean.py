"""Means over batches, over tilted examples, and in little memory."""

import tracemalloc

import numpy as np
import pytest
import sympy

import optlab
from optlab.errors import OptlabError, SettingsError

ROWS = {"x": np.arange(20.0), "y": np.arange(20.0) ** 0.5}
LINE = "(w*x + b - y)^2"


@pytest.mark.parametrize("loss", [optlab.parse_loss(LINE, ROWS), optlab.parse_loss("w^2*b + sin(b)", examples=20)])
def test_the_mean_over_batches_of_one_is_the_mean_over_all(loss):
    points = np.tile([0.3, -0.7], (20, 1))
    each = np.arange(20)[:, None]
    for ask in (loss.batch_value, loss.batch_gradient, loss.batch_hessian):
        np.testing.assert_allclose(ask(points, each).mean(axis=0), ask(points[:1], None)[0], rtol=1e-12, atol=1e-13)


def test_tilts_are_centred_of_the_strength_asked_for_and_leave_the_hessian_alone():
    loss = optlab.parse_loss("w^2 + b^2", examples=4000, noise=0.5, noise_seed=3)
    points, each = np.zeros((4000, 2)), np.arange(4000)[:, None]
    tilts = loss.batch_gradient(points, each)
    np.testing.assert_allclose(tilts.mean(axis=0), 0.0, atol=1e-15)
    np.testing.assert_allclose(tilts.std(axis=0), 0.5, rtol=0.05)
    np.testing.assert_array_equal(loss.batch_hessian(points[:2], each[:2]), loss.hessian(points[:2]))


def test_the_noise_of_a_batch_shrinks_with_the_root_of_its_size():
    loss = optlab.parse_loss("w^2", examples=4096)
    generator = np.random.default_rng(0)
    spread = [
        loss.batch_gradient(np.zeros((3000, 1)), generator.integers(4096, size=(3000, size))).std()
        for size in (1, 16, 64)
    ]
    np.testing.assert_allclose(spread, [1.0, 0.25, 0.125], rtol=0.06)


@pytest.mark.parametrize("loss", [optlab.parse_loss(LINE, ROWS), optlab.parse_loss("w^2*b + sin(b)", examples=20)])
def test_a_batch_is_the_same_alone_and_among_many(loss):
    generator = np.random.default_rng(1)
    points, batch = generator.normal(size=(600, 2)), generator.integers(20, size=(600, 16))
    for ask in (loss.batch_value, loss.batch_gradient, loss.batch_hessian):
        together = ask(points, batch)
        for run in (0, 1, 511, 512, 599):
            np.testing.assert_array_equal(together[run], ask(points[run : run + 1], batch[run : run + 1])[0])


@pytest.mark.slow
def test_1024_runs_over_rows_need_less_than_200_megabytes():
    generator = np.random.default_rng(2)
    columns = {f"x{i}": generator.normal(size=2000) for i in range(10)}
    names = [sympy.Symbol(name) for name in columns]
    line = sympy.Add(*(sympy.Symbol(f"w{i}") * name for i, name in enumerate(names)))
    loss = optlab.Loss(sympy.tanh(line) ** 2 + sympy.sin(line), data=columns)
    points, batch = generator.normal(size=(1024, 10)), generator.integers(2000, size=(1024, 2000))
    for work in (
        lambda: loss.gradient(points),
        lambda: loss.batch_gradient(points, batch),
        lambda: loss.hessian(points),
        lambda: loss.batch_hessian(points, batch[:, :100]),
    ):
        tracemalloc.start()
        work()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 200e6


def test_no_points_give_no_answers():
    loss = optlab.parse_loss("w^2 + b^2")
    assert loss.hessian(np.empty((0, 2))).shape == (0, 2, 2)
    assert loss.gradient(np.empty((0, 2))).shape == (0, 2)


@pytest.mark.parametrize("points", [["a", "b"], [[1.0], [2.0, 3.0]], None])
def test_points_that_are_not_numbers_are_refused(points):
    with pytest.raises(OptlabError):
        optlab.parse_loss("w^2 + b^2").value(points)


@pytest.mark.parametrize("settings", [{"examples": 0}, {"noise": -1.0}, {"noise": float("nan")}])
def test_settings_of_the_examples_out_of_range_are_refused(settings):
    with pytest.raises(SettingsError):
        optlab.parse_loss("w^2", **settings)


def test_a_parameter_named_like_a_function_is_refused():
    with pytest.raises(OptlabError, match="'exp'"):
        optlab.parse_loss("w^2", parameters=("w", "exp"))


def test_where_the_arithmetic_ends_the_answer_is_not_a_number_and_no_exception():
    loss = optlab.parse_loss("log(w) + 1/b + exp(w*b)")
    points = np.array([[1.0, -1.0], [0.0, 1.0], [1e3, 1e3]])  # (b, w)
    assert not np.isfinite(loss.value(points)).any()
    assert np.isnan(loss.value(points[0]))
    assert loss.value(points[1]) == loss.value(points[2]) == np.inf
    assert not np.isfinite(loss.gradient(points[1:])).all(axis=1).any()
