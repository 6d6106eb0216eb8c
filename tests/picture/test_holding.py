"""What is held, in settings and addresses of all pages: checked once, written, read, and made to fit its formula."""

from dataclasses import replace
from itertools import pairwise
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optlab.errors import SettingsError
from optlab.picture import chain_rule, slopes
from optlab.picture.address import from_query, to_query
from optlab.picture.caption import caption
from optlab.picture.chain_rule import ChainSettings
from optlab.picture.fitting import fitting
from optlab.picture.holding import carried, carried_plane, known, read_held, with_pairs, without
from optlab.picture.problem import problem_of
from optlab.picture.program import script
from optlab.picture.settings import Settings, defaults
from optlab.picture.slopes import SlopesSettings
from optlab.picture.subject import Subject

RIDGE = "(w*x + b - y)^2 + lambda*w^2"
PAGES = (Settings, SlopesSettings, ChainSettings)
names = st.text("abcxyzλμ_0123456789", min_size=1, max_size=24)
held_pairs = st.dictionaries(names, st.floats(allow_nan=False, allow_infinity=False), max_size=6)


@given(held_pairs.map(lambda pairs: tuple(pairs.items())))
def test_what_is_held_survives_the_address_of_compare(held):
    settings = replace(defaults(), formula=RIDGE, held=held)
    query = parse_qs(urlencode(to_query(settings), doseq=True))
    assert from_query(query) == (settings, [])


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize(
    "held",
    [
        (("a", float("nan")),),
        (("a", float("inf")),),
        (("a", "1"),),
        (("a", True),),
        (("", 1.0),),
        (("a" * 41, 1.0),),
        (("a\n", 1.0),),
        (("a", 1.0), ("a", 2.0)),
        [("a", 1.0)],
        {"a": 1.0},
        ("a", 1.0),
        tuple((f"a{number}", 1.0) for number in range(129)),
    ],
)
def test_what_cannot_be_held_is_refused_when_settings_are_made(kind, held):
    with pytest.raises(SettingsError, match="held must be at most 128 different names, each with a finite number"):
        kind(held=held)


@pytest.mark.parametrize(
    ("texts", "held"),
    [
        (["lambda~0.1"], (("lambda", 0.1),)),
        (["lambda~0.1", "a~1"], (("lambda", 0.1), ("a", 1.0))),
        (["lambda=0.1,a:1"], (("lambda", 0.1), ("a", 1.0))),
        (["λ = −2e-3 ; x₁ = 4"], (("λ", -2e-3), ("x1", 4.0))),
        ([""], ()),
    ],
)
def test_an_address_may_be_written_by_hand(texts, held):
    settings, notices = from_query({"e": [RIDGE], "hold": texts})
    assert (settings.held, notices) == (held, [])


@pytest.mark.parametrize(
    "text",
    ["a", "a~", "~1", "a~b", "a~nan", "a~1e999", "a 1", "a~1,5", "a~1~2", "a~1,a~2", f"{'a' * 41}~1", "a~1," * 600],
)
def test_what_cannot_be_read_is_left_out_and_named(text):
    settings, notices = from_query({"e": [RIDGE], "hold": [text]})
    assert settings.held == ()
    assert [notice.partition(":")[0] for notice in notices] == ["hold"]


def fitted(**fields):
    return fitting(replace(defaults(), **fields), problem_of)


def test_start_and_plane_are_about_the_parameters_that_are_left():
    settings, notices = fitted(formula=RIDGE, held=(("lambda", 0.1), ("x", 1.0)), start=(1.0, 2.0, 3.0), plane="0,2")
    assert (settings.start, settings.plane, notices) == ((1.0, 2.0, 3.0), "0,2", [])
    assert problem_of(settings.subject).loss.parameters == ("b", "w", "y")
    assert len(problem_of(settings.subject).window) == 3
    settings, notices = fitted(formula=RIDGE, held=(("lambda", 0.1), ("x", 1.0), ("y", 2.0)), plane="0,2")
    assert (settings.plane, notices) == ("", ["p: the formula has 2 parameters"])


@pytest.mark.parametrize(
    ("formula", "held", "kept", "notice"),
    [
        (RIDGE, (("μ", 1.0), ("λ", 0.5)), (("lambda", 0.5),), "no parameter 'μ'"),
        ("x^2", (("x", 1.0),), (), "every parameter is held"),
        ("log(k)*x^2 + y^2", (("k", -1.0),), (), "no finite value"),
    ],
)
def test_what_does_not_go_with_the_formula_is_dropped_with_a_notice(formula, held, kept, notice):
    settings, notices = fitted(formula=formula, held=held)
    assert settings.held == kept
    assert [notice in text for text in notices if text.startswith("hold:")] == [True]


def test_a_formula_that_cannot_be_read_holds_nothing():
    settings, notices = fitted(formula="sni(x)", held=(("x", 1.0),))
    assert (settings.formula, settings.held) == ("", ())
    assert [notice.partition(":")[0] for notice in notices] == ["e"]


def test_a_parameter_of_a_landscape_can_be_held_and_its_window_and_minima_are_no_longer_claimed():
    problem = problem_of(Subject("rosenbrock", held=(("y", 0.5),)))
    assert (problem.loss.parameters, problem.minima, problem.best, len(problem.window)) == (("x",), (), None, 1)


def test_the_window_of_the_landscape_serves_where_its_parameters_are_left():
    held = (("a", 1.0), ("b", 5.0))
    problem = problem_of(Subject("gentle_rosenbrock", "(a - x)^2 + b*(y - x^2)^2", held=held))
    assert problem.window == problem_of(Subject("gentle_rosenbrock")).window


