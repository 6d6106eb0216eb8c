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
PACKED = datasets.pack(datasets.read(TABLE), standardise=True)


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
    assert any("1 row(s) with gaps, column 'group'" in toast.value for toast in page.toast)
    assert in_address(page) == PACKED
    assert "4 rows of `hours`, `score`" in told(reopened(page))


def test_an_uploaded_file_is_read_and_an_address_brings_its_rows_back():
    page = with_rows()
    page.file_uploader(key="rows_file").set_value([("marks.csv", TABLE.encode(), "text/csv")]).run()
    assert_healthy(page)
    again = opened(**dict(page.query_params))
    assert_healthy(again)
    assert outcomes(again) == outcomes(page)
    assert again.text_input(key="formula").value == "(w*hours + b - score)^2"


def test_a_formula_that_is_about_the_rows_stays_when_they_change():
    page = with_rows(z=PACKED, e="abs(a*hours - score)")
    page.text_area(key="rows_text").set_value("hours,score\n1,2\n3,4\n").run()
    assert_healthy(page)
    assert page.text_input(key="formula").value == "abs(a*hours - score)"
    assert "2 rows of" in told(reopened(page))


def test_bad_rows_are_told_and_nothing_is_lost():
    page = with_rows(z=PACKED, e="(w*hours + b - score)^2", n="70")
    page.text_area(key="rows_text").set_value("a,b\nfoo,bar\n").run()
    reopened(page)
    assert "no column of this table holds numbers" in page.error[0].value
    assert not page.exception
    assert page.number_input(key="steps").value == 70
    assert in_address(page) == PACKED
    page.text_area(key="rows_text").set_value("x,y\n1,1\n1,2\n").run()
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
