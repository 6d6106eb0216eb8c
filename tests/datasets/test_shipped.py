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


def test_every_table_names_its_source_and_licence():
    for name in datasets.names():
        text = datasets.source(name)
        assert "Source:" in text
        assert "Licence:" in text


def test_an_unknown_table_is_refused_with_the_names_there_are():
    with pytest.raises(DataError, match="penguins"):
        datasets.load("pinguins")


def test_standardised_columns_have_mean_zero_and_deviation_one():
    table = datasets.standardised(datasets.load("penguins"))
    np.testing.assert_allclose(table.mean(), 0.0, atol=1e-12)
    np.testing.assert_allclose(table.std(ddof=0), 1.0)


def test_a_constant_column_cannot_be_standardised():
    with pytest.raises(DataError, match="same value"):
        datasets.standardised(pd.DataFrame({"a": [1.0, 1.0]}))
