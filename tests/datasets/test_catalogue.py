import re

import numpy as np
import pandas as pd
import pytest

from optlab import datasets
from optlab.errors import DataError

MEANS = {
    "iris": ((150, 5), [5.843333, 3.057333, 3.758, 1.199333]),
    "breast_cancer": ((569, 11), [14.127292, 19.289649, 91.969033, 654.889104, 0.096360]),
    "penguins": ((333, 8), [43.992793, 17.164865, 200.966967, 4207.057057]),
    **{f"anscombe_{number}": ((11, 2), [9.0, 7.50]) for number in range(1, 5)},
    "misra1a": ((14, 2), []),
    "rat42": ((9, 2), []),
    "boxbod": ((6, 2), []),
    "danwood": ((6, 2), []),
    "chwirut2": ((54, 2), []),
    "mgh09": ((11, 2), []),
}
"""Shape, and published means of the first columns of numbers."""

LICENCES = r"CC0 1\.0|CC BY 4\.0|public domain|\(MIT\)"


def test_every_table_has_its_rows_and_means():
    assert set(MEANS) | set(datasets.generators()) == set(datasets.names())
    for name, (shape, means) in MEANS.items():
        frame = datasets.load(name)
        assert frame.shape == shape, name
        assert not frame.isna().to_numpy().any(), name
        np.testing.assert_allclose(frame.select_dtypes("number").mean()[: len(means)], means, rtol=2e-4, err_msg=name)


@pytest.mark.parametrize("name", datasets.names())
def test_every_table_has_a_title_a_source_a_licence_and_something_to_fit(name):
    text = datasets.source(name)
    assert re.search(rf"^Licence: .*({LICENCES})", text, re.MULTILINE | re.DOTALL)
    assert "\n\nSource: " in text
    assert datasets.title(name)
    frame = datasets.load(name)
    for inputs, target in datasets.fits(name):
        assert all(pd.api.types.is_numeric_dtype(frame[column]) for column in inputs)
        assert target in frame.columns
        assert target not in inputs
    assert (datasets.inputs_of(name), datasets.target_of(name)) == datasets.fits(name)[0]


def test_what_is_fitted_can_be_asked_for_by_kind():
    assert datasets.target_of("penguins") == datasets.target_of("penguins", classes=False) == "body_mass_g"
    assert datasets.target_of("penguins", classes=True) == "species"
    assert datasets.inputs_of("iris", classes=False) == ("petal_length_cm",)
    assert datasets.inputs_of("blobs", classes=True) == ("x1", "x2")
    with pytest.raises(DataError, match=r"no target of classes\npredict its values, y"):
        datasets.target_of("anscombe_1", classes=True)
    with pytest.raises(DataError, match=r"no target of values\npredict its classes, label"):
        datasets.inputs_of("moons", classes=False)


def test_the_iris_are_those_of_fishers_paper_without_the_known_errors():
    numbers = datasets.load("iris").drop(columns="species").to_numpy()
    assert numbers[34].tolist() == [4.9, 3.1, 1.5, 0.2]
    assert numbers[37].tolist() == [4.9, 3.6, 1.4, 0.1]
    assert numbers.sum(axis=0).round(6).tolist() == [876.5, 458.6, 563.7, 179.9]


def test_anscombes_four_have_the_same_line_and_different_rows():
    lines = [np.polyfit(*datasets.load(f"anscombe_{number}").to_numpy().T, 1) for number in range(1, 5)]
    np.testing.assert_allclose(lines[0], [0.5000909, 3.0000909], atol=5e-8)
    np.testing.assert_allclose(lines, [[0.500, 3.000]] * 4, atol=3e-3)


def test_an_unknown_table_is_refused_with_near_names():
    for ask in (datasets.load, datasets.source, datasets.title, datasets.fits):
        with pytest.raises(DataError, match=r"'mons'\ndid you mean moons\?"):
            ask("mons")
