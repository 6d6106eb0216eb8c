import numpy as np

import optlab
from optlab.charts.run_tables import NEVER, run_columns, selected, table
from optlab.optimizers import GradientDescent
from optlab.picture.runs import RunSettings
from optlab.picture.track import Track


def columns():
    trajectory = optlab.run(optlab.parse_loss("x^2"), GradientDescent(), [1.0], 0.1, 3)
    return run_columns(trajectory, Track(RunSettings("run", colour=5, id=7), trajectory))


def test_a_row_knows_its_run_by_id_and_the_step_after_the_last_never_comes():
    part = columns()
    assert set(part["run"]) == {7}
    assert set(part["colour"]) == {5}
    assert part["step"].tolist() == [0, 1, 2, 3]
    assert part["next"].tolist() == [1, 2, 3, NEVER]


def test_parts_stand_one_below_the_other():
    first, last = selected(columns(), slice(1)), selected(columns(), columns()["step"] == 3)
    assert table([first, last], [])["step"].tolist() == [0, 3]


def test_without_parts_the_table_is_empty_and_has_its_columns():
    empty = table([], ["x", "y"])
    assert empty.columns.tolist() == [*columns(), "x", "y"]
    assert np.shape(empty) == (0, 7)
