import math
from dataclasses import dataclass, make_dataclass

import numpy as np
import pytest

from optlab.errors import SettingsError
from optlab.optimizers import hyperparameters
from optlab.optimizers.hyperparameters import Checked

NOT_NUMBERS = (math.nan, math.inf, -math.inf, "0.5", True, None)


def made_with(declared, value):
    """A class with one setting, declared so, made with that value."""
    return make_dataclass("Setting", [("setting", object, declared)], bases=(Checked,), frozen=True)(value)


@pytest.mark.parametrize(
    ("declared", "possible", "impossible"),
    [
        (hyperparameters.share(0.9), (0.0, 0.5, 0), (1.0, -0.1, *NOT_NUMBERS)),
        (hyperparameters.proportion(0.5), (0.0, 1.0, 1), (1.1, -0.1, *NOT_NUMBERS)),
        (hyperparameters.between(0.5, 0.0, 1.0), (0.1, 0.9), (0.0, 1.0, *NOT_NUMBERS)),
        (hyperparameters.positive(1.0), (1e-300, 5), (0.0, -1.0, *NOT_NUMBERS)),
        (hyperparameters.not_negative(0.0), (0.0, 5), (-1e-300, *NOT_NUMBERS)),
        (hyperparameters.above_one(2.0), (1.001,), (1.0, *NOT_NUMBERS)),
        (hyperparameters.at_least_one(2.0), (1.0,), (0.999, *NOT_NUMBERS)),
        (hyperparameters.whole(10), (1, np.int64(3)), (0, 1.0, *NOT_NUMBERS)),
        (hyperparameters.whole(0, least=0), (0,), (-1,)),
        (hyperparameters.switch(False), (True, False), (0, 1, None, "on")),
        (hyperparameters.optional_number(), (None, -2.5, 0), (math.nan, math.inf, "0.5", True)),
    ],
    ids=lambda value: value.metadata["allowed"].words if hasattr(value, "metadata") else "",
)
def test_possible_values_are_kept_and_others_refused(declared, possible, impossible):
    for value in possible:
        assert made_with(declared, value).setting == value
    for value in impossible:
        with pytest.raises(SettingsError):
            made_with(declared, value)


def test_a_refusal_says_what_must_be_what_was_got_and_what_is_usual():
    with pytest.raises(SettingsError) as refused:
        made_with(hyperparameters.share(0.9), 1.5)
    assert refused.value.what == "setting must be from 0 to below 1, got 1.5"
    assert refused.value.hint == "0.9 is the usual choice"


def test_a_field_without_declaration_is_not_checked():
    @dataclass(frozen=True)
    class Free(Checked):
        name: str = ""

    assert Free("anything").name == "anything"
