"""Tables from strangers: a clear error or the right answer."""

import numpy as np
import pandas as pd
import pytest

import optlab
from optlab.errors import DataError, OptlabError

LINE = "(w*x + b - y)^2"


@pytest.mark.parametrize(
    ("table", "what"),
    [
        ({"x": [1.0, 2.0], "y": ["a", "b"]}, "column 'y' does not hold numbers"),
        ({"x": [1.0, np.nan], "y": [np.nan, 2.0]}, "every row has a gap in 'x', 'y'"),
        ({"x": [1.0, np.inf], "y": [1.0, 2.0]}, "infinite in row 1"),
        ({"x": [], "y": []}, "no rows"),
        ({"x": [1.0], "y": [1.0, 2.0]}, "table"),
        ({"x": [1j], "y": [1.0]}, "complex"),
    ],
)
def test_what_is_wrong_with_a_table_is_said(table, what):
    with pytest.raises(DataError, match=what):
        optlab.parse_loss(LINE, data=table)


def test_two_columns_of_one_name_are_refused():
    frame = pd.DataFrame([[1.0, 2.0, 3.0]], columns=["x", "x", "y"])
    with pytest.raises(DataError, match="two columns"):
        optlab.parse_loss(LINE, data=frame)


@pytest.mark.parametrize("name", ["exp", "pi", "sin"])
def test_a_column_named_like_a_function_is_refused(name):
    frame = pd.DataFrame({name: [1.0, 2.0]})
    with pytest.raises(OptlabError, match=name):
        optlab.parse_loss(f"(w - {name})^2", data=frame)


def test_one_row_is_enough_and_columns_not_named_do_not_matter():
    frame = pd.DataFrame({"x": [2.0], "y": [1.0], "species": ["Adelie"]})
    loss = optlab.parse_loss(LINE, data=frame)
    assert loss.examples == 1
    assert loss.value([0.0, 0.0]) == 1.0


def test_a_million_rows_give_the_mean():
    values = np.random.default_rng(0).normal(size=1_000_000)
    loss = optlab.parse_loss("(w - y)^2", data={"y": values})
    assert loss.value([0.25]) == pytest.approx(np.mean((0.25 - values) ** 2), rel=1e-12)
    assert loss.gradient([0.25])[0] == pytest.approx(2 * (0.25 - values.mean()), rel=1e-10)


def test_whole_numbers_and_truth_values_are_numbers():
    loss = optlab.parse_loss("(w - y)^2", data={"y": np.array([True, False])})
    assert loss.value([0.0]) == 0.5
    assert optlab.parse_loss("(w - y)^2", data={"y": [1, 3]}).value([0]) == 5.0


def test_parameters_may_be_given_in_order_and_must_be_complete():
    frame = pd.DataFrame({"x": [2.0], "y": [1.0]})
    assert optlab.parse_loss(LINE, data=frame, parameters=("w", "b")).parameters == ("w", "b")
    with pytest.raises(OptlabError, match="neither a parameter nor a column"):
        optlab.parse_loss(LINE, data=frame, parameters=("w",))


def test_points_of_the_wrong_shape_are_refused_with_the_names():
    with pytest.raises(OptlabError, match="x, y"):
        optlab.parse_loss("x + y").value([1.0, 2.0, 3.0])


def test_rows_with_a_gap_in_a_column_of_the_formula_are_left_out_and_counted():
    frame = pd.DataFrame({"x": [1.0, np.nan, 3.0], "y": [1.0, 2.0, 4.0], "z": [np.nan, np.nan, 0.0]})
    loss = optlab.parse_loss(LINE, data=frame)
    assert loss.examples == 2
    assert loss.value([0.0, 1.0]) == np.mean([0.0, 1.0])
    assert loss.notes == ("1 of 3 rows are left out: they have a gap in 'x'",)
    assert optlab.parse_loss("(w - y)^2", data=frame).notes == ()
    assert optlab.parse_loss("(w*x - z)^2", data=frame).notes == (
        "2 of 3 rows are left out: they have a gap in 'x', 'z'",
    )


@pytest.mark.parametrize("kind", ["Int64", "Float64", "boolean"])
def test_gaps_of_pandas_own_kinds_are_gaps(kind):
    loss = optlab.parse_loss("(w - y)^2", data={"y": pd.array([1, None, 0], dtype=kind)})
    assert (loss.examples, loss.value([0.0])) == (2, 0.5)


@pytest.mark.parametrize(
    ("formula", "data", "what"),
    [
        ("(a*age + b - sick)^2", {"Age": [1.0], "ill": [0.0]}, "called Age, ill\nwrite 'Age' for 'age'"),
        ("(a*bodymass - q)^2", {"body_mass": [1.0]}, "write 'body_mass' for 'bodymass'"),
        ("u^2 + v^2", {"x": [1.0]}, "uses no column"),
        ("(a*x0 + b - x1)^2", np.ones((5, 2)), "give the columns names"),
    ],
)
def test_data_of_which_no_column_is_used_is_refused(formula, data, what):
    with pytest.raises(DataError, match=what):
        optlab.parse_loss(formula, data=data)


def test_sympy_is_held_to_the_same():
    import sympy

    age, w = sympy.symbols("age w")
    with pytest.raises(DataError, match="write 'Age' for 'age'"):
        optlab.Loss((w * age) ** 2, data={"Age": [1.0]})


def test_a_parameter_that_is_almost_a_column_is_said():
    loss = optlab.parse_loss("(a*age + b - ill)^2", data={"Age": [1.0, 2.0], "ill": [0.0, 1.0]})
    assert loss.parameters == ("a", "age", "b")
    assert "'age' is a parameter: the column is called 'Age'" in loss.notes
