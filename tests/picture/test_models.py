"""Models on rows in the picture: address, program, budget, and what is told when they cannot be made."""

import contextlib
import io
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import optlab
from optlab import datasets
from optlab.errors import OptlabError
from optlab.picture import budget
from optlab.picture.address import from_query, to_query
from optlab.picture.caption import caption
from optlab.picture.fit import MOST_WEIGHTS
from optlab.picture.fitting import fitting, pairs, planes, verticals, views
from optlab.picture.model import ModelSettings, model_text, read_layers, read_model
from optlab.picture.model_words import knobs_words, rows_words
from optlab.picture.problem import problem_of
from optlab.picture.program import script
from optlab.picture.settings import Settings, defaults
from optlab.picture.subject import Subject

ROWS = datasets.pack(pd.DataFrame({"a": [0.0, 1, 2, 3, 4, 5], "b": [1.0, 1, 2, 2, 3, 3], "y": [0.0, 1, 0, 1, 0, 1]}))
OWN = ModelSettings("logistic", data="", inputs=("a", "b"), target="y", test=0.0, penalty=0.01)
MODELS = (
    ModelSettings(),
    ModelSettings(data="spiral", hidden=(8, 8), activation="relu", seed=3, noise=0.2, rows=100, test=0.5),
    ModelSettings("line", data="penguins", inputs=("bill_length_mm", "flipper_length_mm"), target="body_mass_g"),
    ModelSettings("softmax", data="iris", penalty=0.001),
    ModelSettings("curve", data="misra1a", test=0.0),
    ModelSettings("curve", data="sine", formula="a*sin(b*x) + c", loss="huber"),
    ModelSettings("network", data="iris", hidden=(), scaled=False),
)


@pytest.mark.parametrize("model", MODELS, ids=model_text)
def test_a_model_survives_the_address_and_the_picture_fits_it(model):
    settings = replace(defaults(model=model), seed=5, step=7, view="map", pair="1,2")
    read, notices = from_query(to_query(settings))
    assert read == settings
    assert not notices
    assert to_query(defaults(model=model)) == {"m": [model_text(model)]}
    assert fitting(defaults(model=model), problem_of) == (defaults(model=model), [])


def test_rows_of_ones_own_travel_with_the_model():
    settings = replace(defaults(model=OWN), rows=ROWS)
    assert from_query(to_query(settings)) == (settings, [])
    fit = settings.subject.fit()
    assert fit.classes == (0.0, 1.0)
    assert settings.subject.rows_used == len(fit.train) == 6


def test_an_address_without_a_model_says_nothing_of_one():
    assert "m" not in to_query(defaults())
    assert from_query({})[0].model is None


@pytest.mark.parametrize(
    ("text", "left", "named"),
    [
        ("network~hidden=0,8~seed=3", ModelSettings(seed=3), "units"),
        ("network~data=nowhere~rows=100", ModelSettings(rows=100), "data"),
        ("network~color=red", ModelSettings(), "color"),
        ("network~test=1.5", ModelSettings(), "test"),
        ("network~rows", ModelSettings(), "rows"),
        ("zebra~rows=100", None, "zebra"),
    ],
)
def test_what_cannot_be_read_of_a_model_keeps_its_default_and_is_named(text, left, named):
    model, notices = read_model(text)
    assert model == left
    assert len(notices) == 1
    assert named in notices[0]
    settings, told = from_query({"m": [text]})
    assert settings.model == left
    assert told == notices


@pytest.mark.parametrize("typed", ["0-8", "1000", "a-b", "8-8-8-8-8-8-8", "3.5", "∞"])
def test_layers_that_are_none_are_refused_with_what_to_write(typed):
    with pytest.raises(OptlabError, match="layer"):
        read_layers(typed)


