"""What a landscape teaches is what its four default runs show, and said in one plain sentence."""

import re
from dataclasses import replace

import pytest

from optlab.analysis.promises import PROMISES, broken_promises, default_runs, read_promise
from optlab.losses import landscapes

NAMES = landscapes.names()
SAYS = {
    "Vanilla": ("plain descent", "every run", "all runs", "all birds at once"),
    "Stochastic": (
        "small batches",
        "one example at a time",
        "one bird at a time",
        "every run",
        "all runs",
        "the others",
    ),
    "Mini-batch": ("small batches", "every run", "all runs", "the others"),
    "Momentum": ("momentum", "every run", "all runs"),
}
"""How a sentence speaks of each default run."""


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_default_runs_keep_what_the_sentence_promises(name):
    assert broken_promises(landscapes.get(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_sentence_uses_words_that_go_with_each_promise(name):
    entry = landscapes.get(name)
    sentence = entry.teaches.lower()
    assert entry.promises
    for promise in entry.promises:
        word, runs = read_promise(promise)
        assert any(said in sentence for said in PROMISES[word].words), promise
        for run in runs:
            assert any(said in sentence for said in SAYS[run]), (promise, run)


@pytest.mark.parametrize("name", NAMES)
def test_a_word_that_claims_something_of_a_run_is_promised(name):
    """A sentence cannot say who is first, or that a run is caught, without a promise that is checked."""
    entry = landscapes.get(name)
    promised = {read_promise(promise)[0] for promise in entry.promises}
    for said, words in {
        r"is (there )?first|first (at|in|on)|arrives first|descent first$": {"first"},
        r"caught|trapped": {"trapped"},
        r"zigzag": {"zigzags"},
        r"creeps": {"creeps"},
        r"stuck": {"stuck"},
        r"for ever": {"falls"},
        r"left behind": {"left"},
        r"straight": {"straight"},
        r"swings|overshoots|runs past|carried past": {"overshoots", "stuck", "apart"},
        r"waits": {"waits"},
        r"\blower\b": {"lower"},
        r"jitters": {"jitters"},
    }.items():
        if re.search(said, entry.teaches):
            assert promised & words, said


@pytest.mark.parametrize("name", NAMES)
def test_it_is_one_sentence_for_a_beginner_with_a_question_to_predict(name):
    entry = landscapes.get(name)
    assert entry.teaches[0].isupper()
    assert entry.teaches[-1].isalnum()
    assert not re.search(r"[.;!?] |\b(lr|GD|SGD|NN|kappa|Hessian|quadratic|sublinear)\b|κ|λ|η", entry.teaches)
    assert len(entry.teaches) <= 180
    assert entry.asks.endswith("?")
    assert len(entry.asks) <= 110


def test_every_word_of_the_vocabulary_is_used():
    used = {read_promise(promise)[0] for name in NAMES for promise in landscapes.get(name).promises}
    assert used == set(PROMISES)


def test_a_promise_that_is_not_kept_is_found_out():
    sphere = replace(landscapes.get("sphere"), promises=("first: Momentum", "first: Vanilla"))
    assert broken_promises(sphere) == ["first: Momentum"]


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in NAMES if landscapes.get(name).minimum_value is not None])
def test_where_momentum_is_later_than_plain_descent_the_sentence_says_so(name):
    """Whoever sees momentum lose must not conclude, untold, that it is slow."""
    entry = landscapes.get(name)
    runs = default_runs(entry)
    vanilla, momentum = runs["Vanilla"], runs["Momentum"]
    both = {word for promise in entry.promises for word in [read_promise(promise)[0]]}
    if vanilla.steps_taken < momentum.steps_taken and vanilla.height <= momentum.height + 0.01 * vanilla.fall:
        assert both & {"first", "overshoots", "straight", "trapped", "jumps", "left", "pauses", "stuck"}
