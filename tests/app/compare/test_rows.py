import json
from urllib.parse import parse_qs

import pytest

from optlab import datasets
from optlab.app.compare.export import read_settings, settings_file
from optlab.picture.address import from_query, to_query
from optlab.picture.program import script
from optlab.picture.subject import LARGE, LONGEST_ROWS
from tests.app.driving import assert_healthy, opened, outcomes, told

TABLE = "hours,score,group\n1,52,a\n2.5,61,b\n4,70,a\n5,,b\n6,85,a\n"
PACKED = datasets.pack(datasets.read(TABLE, labels=True, gaps=True), standardise=True)


def with_rows(**query):
    return reopened(opened(**query))


def reopened(page):
    """The same page with the popover open: a click elsewhere closes it."""
    page.session_state["rows_open"] = True
    return page.run()


def in_address(page) -> str:
    found = page.query_params["z"]
    return found if isinstance(found, str) else found[0]


def test_pasted_rows_become_the_examples_of_a_line():
    page = with_rows()
    page.text_area(key="rows_text").set_value(TABLE).run()
    assert_healthy(page)
    assert page.text_input(key="formula").value == "(w*hours + b - score)^2"
    assert page.text_input(key="start").label.startswith("Start (b, w)")
    assert in_address(page) == PACKED
    assert "5 rows of `hours`, `score`, `group`" in told(reopened(page))


def test_how_rows_were_read_stays_on_the_page():
    page = with_rows()
    page.text_area(key="rows_text").set_value(
        "day," + TABLE.replace("\n", "\n2020-01-02,")[: -len("2020-01-02,")]
    ).run()
    assert_healthy(page)
    for _ in range(2):
        said = "\n".join(caption.value for caption in page.sidebar.caption)
        assert "column 'day', it holds dates" in plain(said)
        assert "group: its labels are 0 a, 1 b" in plain(said)
        assert "1 of 5 rows are left out: they have a gap in 'score'" in plain(said)
        page.number_input(key="steps").set_value(70).run()
    page.text_input(key="formula").set_value("(w*hours + b - group)^2").run()
    assert_healthy(page)
    assert "rows are left out" not in plain("\n".join(caption.value for caption in page.sidebar.caption))


def plain(said: str) -> str:
    return said.replace("\\", "")


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("2104,3,399900\n1600,3,329900\n2400,3,369000\n1416,2,232000\n", "(w1*x1 + w2*x2 + b - y)^2"),
        ("x,y\n1,2\n2,3\n3,5\n", "(w*x + b - y)^2"),
        ("1;2,5\n2;3,5\n3;5\n", "(w*x + b - y)^2"),
        ("hours,passed\n1,no\n2,no\n3,yes\n", "(w*hours + b - passed)^2"),
        ("size,kind\n1,a\n2,b\n3,b\n", "(w*size + b - kind)^2"),
        ("5.1,3.5,a\n4.9,3.0,b\n7.0,3.2,c\n6.1,3.3,c\n", "(w*x + b - y)^2"),
        ("c,x,y\n0.1,1,2\n0.1,2,3\n0.1,3,5\n", "(w*x + b - y)^2"),
    ],
)
def test_new_rows_bring_their_own_formula(text, formula):
    page = opened()
    reopened(page).text_area(key="rows_text").set_value(text).run()
    assert_healthy(page)
    assert page.text_input(key="formula").value == formula


def test_rows_with_other_columns_take_the_formula_of_the_last_ones_away():
    page = with_rows(z=PACKED, e="(w*hours + b - score)^2")
    page.text_area(key="rows_text").set_value("hours,price\n1,2\n3,4\n").run()
    assert_healthy(page)
    assert page.text_input(key="formula").value == "(w*hours + b - price)^2"


