"""What is said of runs that people really made: the right end in the right words, with the sources in the file."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import optlab
from optlab.analysis import verdict

CASES = json.loads(Path(__file__).with_name("sentences.json").read_text(encoding="utf-8"))
PLAIN = {"GradientDescent": 0.0}


def ran(case):
    """The trajectory of a case, and all that is said of its end."""
    data = pd.DataFrame(case["data"]) if "data" in case else None
    loss, asked = optlab.parse_loss(case["formula"], data, case.get("parameters")), case["run"]
    start = np.array(asked["start"], dtype=float)
    rule = getattr(optlab.optimizers, asked["method"])()
    trajectory = optlab.run(loss, rule, start, asked["rate"], asked["steps"])
    ended = verdict(trajectory, rate=asked["rate"] if asked["method"] in PLAIN else None)
    return trajectory, " | ".join([trajectory.outcomes[0].sentence, ended.plain, ended.sentence])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_end_of_a_run_is_told_truly(case):
    trajectory, words = ran(case)
    expect, outcome, rtol = case["expect"], trajectory.outcomes[0], case["expect"].get("rtol", 1e-9)
    assert not [word for word in expect.get("sentence_has_none", []) if word in words]
    if "sentence_has_any" in expect:
        assert [word for word in expect["sentence_has_any"] if word in words]
    if "reached" in expect:
        np.testing.assert_allclose(outcome.point, expect["reached"], atol=1e-9)
    if "final" in expect:
        np.testing.assert_allclose(trajectory.points[-1, 0], expect["final"], rtol=rtol)
    if "final_loss" in expect:
        assert outcome.loss == pytest.approx(expect["final_loss"], abs=1e-12)
    if "points" in expect:
        np.testing.assert_allclose(trajectory.points[:, 0], expect["points"], rtol=rtol)
