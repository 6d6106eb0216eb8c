"""What cannot be a model, or cannot be fitted: what was wrong, and what to do about it."""

import numpy as np
import pytest

from optlab.errors import OptlabError
from optlab.models import Curve, Line, Logistic, Network, Polynomial, Softmax
from tests.models.tables import rows

FRAME = rows(40).assign(flipper_length=1.0, name=[f"row {place}" for place in range(40)], one="ash")

FAULTS = {
    "'y' is the target and an input": lambda: Line(("x1", "y"), "y"),
    "'x1' is an input twice": lambda: Line(("x1", "x1"), "y"),
    "at least one input": lambda: Line((), "y"),
    "has one input, not 2": lambda: Polynomial(("x1", "x2"), "y"),
    "degree of 40": lambda: Polynomial("x1", "y", degree=40),
    "an inner layer of 0 units": lambda: Network("x1", "y", hidden=(0, 8)),
    "an inner layer of 1000 units": lambda: Network("x1", "y", hidden=(1000,)),
    "7 inner layers are too many": lambda: Network("x1", "y", hidden=(2,) * 7),
    "parameters": lambda: Network("x1", "y", hidden=(128, 128)),
    "no activation called 'elu'": lambda: Network("x1", "y", activation="elu"),
    "'log' does not fit a Line": lambda: Line("x1", "y", loss="log"),
    "'squared' does not fit a Network that predicts classes": lambda: Network("x1", "y", classes=2, loss="squared"),
    "no loss called 'cubed'": lambda: Line("x1", "y", loss="cubed"),
    "fewer than 2 classes": lambda: Softmax("x1", "kind", classes=("ash",)),
    "50 classes are too many": lambda: Softmax("x1", "kind", classes=50),
    "the same label": lambda: Softmax("x1", "kind", classes=("ash", "ash", "elm")),
    "two classes apart, not 3": lambda: Logistic("x1", "kind", classes=3),
    "which it is to predict": lambda: Curve("x1", "y", "a*x1 + y"),
    "uses no input .x1.": lambda: Curve("x1", "y", "a*exp(-b*x) + c"),
    "has no parameter": lambda: Curve("x1", "y", "2*x1"),
    "no order of the parameters": lambda: Curve("x1", "y", "a*x1 + b", order=("a",)),
    "is not expected here|ends too early": lambda: Curve("x1", "y", "a*"),
    "no column called 'Flipper-Length'": lambda: Line("Flipper-Length", "y").loss(FRAME),
    "no column called 'z'": lambda: Line("x1", "z").loss(FRAME),
    "one class only: ash": lambda: Softmax("x1", "one").loss(FRAME),
    "one class only: birch": lambda: Logistic("x1", "kind", classes=("ash", "birch")).loss(
        FRAME[FRAME.kind == "birch"]
    ),
    "has 3 classes .ash, birch, cedar., the model 2": lambda: Logistic("x1", "kind").loss(FRAME),
    "'cedar' in column 'kind' is none": lambda: Logistic("x1", "kind", classes=("ash", "birch")).loss(FRAME),
    "40 different values: too many to be classes": lambda: Softmax("x1", "name").loss(FRAME),
    "for example, 'ash'": lambda: Line("x1", "kind").loss(FRAME),
    "column 'kind' does not hold numbers": lambda: Line("kind", "y").loss(FRAME),
    "is infinite in row 0": lambda: Line("x1", "y").loss(FRAME.assign(x1=np.inf)),
    "there is one row only": lambda: Line("x1", "y").loss(FRAME[:1]),
    "there are no rows without gaps": lambda: Line("x1", "y").loss(FRAME.assign(x1=np.nan)),
    "a penalty of -1": lambda: Line("x1", "y").loss(FRAME, penalty=-1.0),
    "this model has 2 parameter": lambda: Line("x1", "y").predict([1.0, 2.0, 3.0], FRAME),
}


@pytest.mark.parametrize("what", FAULTS)
def test_faults_say_what_and_what_to_do(what):
    with pytest.raises(OptlabError, match=what) as caught:
        FAULTS[what]()
    assert caught.value.hint


def test_a_misspelt_column_is_answered_with_the_near_one():
    with pytest.raises(OptlabError, match="did you mean flipper_length"):
        Line("Flipper-Length", "y").loss(FRAME)


def test_more_classes_than_the_model_has_say_how_many_to_write():
    with pytest.raises(OptlabError, match="classes=3"):
        Logistic("x1", "kind").loss(FRAME)
