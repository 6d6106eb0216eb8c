from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optlab.datasets.packing import LONGEST_PACKED
from optlab.losses import landscapes
from optlab.optimizers import METHODS, SCHEDULES
from optlab.picture.address import from_query, to_query
from optlab.picture.fields import options
from optlab.picture.runs import MOST_RUNS, RunSettings
from optlab.picture.settings import PRINCIPAL, Settings, defaults

finite = st.floats(-1e6, 1e6, allow_nan=False)
run_settings = st.builds(
    RunSettings,
    name=st.text("abcXYZ é-", max_size=20),
    method=st.sampled_from(list(METHODS)),
    rate=st.floats(0.0, 100.0),
    batch=st.none() | st.integers(1, 500),
    schedule=st.sampled_from(["", *SCHEDULES]),
    clip=st.sampled_from([0.0, 0.5, 3.0]),
    shown=st.booleans(),
)


@st.composite
def runs_of_a_picture(draw):
    """Runs with ids in their order, each in a colour of its own, and one of them chosen."""
    runs = draw(st.lists(run_settings, min_size=1, max_size=MOST_RUNS))
    colours = draw(st.permutations(range(MOST_RUNS)))
    return tuple(replace(run, id=place, colour=colours[place]) for place, run in enumerate(runs))


@given(
    data=st.data(),
    name=st.sampled_from(landscapes.names()),
    formula=st.sampled_from(["", "x^2 + y", "a&b=c", "50% of λ"]),
    start=st.lists(finite, min_size=1, max_size=4).map(tuple),
    steps=st.integers(0, 5000),
    seed=st.integers(0, 2**32 - 1),
    runs=runs_of_a_picture(),
    view=st.fixed_dictionaries(
        {
            "horizontal": st.sampled_from(options(Settings, "horizontal")),
            "vertical": st.sampled_from(options(Settings, "vertical")),
            "view": st.sampled_from(options(Settings, "view")),
            "plane": st.sampled_from(["", PRINCIPAL, "0,2", "5,1"]),
            "camera": st.just(()) | st.tuples(*[st.floats(0.0, 20.0)] * 3, *[st.floats(-20.0, -1.0)] * 3),
            "seeds": st.integers(1, 100),
            **{name: st.booleans() for name in ("log", "theory", "log_height", "projector")},
        }
    ),
)
def test_settings_survive_the_address(data, name, formula, start, steps, seed, runs, view):
    view["focus"] = data.draw(st.sampled_from([run.id for run in runs]))
    settings = replace(defaults(name), formula=formula, start=start, steps=steps, seed=seed, runs=runs, **view)
    assert from_query(to_query(settings)) == (settings, [])


@pytest.mark.parametrize("name", landscapes.names())
def test_the_defaults_of_a_landscape_need_only_its_name(name):
    assert set(to_query(defaults(name))) <= {"f"}


def test_an_empty_address_is_the_default_picture():
    assert from_query({}) == (defaults(), [])


@pytest.mark.slow
@given(st.dictionaries(st.sampled_from("fesndoxyrqztvhcpujkl"), st.lists(st.text(max_size=40), min_size=1, max_size=3)))
def test_no_address_raises_and_each_fault_is_named(query):
    settings, notices = from_query(query)
    assert isinstance(settings, Settings)
    assert all(notice.partition(":")[0] in query for notice in notices)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("n", "-1"),
        ("n", "1e9"),
        ("s", "nan"),
        ("s", ""),
        ("x", "sideways"),
        ("r", "a~Nobody~1~all~0"),
        ("o", "-3"),
        ("p", "1,1"),
        ("p", "x"),
        ("v", "up"),
        ("c", "a"),
        ("u", "9"),
        ("j", "2"),
    ],
)
def test_a_value_out_of_range_keeps_the_default_and_is_named(key, text):
    settings, notices = from_query({key: [text]})
    assert settings == defaults()
    assert len(notices) == 1
    assert notices[0].startswith(f"{key}:")


def test_a_hyperparameter_out_of_range_is_refused():
    _, notices = from_query({"r": ["a~Momentum~0.1~all~0~decay=1.5"]})
    assert len(notices) == 1


def test_every_method_can_be_made_from_its_name():
    for method in METHODS:
        assert RunSettings("a", method, 0.1).rule(0.0) is not None


PYTHON = ("invalid literal", "unpack", "could not convert", "index out of", "Traceback", "None")


@pytest.mark.parametrize(
    ("key", "text", "what", "got", "instead"),
    [
        ("n", "ten", "steps", "'ten'", "a whole number from 0 to 5000"),
        ("p", "x", "plane", "'x'", "such as 0,2"),
        ("r", "x", "not a run", "'x'", "name~method~rate~batch~colour"),
        ("r", "a~Adam~fast~all~0", "the rate of 'a'", "'fast'", "a finite number of at least 0"),
        ("r", "a~Adam~1~some~0", "the batch of 'a'", "'some'", "or write all"),
        ("r", "a~Momentum~1~all~0~decay=x", "the decay of 'a'", "'x'", "a finite number"),
        ("u", "blue", "the colour", "'blue'", "from 0 to 7"),
    ],
)
def test_a_notice_says_what_was_wrong_what_it_was_and_what_to_write(key, text, what, got, instead):
    _, (notice,) = from_query({key: [text]})
    assert all(part in notice for part in (what, got, instead))


@given(st.dictionaries(st.sampled_from("fesndoxyrqzvhcpujkl"), st.lists(st.text(max_size=40), min_size=1, max_size=3)))
def test_no_notice_quotes_python(query):
    typed = " ".join(text for texts in query.values() for text in texts)
    for notice in from_query(query)[1]:
        assert [word for word in PYTHON if word in notice and word not in typed] == []
        assert "\n" not in notice


@pytest.mark.parametrize(
    "key", ["utm_source", "fbclid", "gclid", "mc_cid", "igshid", "ref", "_ga", "embed", "embed_options"]
)
def test_what_others_add_to_a_link_is_no_fault(key):
    assert from_query({key: ["moodle"], "f": ["ravine"]})[1] == []
    assert from_query({"zz": ["1"]})[1] == ["zz: not a setting"]


def test_packed_rows_that_are_too_long_are_not_even_looked_at():
    settings, notices = from_query({"z": ["r" + "A" * LONGEST_PACKED]})
    assert settings.rows == ""
    assert "too long" in notices[0]