def test_rows_stay_rows_and_what_is_held_is_no_column():
    subject = Subject("penguins", RIDGE, held=(("lambda", 0.1),))
    assert subject.names == ("b", "lambda", "w")
    assert (subject.loss().parameters, subject.loss().columns) == (("b", "w"), ("x", "y"))
    assert Subject("penguins", "lambda*x", held=(("lambda", 0.1),)).data is None


def test_two_subjects_that_hold_otherwise_are_two():
    first, second = (Subject(formula=RIDGE, held=(("lambda", value),)) for value in (0.1, 0.2))
    assert first != second
    assert first.is_own
    assert first.quiet.held == first.canonical.held == first.held


def test_the_program_gives_the_same_loss():
    settings, _ = fitted(formula=RIDGE, held=(("lambda", 0.1), ("x", 1.0), ("y", 2.0)))
    assert "held={'lambda': 0.1, 'x': 1.0, 'y': 2.0}" in script(settings)
    lines = script(settings).splitlines()
    names = {}
    exec("\n".join([lines[2], *(line for line in lines if line.startswith(("entry", "loss")))]), names)
    assert names["loss"].value([1.0, 2.0]) == settings.subject.loss().value([1.0, 2.0])
    assert "held=" not in script(defaults())


def test_the_caption_says_what_is_held():
    settings, _ = fitted(formula=RIDGE, held=(("lambda", 0.1),))
    assert caption(settings)[0].endswith("with lambda = 0.1")


# ------------------------------------------------------------------ the other pages


def fault_of(subject):
    try:
        problem_of(subject)
    except Exception as error:
        return error
    return None


def test_slopes_holds_what_its_address_says():
    query = {"e": [RIDGE], "hold": ["λ~0.1", "q~1"]}
    subject, notices = slopes.subject_of(query, Subject("knobs_saddle"), fault_of)
    assert subject.held == (("lambda", 0.1),)
    assert notices == ["hold: the formula has no parameter 'q'"]
    problem = problem_of(subject)
    settings = slopes.usual(subject, problem, 0.1)
    assert slopes.to_query(settings, settings) == {"e": [RIDGE], "hold": ["lambda~0.1"]}
    assert slopes.from_query({**query, "axes": ["w,b"]}, settings, problem.loss.parameters)[0].axes == ("w", "b")
    assert slopes.from_query({"axes": ["w,lambda"]}, settings, problem.loss.parameters)[1] != []


def chain(query):
    return chain_rule.from_query(query, lambda text, held: fault_of(Subject(formula=text, held=held)))


def test_the_chain_rule_holds_inputs_of_a_formula_of_ones_own():
    settings, notices = chain({"e": ["x*y*z"], "hold": ["x~2"]})
    assert (settings.held, notices) == ((("x", 2.0),), [])
    assert chain(chain_rule.to_query(settings, ())) == (settings, [])
    for query in ({"hold": ["x~1"]}, {"e": ["x*y"], "hold": ["x~1", "y~1"]}, {"e": ["x*y"], "hold": ["q~1"]}):
        settings, notices = chain(query)
        assert settings.held == ()
        assert [notice.partition(":")[0] for notice in notices] == ["hold"]


# ------------------------------------------------------------------ values


def test_holding_more_keeps_the_order_of_the_formula():
    held = with_pairs((("lambda", 0.1),), (("λ", 0.2), ("a", 1.0)), ["a", "lambda", "x"])
    assert held == (("a", 1.0), ("lambda", 0.2))
    assert without(held, "a") == (("lambda", 0.2),)
    assert known(held, ["x", "lambda"]) == ((("lambda", 0.2),), ["hold: the formula has no parameter 'a'"])


def test_a_point_follows_its_parameters_there_and_back():
    every, some = ("b", "lambda", "w"), ("b", "w")
    point = carried((1.0, 2.0, 3.0), every, some, (), (0.0, 0.0))
    assert point == (1.0, 3.0)
    assert carried(point, some, every, (("lambda", 0.1),), (7.0, 7.0, 7.0)) == (1.0, 0.1, 3.0)


def test_a_plane_follows_its_parameters():
    assert carried_plane("1,0", "abc", "bc") == ""
    assert carried_plane("2,1", "abc", "bc") == "1,0"
    assert carried_plane("", "abc", "bc") == ""


@pytest.mark.parametrize("text", ["λ = 0,1", "λ 0.1", "0.1", "= 1", "λ == 1"])
def test_a_number_that_could_be_two_is_refused_with_what_to_write(text):
    with pytest.raises(SettingsError) as error:
        read_held(text)
    assert "lambda = 0.1" in error.value.hint or "finite number" in error.value.what


def test_no_two_pages_write_it_otherwise():
    keys = [
        next(entry.metadata["allowed"].key for entry in kind.__dataclass_fields__.values() if entry.name == "held")
        for kind in PAGES
    ]
    assert all(first == second == "hold" for first, second in pairwise(keys))


@given(st.lists(st.text(max_size=60) | st.text("ab~=:,;.1-eλ ", max_size=60), min_size=1, max_size=3))
def test_no_text_raises_and_what_is_read_can_be_written_again(texts):
    settings, notices = from_query({"e": [RIDGE], "hold": texts})
    assert all(notice.startswith("hold:") and "\n" not in notice for notice in notices)
    assert from_query(to_query(settings)) == (settings, [])
