"""Runs of a picture: their ids, their paint, and what they refuse to be."""

from dataclasses import replace

import pytest

from optlab.errors import SettingsError
from optlab.picture.runs import MOST_RUNS, RunSettings, numbered, read_run, repainted, run_text, with_run
from optlab.picture.settings import Settings, defaults

FOUR = defaults().runs


@pytest.mark.parametrize(
    "wrong",
    [
        {"rate": -0.1},
        {"rate": float("nan")},
        {"colour": 8},
        {"method": "Nobody"},
        {"schedule": "Never"},
        {"clip": -1.0},
        {"batch": 0},
        {"name": "n" * 41},
        {"options": (("speed", 1.0),)},
        {"method": "Momentum", "options": (("decay", 1.5),)},
    ],
)
def test_a_run_out_of_bounds_cannot_be_made(wrong):
    with pytest.raises(SettingsError):
        RunSettings(**{"name": "a", **wrong})


def test_two_runs_of_one_picture_differ_in_id_and_colour():
    run = FOUR[0]
    for twin in (replace(run, colour=5), replace(run, id=5)):
        with pytest.raises(SettingsError, match="each with an id and a colour of its own"):
            Settings(runs=(run, twin))


def test_runs_of_one_colour_are_painted_differently_and_named():
    runs, notices = repainted(numbered(replace(FOUR[0], name=name) for name in "abc"))
    assert [run.colour for run in runs] == [0, 1, 2]
    assert [notice.split()[1] for notice in notices] == ["b", "c"]
    assert repainted(FOUR) == (FOUR, [])


def test_one_more_run_has_an_id_a_name_and_a_colour_that_no_other_run_has():
    runs = with_run(FOUR[1:], FOUR[2])
    assert len({run.id for run in runs}) == len({run.colour for run in runs}) == len({run.name for run in runs}) == 4
    assert runs[-1].unpainted == FOUR[2].unpainted
    assert [run.name for run in with_run(runs, FOUR[2])[-2:]] == ["Mini-batch 2", "Mini-batch 3"]
    assert len(with_run(runs, FOUR[2])) == 5 <= MOST_RUNS


def test_the_numbers_of_a_run_depend_on_neither_name_nor_paint():
    run = RunSettings("a", "Adam", 0.1, 16, 3, clip=1.0, id=7)
    assert run.unpainted == replace(run, name="b", colour=5, id=1, shown=False).unpainted
    assert run.unpainted != replace(run, clip=2.0).unpainted


def test_a_text_of_a_run_names_what_is_wrong_with_it():
    assert read_run(run_text(FOUR[3])) == replace(FOUR[3], id=0)
    for text, word in (("a~Nobody~1~all~0", "Nobody"), ("a~Adam~x~all~0", "number"), ("a~Adam~1~all~0~q=1", "'q'")):
        with pytest.raises(SettingsError, match=word):
            read_run(text)
