import pytest

from optlab import DataError, datasets
from optlab.datasets.reading import LARGEST_TEXT, MOST_COLUMNS, MOST_ROWS


@pytest.mark.parametrize(
    ("text", "columns", "first"),
    [
        ("hours,score\n1,52\n2.5,61", ["hours", "score"], [1.0, 52.0]),
        ("a;b\n0,5;1\n1,5;2", ["a", "b"], [0.5, 1.0]),
        ("a\tb\n0,5\t1\n1,5\t2", ["a", "b"], [0.5, 1.0]),
        ("1,2\n3,4", ["x", "y"], [1.0, 2.0]),
        ("1,2,3\n3,4,5", ["x1", "x2", "y"], [1.0, 2.0, 3.0]),
        ("\ufeff\n  \nx , y\n 1 , 2 \n\n3,4\n", ["x", "y"], [1.0, 2.0]),
        ('"body mass (g)","größe","2nd","",x,x\n1,2,3,4,5,6', ["body_mass_g", "gr_e", "x2nd", "x4", "x", "x_2"], None),
        ("log,pi,_hidden__name\n1,2,3", ["log_2", "pi_2", "hidden_name"], [1.0, 2.0, 3.0]),
    ],
)
def test_tables_as_people_have_them_are_read(text, columns, first):
    table = datasets.read(text, reserved={"log", "pi"})
    assert list(table.columns) == columns
    assert first is None or table.iloc[0].tolist() == first


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "no rows"),
        ("x,y", "no rows"),
        ("a,b\nfoo,bar", "no column"),
        ("a,b\n1,2,3", "row 1 has 3 value"),
        ("1,2\n3", "row 2 has 1 value"),
        ("a,b\n1,\n,2\n3,\n,4", "no column"),
        ("a,b\n1,\n2,\n,4\n,5\n3,\n,6\n7,\n,8", "no column"),
        ("a,b,c\n1,2,\n1,,3\n,2,3", "every row"),
        ('"a\nb,1', "not a table"),
        ("x" * (LARGEST_TEXT + 1), "characters"),
        ("1,2\n" * (MOST_ROWS + 1), "rows"),
        ("," * MOST_COLUMNS, "columns"),
        ("x," + "9" * 200_000, "no rows|not a table"),
    ],
)
def test_what_is_no_table_is_refused_in_words(text, what):
    with pytest.raises(DataError, match=what):
        datasets.read(text)


def test_gaps_and_columns_of_words_are_left_out_and_counted():
    table = datasets.read("mass,species,wing\n1,Adelie,2\nNA,Gentoo,3\n4,Gentoo,5\ninf,,1\n2,3,4")
    assert list(table.columns) == ["mass", "wing"]
    assert table["mass"].tolist() == [1.0, 4.0, 2.0]
    assert table.attrs == {"rows_dropped": 2, "columns_dropped": ["species"]}
