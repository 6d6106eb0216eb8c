"""Batches: every example once an epoch, a stream a run, and the same stream whoever runs beside it."""

import numpy as np
import pytest

from optlab.errors import SettingsError
from optlab.optimizers import Batches, check_batch_size


def draws(examples: int, size: int, seeds, count: int) -> np.ndarray:
    """``(count, runs, size)``."""
    batches = Batches(examples, size, seeds)
    return np.array([batches.draw() for _ in range(count)])


@pytest.mark.parametrize(("examples", "size"), [(12, 4), (10, 3), (7, 7), (5, 1), (1, 1)])
def test_every_example_is_seen_once_an_epoch(examples, size):
    stream = draws(examples, size, [3], 4 * examples)[:, 0].ravel()
    for epoch in stream[: len(stream) // examples * examples].reshape(-1, examples):
        assert sorted(epoch) == list(range(examples))


@pytest.mark.parametrize("examples", [344, 20_000])
def test_a_runs_batches_depend_on_its_seed_alone(examples):
    few, many = draws(examples, 16, [9, 4, 2], 60), draws(examples, 16, range(200), 60)
    for place, seed in enumerate([9, 4, 2]):
        np.testing.assert_array_equal(few[:, place], many[:, seed])


def test_runs_of_one_seed_share_a_stream_and_others_do_not():
    batches = draws(100, 10, [5, 6, 5], 30)
    np.testing.assert_array_equal(batches[:, 0], batches[:, 2])
    assert (batches[:, 0] != batches[:, 1]).mean() > 0.9


def test_every_order_of_three_examples_is_equally_likely():
    epochs = draws(3, 3, [0], 6_000)[:, 0]
    counts = np.unique(epochs @ [9, 3, 1], return_counts=True)[1]
    assert len(counts) == 6
    assert ((counts - 1000) ** 2 / 1000).sum() < 20.5  # chi-squared, 5 degrees of freedom, one in a thousand


def test_a_batch_drawn_stays_as_it_was_when_the_next_is_drawn():
    batches = Batches(50, 20, [0, 1])
    first = batches.draw()
    kept = first.copy()
    for _ in range(500):
        batches.draw()
    np.testing.assert_array_equal(first, kept)


@pytest.mark.parametrize("size", [0, -1, 11])
def test_a_batch_size_outside_the_examples_is_refused(size):
    with pytest.raises(SettingsError, match="between 1 and 10"):
        check_batch_size(size, 10)


def test_no_batch_size_means_all_examples():
    assert check_batch_size(None, 10) == 10
