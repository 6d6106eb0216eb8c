import numpy as np

import optlab
from optlab.analysis.theory import Prediction
from optlab.charts.convergence import Reference, curve_tables
from optlab.charts.convergence.predictions import predictions
from optlab.picture.runs import RunSettings
from optlab.picture.track import Track


def drawn(factor):
    loss = optlab.parse_loss("x^2 + y^2")
    run = optlab.run(loss, optlab.optimizers.GradientDescent(), [2.0, 1.0], 0.1, 400)
    track, reference = Track(RunSettings("One", colour=0), run), Reference(0.0, ((0.0, 0.0),))
    tables = curve_tables([track], "steps", "gap", reference, None, True)
    predicted = {0: Prediction(step=0, factor=factor, minimum=(0.0, 0.0))}
    return predictions([track], predicted, "steps", "gap", reference, tables), tables.curves


def test_the_loss_shrinks_by_the_square_of_the_factor_of_the_distance():
    line, curves = drawn(0.8)
    assert np.allclose(line["y"], curves["y"][: len(line)])
    assert "theory ×0.64" in set(line["label"])


def test_what_grows_beyond_all_numbers_is_not_drawn():
    line, _ = drawn(1e3)
    assert np.isfinite(line["y"]).all()
    assert len(line) == 1
