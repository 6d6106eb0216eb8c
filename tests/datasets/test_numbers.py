import math

import pytest

from optlab.datasets.numbers import decimal_sign, decimals_of, is_gap, shape_of, value_of


@pytest.mark.parametrize(
    ("cells", "separator", "values"),
    [
        (["1.5", "2"], ",", [1.5, 2.0]),
        (["1,5", "2"], ";", [1.5, 2.0]),
        (["1,234", "987"], ",", [1234.0, 987.0]),
        (["1,234", "2,5"], ",", [1.234, 2.5]),  # one decimal comma tells of all
        (["1,234", "2.5"], "\t", [1234.0, 2.5]),
        (["1.234", "2,5"], ";", [1234.0, 2.5]),
        (["1.234", "2.345"], "\t", [1.234, 2.345]),
        (["1,234", "2,345"], ";", [1.234, 2.345]),
        (["1,234", "2,345"], "\t", None),  # nobody can know
        (["1,234", "987"], " ", None),
        (["1.234", "2.345"], ";", None),
        (["1.234", "2.345"], ",", [1.234, 2.345]),
        (["1,5", "2.5"], ";", None),
        (["1,234", "2.345"], ";", None),
        (["0,123"], ",", [0.123]),  # no thousands begin with 0
        (["1,2345"], ",", [1.2345]),
        (["1.234.567", "1,5"], ";", [1234567.0, 1.5]),
        (["1 234,567"], " ", [1234.567]),
        (["1,234e3"], ";", [1234.0]),
        ([".5", "5.", "-0"], ",", [0.5, 5.0, -0.0]),
    ],
)
def test_a_column_has_one_decimal_sign(cells, separator, values):
    shapes = [shape_of(cell) for cell in cells]
    sign = decimal_sign(shapes, set(), separator)
    assert (sign is None) == (values is None)
    assert sign is None or [value_of(shape, sign) for shape in shapes] == values


def test_other_columns_tell_what_a_column_does_not():
    thousands = [shape_of("1.234")]
    assert decimal_sign(thousands, decimals_of([shape_of("2,5")]), ";") == ","
    assert decimal_sign(thousands, decimals_of([shape_of("2.5")]), ";") == "."
    assert decimal_sign(thousands, {",", "."}, ";") is None


@pytest.mark.parametrize(
    "cell",
    [
        *("A12", "12a", "1_000", "1,", "1,,2", "1..2", "1.2.3", "1 2", "12 345 6", "1,23", "5 2.5", "--5", "+-5"),
        *("31.01.2020", "2020-01-31", "12:30", "1/2", "٣", "0x10", "1e", "e5", "(2 rows)", "(5", "$5 €", "1'2", "x"),
        *("1 234.567.8", "1,2.345,6", "12,34,5", "9" * 500),
    ],
)
def test_what_only_looks_like_a_number_is_none(cell):
    shape = shape_of(cell)
    assert shape is None or (cell == "1,23" and shape.decimal == ",")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("$1,200.50", 1200.5),
        ("-$5", -5.0),
        ("US$ 7", 7.0),
        ("1.200,50 €", 1200.5),
        ("CHF 1'200.00", 1200.0),
        ("(1,200.00)", -1200.0),
        ("12 %", 12.0),
        ("−3.5", -3.5),
        ("75 mm/s", 75.0),
        ("20 °C", 20.0),
    ],
)
def test_currencies_percent_and_units_stand_around_a_number(cell, value):
    shape = shape_of(cell)
    assert value_of(shape, shape.decimal or ".") == value


@pytest.mark.parametrize("cell", ["", "NA", "n/a", "NaN", "null", "None", "?", "-", "–", ".", "#N/A", "inf", "Missing"])
def test_gaps_are_known(cell):
    assert is_gap(cell)
    assert not is_gap("0")


def test_numbers_are_the_nearest_doubles():
    for text in ("0.1", "1e-320", "123456789012345678", "2.2250738585072014e-308", "-1.7976931348623157e308"):
        assert value_of(shape_of(text), ".") == float(text)
        assert math.isfinite(value_of(shape_of(text), "."))
