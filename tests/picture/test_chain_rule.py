"""The picture of the Chain rule page as a value and as an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optlab.errors import OptlabError, SettingsError
from optlab.expressions import parse, with_held
from optlab.picture import chain_rule
from optlab.picture.chain_rule import EXAMPLES, MOST_STEPS, NETWORK, OWN, ChainSettings
from optlab.picture.fields import bounds, options
from optlab.picture.holding import Held

STEPS = 12
KEYS = ("eg", "e", "hold", "at", "depth", "gain", "draw", "step", "j")

finite = st.floats(-1e6, 1e6, allow_nan=False)


def fault_of(text: str, held: Held) -> OptlabError | None:
    try:
        with_held(parse(text), dict(held))
    except OptlabError as error:
        return error
    return None


def first_point(settings: ChainSettings) -> tuple[float, ...]:
    held = dict(settings.held)
    names = [name for name in parse(settings.text).names if name not in held] if settings.text else []
    return chain_rule.first_point(settings, (0.5,) * len(names))


def read(query: dict[str, list[str]]) -> tuple[ChainSettings, list[str]]:
    """The picture at an address, as the page reads it."""
    settings, notices = chain_rule.from_query(query, fault_of)
    settings, more = chain_rule.fitted(settings, first_point(settings))
    return settings, notices + more


networks = st.builds(
    ChainSettings,
    example=st.just(NETWORK),
    depth=st.integers(*bounds(ChainSettings, "depth")),
    gain=st.sampled_from(options(ChainSettings, "gain")),
    draw=st.integers(*bounds(ChainSettings, "draw")),
    step=st.integers(0, MOST_STEPS),
)


@st.composite
def formulas(draw: st.DrawFn) -> ChainSettings:
    example = draw(st.sampled_from([*EXAMPLES, OWN]))
    formula = draw(st.sampled_from(["x^2", "a*b + 1", "sin(x^2)"])) if example == OWN else ""
    held = draw(st.just(()) | st.tuples(st.tuples(st.just("a"), finite))) if formula == "a*b + 1" else ()
    count = len(first_point(ChainSettings(example, formula, held=held)))
    point = tuple(draw(st.lists(finite, min_size=count, max_size=count)))
    return ChainSettings(example, formula, point, step=draw(st.integers(0, MOST_STEPS)), held=held)


@given(networks | formulas())
def test_a_picture_survives_its_address(settings):
    query = chain_rule.to_query(settings, first_point(settings))
    assert read(query) == (settings, [])


@pytest.mark.parametrize("name", options(ChainSettings, "example"))
def test_an_example_as_the_page_begins_with_it_needs_only_its_name(name):
    settings, notices = read({"eg": [name]})
    query = chain_rule.to_query(settings, first_point(settings))
    assert notices == []
    assert query == ({} if name == "composition" else {"eg": [name]} | ({"e": ["sin(x^2)"]} if name == OWN else {}))


def test_the_start_of_the_walk_is_not_in_the_address_and_every_other_step_is():
    assert chain_rule.to_query(ChainSettings(point=(1.2,), step=0), (1.2,)) == {}
    assert chain_rule.to_query(ChainSettings(point=(1.2,), step=3), (1.2,)) == {"step": ["3"]}


@given(st.dictionaries(st.sampled_from(KEYS), st.lists(st.text(max_size=20), min_size=1, max_size=2)))
def test_no_address_raises_and_each_fault_is_named(query):
    settings, notices = read(query)
    assert len(settings.point) == len(first_point(settings))
    assert all(notice.partition(":")[0] in query for notice in notices)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("example", "nothing"),
        ("formula", "x" * 2001),
        ("point", (float("inf"),)),
        ("depth", 0),
        ("depth", 7),
        ("gain", 7.0),
        ("draw", -1),
        ("draw", 10_000),
        ("step", -1),
    ],
)
def test_a_value_out_of_bounds_is_refused_when_settings_are_made(field, value):
    with pytest.raises(SettingsError, match=f"^{field} must be "):
        ChainSettings(**{field: value})


@pytest.mark.parametrize(
    ("key", "text", "notice"),
    [
        ("eg", "no", "one of composition, line, paths"),
        ("at", "q", "must be a finite number, got 'q'"),
        ("at", "1,2", "2 number(s) for 1 input(s)"),
        ("depth", "0", "must be a whole number from 1 to 6, got '0'"),
        ("depth", "deep", "must be a whole number from 1 to 6, got 'deep'"),
        ("gain", "7", "one of 0.25, 0.5"),
        ("draw", "-1", "must be a whole number from 0 to 9999, got '-1'"),
        ("step", "x", "must be a whole number from 0 to 10000, got 'x'"),
        ("utm", "1", "not a setting"),
    ],
)
def test_what_an_address_says_wrong_keeps_its_default_and_is_named_in_words(key, text, notice):
    settings, notices = read({key: [text]})
    assert settings == read({})[0]
    assert len(notices) == 1
    assert notices[0].startswith(f"{key}: ")
    assert notice in notices[0]


def test_a_formula_alone_is_ones_own_and_beside_an_example_it_is_left_out():
    assert read({"e": ["a*b"]})[0].text == "a*b"
    assert read({"eg": ["line"], "e": ["a*b"]})[0] == read({"eg": ["line"]})[0]


@pytest.mark.parametrize("text", ["", "x^", "x" * 2001])
def test_a_formula_of_an_address_that_cannot_be_read_is_named_once(text):
    settings, notices = read({"e": [text]})
    assert settings.text == "sin(x^2)"
    assert [notice.partition(":")[0] for notice in notices] == ["e"]