def test_a_formula_with_the_name_of_a_column_in_other_letters_is_refused_with_the_name():
    page = with_rows(z=PACKED, e="(w*hours + b - score)^2")
    page.text_input(key="formula").set_value("(w*Hours + b - Score)^2").run()
    assert not page.exception
    assert "write 'score' for 'Score'" in page.error[0].value or "write 'hours' for 'Hours'" in page.error[0].value


def test_an_uploaded_file_is_read_and_an_address_brings_its_rows_back():
    page = with_rows()
    page.file_uploader(key="rows_file").set_value([("marks.csv", TABLE.encode(), "text/csv")]).run()
    assert_healthy(page)
    again = opened(**dict(page.query_params))
    assert_healthy(again)
    assert outcomes(again) == outcomes(page)
    assert again.text_input(key="formula").value == "(w*hours + b - score)^2"


def test_a_formula_that_is_about_the_rows_stays_when_more_of_the_same_columns_come():
    page = with_rows(z=PACKED, e="abs(a*hours - score)")
    page.text_area(key="rows_text").set_value("hours,score,group\n1,2,a\n3,4,b\n5,5,a\n").run()
    assert_healthy(page)
    assert page.text_input(key="formula").value == "abs(a*hours - score)"
    assert "3 rows of" in told(reopened(page))


def test_bad_rows_are_told_and_nothing_is_lost():
    page = with_rows(z=PACKED, e="(w*hours + b - score)^2", n="70")
    page.text_area(key="rows_text").set_value("a,b\nfoo,bar\n").run()
    reopened(page)
    assert "no column of this table holds numbers" in page.error[0].value
    assert not page.exception
    assert page.number_input(key="steps").value == 70
    assert in_address(page) == PACKED
    page.text_area(key="rows_text").set_value("x,y\n1,1\n1,1\n").run()
    reopened(page)
    assert "same value in every row" in page.error[0].value
    page.toggle(key="rows_scaled").set_value(False).run()
    assert_healthy(page)
    assert in_address(page) == "r" + PACKED[1:]


def test_rows_can_be_left():
    page = with_rows(z=PACKED, e="(w*hours + b - score)^2")
    page.button(key="rows_drop").click().run()
    assert_healthy(page)
    assert "z" not in page.query_params
    assert page.text_input(key="formula").value == "(1-x)^2+5*(y-x^2)^2"


@pytest.mark.parametrize("packed", ["nonsense", "r", LARGE, "s" + "A" * 9000])
def test_an_address_with_broken_rows_gives_a_notice_and_a_page(packed):
    page = opened(z=packed, e="(w*hours + b - score)^2")
    assert not page.exception
    assert any("z: " in toast.value for toast in page.toast)


def test_many_rows_stay_out_of_the_address_and_travel_in_the_settings_file():
    rows = datasets.pack(datasets.read("\n".join(f"{n / 7},{n * n / 3}" for n in range(2000))))
    assert len(rows) > LONGEST_ROWS
    settings, notices = from_query({"z": [rows], "e": ["(w*x + b - y)^2"]})
    assert not notices
    assert to_query(settings)["z"] == [LARGE]
    assert json.loads(settings_file(settings))["settings"]["z"] == [rows]
    assert read_settings(settings_file(settings)) == (settings, [])


def test_the_program_brings_the_rows_along():
    settings = from_query(parse_qs(f"z={PACKED}&e=(w*hours-score)^2&n=5&s=1&r=a~Adam~0.1~2~0"))[0]
    found: dict = {}
    exec(script(settings).replace("print(", "str("), found)
    assert found["loss"].columns == ("hours", "score")
    assert found["loss"].examples == 4


def test_more_than_a_picture_may_cost_is_said_beside_the_empty_picture():
    page = opened(n="5000", k="100", r=[f"{name}~GradientDescent~0.001~4~{name}" for name in range(8)])
    assert "the limit is 5,000,000" in page.error[0].value
    assert not page.exception
    assert page.number_input(key="steps").value == 5000
    page.number_input(key="seeds").set_value(2).run()
    assert_healthy(page)
