import numpy as np
import pandas as pd
import pytest

from optlab import datasets
from optlab.errors import DataError, SettingsError

IRIS = datasets.load("iris")


def test_the_rows_are_shared_out_in_their_order_by_seed():
    frame = pd.DataFrame({"n": range(40)})
    train, test = datasets.split(frame, share=0.25, seed=3)
    assert len(test) == 10
    assert sorted([*train["n"], *test["n"]]) == list(range(40))
    assert train["n"].is_monotonic_increasing
    assert test["n"].is_monotonic_increasing
    assert test.index.tolist() == list(range(10))
    assert test.equals(datasets.split(frame, share=0.25, seed=3)[1])
    assert not test.equals(datasets.split(frame, share=0.25, seed=4)[1])
    assert set(test["n"]) < set(datasets.split(frame, share=0.5, seed=3)[1]["n"])  # a larger share holds back more


def test_the_rows_held_back_are_the_same_for_ever():
    assert datasets.split(pd.DataFrame({"n": range(12)}), seed=3)[1]["n"].tolist() == [2, 7, 11]


@pytest.mark.parametrize("share", [0.1, 0.25, 1 / 3, 0.5, 0.9])
def test_each_class_keeps_its_share_and_the_total_holds(share):
    for frame, by in (
        (IRIS, "species"),
        (datasets.load("moons"), "label"),
        (datasets.load("breast_cancer"), "diagnosis"),
    ):
        train, test = datasets.split(frame, share, seed=5, by=by)
        assert abs(len(test) - share * len(frame)) <= 0.5
        sizes, held = frame[by].value_counts(), test[by].value_counts()
        assert (np.abs(held - share * sizes) < 1).all()
        assert len(train) + len(test) == len(frame)


def test_a_small_class_is_on_both_sides_and_rows_without_a_class_are_shared_out():
    frame = pd.DataFrame({"kind": ["a"] * 50 + ["b"] * 2 + [None] * 8})
    for seed in range(5):
        train, test = datasets.split(frame, 0.25, seed, by="kind")
        assert (train["kind"] == "b").sum() == (test["kind"] == "b").sum() == 1
        assert test["kind"].isna().sum() == 2


def test_a_share_of_zero_holds_back_nothing():
    train, test = datasets.split(IRIS, 0, by="species")
    assert train.equals(IRIS)
    assert len(test) == 0
    assert list(test) == list(IRIS)


@pytest.mark.parametrize("share", [-0.1, 0.91, float("nan"), "0.5", True])
def test_a_silly_share_is_refused(share):
    with pytest.raises(SettingsError, match="test share"):
        datasets.split(IRIS, share)


def test_too_few_rows_one_of_a_class_and_a_missing_column_are_refused():
    with pytest.raises(DataError, match="3 row"):
        datasets.split(IRIS[:3])
    with pytest.raises(DataError, match="1 for the test"):
        datasets.split(IRIS[:10], 0.1)
    with pytest.raises(DataError, match="'virginica' of column 'species' has one row"):
        datasets.split(IRIS[:101], by="species")
    with pytest.raises(DataError, match="no column 'kind'"):
        datasets.split(IRIS, by="kind")
    with pytest.raises(SettingsError, match="seed"):
        datasets.split(IRIS, seed=-1)


def test_classes_are_in_the_order_of_numbers_or_of_text():
    frame = pd.DataFrame({"n": [10, 2, 2], "x": [0.5, np.nan, -1.0], "word": ["b", "B", None], "mixed": [10, "2", 3]})
    assert datasets.classes_of(frame, "n") == (2, 10)
    assert datasets.classes_of(frame, "x") == (-1.0, 0.5)
    assert datasets.classes_of(frame, "word") == ("B", "b")
    assert datasets.classes_of(frame, "mixed") == (10, "2", 3)
    assert datasets.classes_of(IRIS, "species") == ("setosa", "versicolor", "virginica")
