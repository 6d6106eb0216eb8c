import contextlib
import io
from dataclasses import replace

import numpy as np
import pytest

import optlab
from optlab.picture.program import script
from optlab.picture.runs import RunSettings
from optlab.picture.settings import defaults
from optlab.picture.subject import EXAMPLES

RUNS = (
    RunSettings("Adam's", "Adam", 0.05, 16, 0, (("decay_mean", 0.8),), "Cosine", 2.0),
    RunSettings('"quoted"', "Newton", 1.0, colour=1, id=1),
)


@pytest.mark.slow
@pytest.mark.parametrize(
    "settings",
    [
        defaults("himmelblau"),
        defaults("penguins"),
        replace(defaults(), runs=RUNS, seeds=3),
        replace(defaults(), formula="x^2 + y^4"),
        replace(defaults("penguins"), formula="Abs(w*x + b - y)"),
    ],
    ids=["himmelblau", "penguins", "options", "own formula", "own formula on rows"],
)
def test_the_program_gives_the_same_numbers_to_the_last_bit(settings):
    space = {}
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(script(settings), space)
    assert printed.getvalue().count("\n") == len(settings.runs)
    entry = optlab.landscapes.get(settings.landscape)
    rows = entry.data if settings.landscape == "penguins" else None
    arguments = (settings.formula, rows) if settings.formula else (entry.formula, entry.data, entry.parameters)
    loss = optlab.parse_loss(*arguments, examples=EXAMPLES, noise=settings.noise)
    for run in settings.runs:
        seeds = [settings.seed + number for number in range(1 if run.batch is None else settings.seeds)]
        best = None if settings.formula else entry.minimum_value
        wanted = optlab.run(
            loss, run.rule(best), settings.start, run.rate, settings.steps, run.batch, seeds, run.factor(settings.steps)
        )
        np.testing.assert_array_equal(space["trajectories"][run.name].points, wanted.points)


def test_typed_text_stands_only_inside_string_literals():
    wicked = 'x"); import os; os.system("touch PWNED") #'
    program = script(replace(defaults(), formula=wicked, runs=(RunSettings("'); print('x", "Adam", 0.1),)))
    import ast

    names = {node.id for node in ast.walk(ast.parse(program)) if isinstance(node, ast.Name)}
    assert "os" not in names
    assert program.count("import") == 4  # three of the program's own, one inside the literal
