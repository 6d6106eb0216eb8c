import json

from optlab.app.components.picture import LegendRow, contents
from optlab.charts import DASHES
from optlab.picture.runs import MOST_RUNS


def test_the_browser_is_told_the_runs_with_the_dashes_of_the_charts():
    runs = [LegendRow(f"run {number}", number, "words") for number in range(MOST_RUNS)]
    told = contents(["landscape"], ["caption"], runs)
    assert [run["dash"] for run in told["runs"]] == DASHES
    assert told["runs"][3] == {"name": "run 3", "colour": 3, "detail": "words", "dash": DASHES[3]}


def test_a_name_and_a_colour_make_a_legend_row():
    assert contents([], [], [("a", 2)])["runs"] == [{"name": "a", "colour": 2, "detail": "", "dash": DASHES[2]}]


def test_text_of_visitors_travels_as_it_was_typed():
    wicked = '"><script>alert(1)</script>&amp;'
    told = json.loads(json.dumps(contents(["curves"], [wicked], [(wicked, 0)])))
    assert told["caption"] == [wicked]
    assert told["runs"][0]["name"] == wicked
