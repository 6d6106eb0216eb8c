"""Adding a method touches its class and one line of the catalogue: it is then everywhere."""

import contextlib
import inspect
import io
from dataclasses import dataclass, replace

import numpy as np
import pytest

import optlab
from optlab.optimizers import METHODS, catalogue
from optlab.optimizers.hyperparameters import share
from optlab.optimizers.rule import Method
from optlab.picture.address import from_query, to_query
from optlab.picture.program import script
from optlab.picture.runs import RunSettings
from optlab.picture.settings import defaults
from tests.app.driving import assert_healthy, component, lines, opened
from tests.contract import test_invariants, test_rules

NAME = "Timid"
NOT_ABOUT_IT = {test_rules.test_each_run_pays_for_its_own_trials_only}  # it searches nothing
CONTRACT = [
    test
    for module in (test_rules, test_invariants)
    for name, test in inspect.getmembers(module, inspect.isfunction)
    if name.startswith("test_") and inspect.signature(test).parameters.keys() & {"name", "method", "kind"}
    if test not in NOT_ABOUT_IT
]


@dataclass(frozen=True)
class Timid(Method):
    r"""Walk downhill, but never trust the slope quite.

    .. math:: w \leftarrow w - \eta (1 - \theta) \nabla L(w)

    ``rate``, η from 0.0001 to 1: as for plain descent.
    ``doubt``, θ from 0 to 0.9: the share of the slope that is not believed.

    Texts differ: none has it.

    Reference: nobody, never.
    """

    doubt: float = share(0.5)

    def update(self, points, state, oracle, rate):
        return points - rate * (1.0 - self.doubt) * oracle.gradient(points), None


@pytest.fixture(autouse=True)
def added(monkeypatch):
    """The one line in the catalogue."""
    monkeypatch.setitem(catalogue.BY_NAME, NAME, catalogue.Entry(Timid, "Timid descent"))


def arguments_of(test) -> dict[str, object]:
    """The arguments with which a test of the contract is about the new method alone."""
    usual = {"name": NAME, "method": NAME, "kind": Timid, "around": optlab.optimizers.Clipped}
    usual |= {"entry": test_invariants.VALLEY, "batch": 16, "formula": "exp(exp(x)) + y"}
    return {name: usual[name] for name in inspect.signature(test).parameters}


@pytest.mark.parametrize("test", CONTRACT, ids=lambda test: test.__name__)
def test_it_keeps_every_contract(test):
    test(**arguments_of(test))


def test_it_is_on_the_page_with_its_numbers_and_its_words():
    page = opened(0, f="sphere", r=f"New~{NAME}~0.1~all~0")
    assert_healthy(page)
    assert "Timid descent" in page.selectbox(key="run0.method").options
    assert page.selectbox(key="run0.method").value == NAME
    assert page.select_slider(key="run0.doubt").value == 0.5
    assert any("never trust the slope quite" in text.value for text in page.markdown)
    assert [line["name"] for line in lines(page)] == ["New"]


@pytest.mark.slow
def test_it_can_be_chosen_for_a_run_and_gets_a_rate_that_suits_it():
    page = opened(0, f="sphere")
    page.selectbox(key="run0.method").set_value(NAME).run()
    assert_healthy(page)
    assert page.text_input(key="run0.name").value == "Timid descent"
    assert "converged" in lines(page)[0]["sentence"]


def test_its_steps_are_told_in_numbers():
    page = opened(f="sphere", y="numbers", r=f"New~{NAME}~0.1~all~0")
    assert_healthy(page)
    numbers = component(page, "optlab_numbers")
    assert [name for name, _ in numbers["lines"]] == ["gradient", "step", "new point"]
    np.testing.assert_allclose(numbers["numbers"]["move"][0], -0.05 * np.array(numbers["numbers"]["g"][0]), rtol=1e-4)


def test_it_survives_the_address():
    run = RunSettings("New", NAME, 0.1, 16, options=(("doubt", 0.25),))
    picture = replace(defaults("sphere"), runs=(run,), focus=0)
    assert from_query(to_query(picture)) == (picture, [])


def test_the_exported_program_runs_it():
    run = RunSettings("New", NAME, 0.1, 16, options=(("doubt", 0.25),), schedule="Cosine")
    picture = replace(defaults("sphere"), runs=(run,), steps=20)
    space = {}
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(script(picture), space)
    assert printed.getvalue().startswith("New: ")
    loss, schedule = picture.subject.loss(), optlab.optimizers.make_schedule("Cosine", 20)
    own = optlab.run(loss, Timid(doubt=0.25), picture.start, 0.1, 20, batch_size=16, schedule=schedule)
    np.testing.assert_array_equal(space["trajectories"]["New"].points, own.points)


def test_it_is_gone_when_its_line_is(monkeypatch):
    monkeypatch.delitem(catalogue.BY_NAME, NAME)
    assert NAME not in METHODS
    [notice] = from_query({"r": [f"New~{NAME}~0.1~all~0"]})[1]
    assert notice.startswith(f"r: there is no method called '{NAME}'")
