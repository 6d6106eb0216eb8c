import threading

import numpy as np
import pytest

import optlab
from optlab import cancellation
from optlab.experiment import Trajectory


class Gone(BaseException):
    """As Streamlit's own: no error, and caught by nobody who catches errors."""


@pytest.fixture
def gone(monkeypatch):
    """Whoever looks at all is told that the visitor left."""
    monkeypatch.setattr(cancellation, "PAUSE", 0.0)

    def ask():
        raise Gone

    with cancellation.watched(ask):
        yield


LOSS = optlab.parse_loss("(a*x + b - y)^2", data={"x": [1.0, 2.0, 3.0], "y": [2.0, 1.0, 0.0]})


@pytest.mark.parametrize(
    "work",
    [
        lambda: LOSS.value([[1.0, 2.0]] * 2),
        lambda: LOSS.gradient([[1.0, 2.0]] * 2),
        lambda: LOSS.hessian([1.0, 2.0]),
        lambda: optlab.run(LOSS, optlab.optimizers.Newton(), [1.0, 2.0], 1.0, 3),
        lambda: Trajectory(LOSS, np.ones((2, 1, 2)), np.arange(2), np.zeros((2, 1))).outcomes,
        lambda: optlab.parse_loss("sin(a) + b").value(np.ones((20_000, 2))),
    ],
)
def test_work_ends_wherever_it_is_when_its_visitor_left(gone, work):
    with pytest.raises(Gone):
        work()


def test_what_was_ended_can_be_asked_again(monkeypatch):
    wanted = LOSS.hessian([1.0, 2.0])
    monkeypatch.setattr(cancellation, "PAUSE", 0.0)
    asked = []

    def ask():
        asked.append(None)
        if len(asked) > 1:
            raise Gone

    with cancellation.watched(ask), pytest.raises(Gone):
        optlab.run(LOSS, optlab.optimizers.Newton(), [1.0, 2.0], 1.0, 50)
    assert (LOSS.hessian([1.0, 2.0]) == wanted).all()


def test_other_threads_are_left_alone(gone):
    values = []
    thread = threading.Thread(target=lambda: values.append(LOSS.value([1.0, 2.0])))
    thread.start()
    thread.join()
    assert len(values) == 1
