"""Work of a visitor who has left ends: an address within every limit, opened and left at once."""

import time
from contextlib import suppress
from urllib.parse import urlencode

import pytest

from optlab import datasets
from optlab.picture.runs import RunSettings, run_text
from tests.load.conftest import outcome_of
from tests.load.session import Session, SessionError
from tests.serving import serving

ROWS = datasets.pack(datasets.read("x,y\n" + "1,1\n2,0\n" * 2_500))
DEAR = "(" + " + ".join(f"erf(w{k}*x)" for k in range(120)) + " - y)^2"
SMALLER = "(" + " + ".join(f"erf(w{k}*x)" for k in range(20)) + " - y)^2"

MOST_TIMES, BEFORE_LEAVING, AT_MOST = 60.0, 1.5, 2.0
"""A dear address against a plain page, in processor time; seconds that it is waited for; seconds of work afterwards."""


def opened(formula, method, steps):
    run = run_text(RunSettings(method, method, 0.5 if method == "Newton" else 0.01))
    return urlencode({"e": formula, "z": ROWS, "n": steps, "r": run})


@pytest.fixture(scope="module")
def server():
    with serving() as found:
        outcome_of(_opens(found, ""))
        yield found


async def _opens(server, query, patience=120.0):
    async with Session(server.address, query, patience=patience) as session:
        return await session.load()


def test_a_dear_address_costs_a_stated_number_of_plain_pages(server):
    def cost(query):
        before = server.processor
        outcome_of(_opens(server, query))
        return server.processor - before

    plain = max(0.05, *(cost(f"f=penguins&n={steps}") for steps in (190, 191)))
    assert cost(opened(DEAR, "GradientDescent", 0)) <= MOST_TIMES * plain


@pytest.mark.parametrize(
    ("formula", "method", "steps"),
    [(DEAR, "GradientDescent", 0), (SMALLER, "Newton", 40), (SMALLER, "GradientDescent", 500)],
)
def test_the_work_of_a_visitor_who_left_ends(server, formula, method, steps):
    query = opened(formula, method, steps) + f"&o={time.time() % 1:.6f}"  # one that nobody opened before
    with suppress(SessionError):  # a fast machine has it ready before that
        outcome_of(_opens(server, query, BEFORE_LEAVING))
    before = server.processor
    time.sleep(AT_MOST + 3.0)
    assert server.processor - before <= AT_MOST
    time.sleep(1.0)
    resting = server.processor
    time.sleep(1.0)
    assert server.processor - resting <= 0.2
