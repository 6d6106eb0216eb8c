"""The picture of the Slopes page as a value and as an address."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optlab.errors import OptlabError, SettingsError
from optlab.losses import landscapes
from optlab.picture import slopes
from optlab.picture.fields import options
from optlab.picture.problem import problem_of
from optlab.picture.slopes import FIRST_LANDSCAPE, SlopesSettings
from optlab.picture.subject import Subject

RATE = 0.05
FIRST = Subject(FIRST_LANDSCAPE)
KEYS = ("f", "e", "at", "eta", "nudge", "show", "axes", "rules")
FORMULAS = {"": ("x", "y"), "x^2": ("x",), "a*b": ("a", "b"), "a^2*b + c^4": ("a", "b", "c")}

finite = st.floats(-1e6, 1e6, allow_nan=False)


def fault_of(subject: Subject) -> OptlabError | None:
    try:
        subject.loss()
    except OptlabError as error:
        return error
    return None


def read(query: dict[str, list[str]], otherwise: Subject = FIRST) -> tuple[SlopesSettings, list[str]]:
    """The picture at an address, as the page reads it."""
    subject, notices = slopes.subject_of(query, otherwise, fault_of)
    problem = problem_of(subject)
    settings, more = slopes.from_query(query, slopes.usual(subject, problem, RATE), problem.loss.parameters)
    return settings, notices + more


def written(settings: SlopesSettings) -> dict[str, list[str]]:
    return slopes.to_query(settings, slopes.usual(settings.subject, problem_of(settings.subject), RATE))


@st.composite
def pictures(draw: st.DrawFn) -> SlopesSettings:
    formula = draw(st.sampled_from(list(FORMULAS)))
    landscape = draw(st.sampled_from(["knobs_saddle", "himmelblau", "gentle_rosenbrock"]))
    names = FORMULAS[formula]
    return SlopesSettings(
        landscape=landscape,
        formula=formula,
        point=tuple(draw(st.lists(finite, min_size=len(names), max_size=len(names)))),
        rate=draw(st.floats(0.0, 1e3)),
        nudge=draw(st.sampled_from(options(SlopesSettings, "nudge"))),
        view=draw(st.sampled_from(options(SlopesSettings, "view"))),
        axes=tuple(draw(st.permutations(names)))[:2],
        rules=tuple(name for name in names if draw(st.booleans())),
    )


@given(pictures())
def test_a_picture_survives_its_address(settings):
    assert read(written(settings)) == (settings, [])


@pytest.mark.parametrize("name", landscapes.names())
def test_a_landscape_as_the_page_begins_with_it_needs_only_its_name(name):
    subject = Subject(name)
    begin = slopes.usual(subject, problem_of(subject), RATE)
    assert slopes.to_query(begin, begin) == ({} if name == "knobs_saddle" else {"f": [name]})


@given(st.dictionaries(st.sampled_from(KEYS), st.lists(st.text(max_size=20), min_size=1, max_size=2)))
def test_no_address_raises_and_each_fault_is_named(query):
    settings, notices = read(query)
    assert len(settings.point) == len(settings.subject.loss().parameters)
    assert all(notice.partition(":")[0] in query for notice in notices)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("landscape", "nowhere"),
        ("formula", "x" * 2001),
        ("point", (float("nan"), 1.0)),
        ("point", (0.0,) * 129),
        ("rate", -0.1),
        ("rate", float("inf")),
        ("nudge", 0.5),
        ("view", "all"),
        ("axes", ("x", "x")),
        ("axes", ("x", "y", "z")),
        ("rules", ("",)),
    ],
)
def test_a_value_out_of_bounds_is_refused_when_settings_are_made(field, value):
    with pytest.raises(SettingsError, match=f"^{field} must be "):
        SlopesSettings(**{field: value})


@pytest.mark.parametrize(
    ("key", "text", "notice"),
    [
        ("f", "nowhere", "no landscape called 'nowhere'"),
        ("e", "x^", "x^"),
        ("at", "a,b", "point must be a finite number, got 'a'"),
        ("at", "1,2,3", "3 number(s) for 2 parameter(s)"),
        ("at", "", "one number for each parameter"),
        ("eta", "-1", "must be a finite number of at least 0, got '-1'"),
        ("nudge", "0", "one of 10, 3.16, 1, 0.316"),
        ("nudge", "11", "one of 10, 3.16, 1, 0.316"),
        ("nudge", "x", "must be a finite number, got 'x'"),
        ("show", "all", "one of numbers, idea, nudge, curvature"),
        ("axes", "x,x", "two different parameters"),
        ("axes", "x,q", "no parameter 'q'"),
        ("rules", "x,q", "no parameter 'q'"),
        ("utm", "1", "not a setting"),
    ],
)
def test_what_an_address_says_wrong_keeps_its_default_and_is_named_in_words(key, text, notice):
    settings, notices = read({key: [text]})
    assert settings == read({})[0]
    assert len(notices) == 1
    assert notices[0].startswith(f"{key}: ")
    assert notice in notices[0]


@pytest.mark.parametrize(("text", "nudge"), [("1", 1.0), ("0.02", 10**-1.5), ("3.2", 10**0.5), ("1e-15", 1e-15)])
def test_the_nudge_of_an_address_is_the_nearest_that_the_page_knows(text, nudge):
    assert read({"nudge": [text]})[0].nudge == pytest.approx(nudge)


def test_an_address_without_a_subject_is_about_the_one_at_hand():
    at_hand = Subject("himmelblau", "x^4 + y^2")
    assert read({"show": ["idea"]}, at_hand)[0].subject == at_hand
    assert read({"e": ["x^2"]}, at_hand)[0].subject == Subject("knobs_saddle", "x^2")


def test_the_landscapes_own_formula_is_none_of_ones_own():
    text = landscapes.get("knobs_saddle").formula
    assert read({"e": [text]}) == read({})


def test_rules_are_open_in_the_order_of_the_parameters_whatever_the_address_says():
    assert read({"rules": ["y,x"]})[0] == replace(read({})[0], rules=("x", "y"))