@pytest.mark.slow
@pytest.mark.parametrize("model", [*MODELS, OWN], ids=model_text)
def test_the_program_gives_the_same_numbers_to_the_last_bit(model):
    settings = replace(defaults(model=model), rows="" if model.data else ROWS, steps=20)
    settings = fitting(settings, problem_of)[0]
    problem, space = problem_of(settings.subject), {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(script(settings), space)
    assert space["best"] == problem.best
    for run in settings.runs:
        rule, factor = run.rule(problem.best), run.factor(settings.steps)
        wanted = optlab.run(problem.loss, rule, problem.start, run.rate, settings.steps, run.batch, [0], factor)
        np.testing.assert_array_equal(space["trajectories"][run.name].points, wanted.points)


def test_all_runs_begin_with_the_same_loss_to_the_last_bit():
    settings = defaults(model=ModelSettings(hidden=(8, 8)))
    problem = problem_of(settings.subject)
    runs = [optlab.run(problem.loss, run.rule(), problem.start, run.rate, 2, run.batch) for run in settings.runs]
    losses = {trajectory.loss[0, 0] for trajectory in runs}
    assert losses == {problem.loss.value(problem.start)}


def test_the_caption_says_what_the_model_is_and_where_it_begins():
    first, second, *_ = caption(defaults(model=ModelSettings()))
    assert first == "network 2-8-1, tanh, log-loss on moons (240 rows, 60 held back), 33 knobs"
    assert second.startswith("first weights: seed 0 · 300 steps")


def test_knobs_and_rows_are_counted_in_words():
    fit = Subject(model=ModelSettings(hidden=(8, 8))).fit()
    assert (knobs_words(fit), rows_words(fit)) == ("105 knobs", "240 rows, 60 held back")


WRONG = [
    ("classes", ModelSettings("logistic", data="line"), "classes"),
    ("many classes", ModelSettings("softmax", data="line", target="y"), "colours"),
    ("three of two", ModelSettings("logistic", data="blobs"), "softmax"),
    ("words for a value", ModelSettings("line", data="iris", target="species"), "words"),
    ("target is an input", ModelSettings(inputs=("x1", "label"), target="label"), "also an input"),
    ("no column", ModelSettings(inputs=("z",)), "no column"),
    ("words for an input", ModelSettings("line", data="iris", inputs=("species",), target="petal_width_cm"), "words"),
    ("weights", ModelSettings(hidden=(64, 64)), f"{MOST_WEIGHTS:,}"),
    ("no rows", ModelSettings(data=""), "Your rows"),
    ("formula", ModelSettings("curve", data="sine", formula="a*sin("), ""),
]


@pytest.mark.parametrize(("model", "said"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_what_does_not_go_together_is_said_and_the_page_shows_the_first_model(model, said):
    with pytest.raises(OptlabError) as raised:
        problem_of(Subject(model=model))
    assert said in f"{raised.value}"
    settings, notices = fitting(defaults(model=model), problem_of)
    assert settings.model == ModelSettings()
    assert notices
    assert notices[0].startswith("m: ")


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"a": [1.0, 2, 3, 4, 5, 6], "y": [1.0, 1, 1, 1, 1, 1]}, "same value"),
        ({"a": [1.0, 1, 1, 1, 1, 1], "y": [1.0, 2, 3, 4, 5, 6]}, "same value"),
        ({"a": [1.0, 2, 3], "y": [1.0, 2, 4]}, "row"),
        ({"a": [1.0, float("nan"), 3], "y": [float("nan"), 2, 4]}, "too few"),
        ({"y": [1.0, 2, 4, 5, 6]}, "no column of numbers"),
    ],
)
def test_rows_of_which_no_model_can_be_made_are_told(columns, said):
    with pytest.raises(OptlabError, match=said):
        Subject(rows=datasets.pack(pd.DataFrame(columns)), model=ModelSettings("line", data="")).fit()


def test_a_class_of_one_kind_is_told():
    rows = datasets.pack(pd.DataFrame({"a": [1.0, 2, 3, 4, 5, 6], "y": [1.0] * 6}))
    with pytest.raises(OptlabError, match="every row of column 'y'"):
        Subject(rows=rows, model=ModelSettings("logistic", data="")).fit()


def test_a_formula_that_is_an_error_of_a_prediction_is_seen_as_a_model():
    fit = Subject("penguins").fit()
    assert fit is not None
    assert len(fit.test) == 0
    assert Subject().fit() is None


def test_what_is_offered_goes_with_the_subject():
    network, plain = problem_of(Subject(model=ModelSettings())), problem_of(Subject())
    assert views(network) == ["data", "map", "surface"]
    assert views(plain) == ["map", "surface"]
    assert {"accuracy", "sharpness", "network"} <= set(verticals(network))
    assert not {"accuracy", "network"} & set(verticals(plain))
    many = problem_of(Subject(model=ModelSettings(data="breast_cancer", hidden=(16,))))
    assert "2,3" in pairs(many)
    for plane in planes(many):  # each is one that the settings take
        Settings(plane=plane)


def test_the_budget_of_a_network_counts_what_its_steps_cost():
    settings = defaults(model=ModelSettings(hidden=(16, 16)))
    loss = settings.subject.loss()
    vanilla, _, batches, _ = (budget.operations_of(descent, loss) for descent in settings.descents)
    assert vanilla > 100 * 180 * loss.cost
    assert batches < vanilla
    large = replace(settings, steps=5_000, seeds=100)
    assert budget.fault(large.descents, loss) is not None
