import numpy as np
import pandas as pd
import pytest

from optlab import datasets
from optlab.errors import DataError


def test_penguins_are_complete_and_the_dropped_rows_are_counted():
    frame = datasets.load("penguins")
    assert not frame.isna().to_numpy().any()
    assert len(frame) + frame.attrs["rows_dropped"] == 344
    assert set(frame["species"]) == {"Adelie", "Chinstrap", "Gentoo"}


def test_standardised_columns_have_mean_zero_and_deviation_one():
    table = datasets.standardised(datasets.load("penguins"))
    np.testing.assert_allclose(table.mean(), 0.0, atol=1e-12)
    np.testing.assert_allclose(table.std(ddof=0), 1.0)


def test_a_constant_column_cannot_be_standardised():
    with pytest.raises(DataError, match="same value"):
        datasets.standardised(pd.DataFrame({"a": [1.0, 1.0]}))
    with pytest.raises(DataError, match="same value"):
        datasets.standardised(pd.DataFrame({"a": [0.1] * 3, "b": [1.0, 2.0, 3.0]}))  # whose deviation is 1.4e-17


def test_values_that_differ_by_rounding_alone_cannot_be_standardised():
    with pytest.raises(DataError, match="rounding alone"):
        datasets.standardised(pd.DataFrame({"a": [1.0, 1.0, 1.0, 1.0 + 2.2e-16]}))


@pytest.mark.parametrize("size", [1e-300, 1e-160, 1.0, 1e160, 1e300])
def test_numbers_of_any_size_are_standardised(size):
    table = datasets.standardised(pd.DataFrame({"a": np.array([1.0, 2.0, 3.0]) * size}))
    np.testing.assert_allclose(table["a"], [-(1.5**0.5), 0.0, 1.5**0.5], atol=1e-12)


def test_gaps_stay_where_the_rest_is_standardised():
    table = datasets.standardised(pd.DataFrame({"a": [1.0, np.nan, 3.0]}))
    assert table["a"].tolist()[::2] == [-1.0, 1.0]
    assert np.isnan(table["a"][1])
