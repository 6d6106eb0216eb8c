"""Formulas and optimizers as people really typed and ran them, with right answers from outside optlab."""

import pytest

from tests.cases.expectations import Observed, cases, faults, observed, schedule_faults


@pytest.mark.parametrize("case", cases("formulas.json"), ids=lambda case: f"{case['id']} {case['formula']}")
def test_a_formula_is_read_and_computed_as_meant_or_refused_with_help(case):
    assert faults(case["expect"], observed(case)) == []


OPTIMIZERS = cases("optimizers.json")


@pytest.mark.parametrize("case", [case for case in OPTIMIZERS if "method" in case], ids=lambda case: case["id"])
def test_a_method_takes_the_steps_of_its_reference(case):
    assert faults(case["expect"], observed(case)) == []


@pytest.mark.parametrize("case", [case for case in OPTIMIZERS if "schedule" in case], ids=lambda case: case["id"])
def test_a_schedule_has_the_factors_of_its_reference(case):
    assert schedule_faults(case) == []


def test_expectations_can_fail():
    came = observed({"formula": "x^2"})
    assert faults({"at": [2.0], "value": 5.0}, came)
    assert faults({"at": [2.0, 1.0], "value": 4.0}, came)
    assert faults({"refused": True, "message_has_any": ["x"]}, came)
    assert faults({"at": [2.0], "value": 4.0}, Observed())
    assert faults({"any_of": [{"parameters": ["y"]}, {"at": [2.0], "gradient": [1.0]}]}, came)
