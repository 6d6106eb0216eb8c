import base64

import numpy as np

from optlab.charts.landscape.plotly_traces import line, packed

POINTS = (np.array([0.0, 1.0]), np.array([2.0, np.nan]), np.array([4.0, 5.0]))


def unpacked(numbers: dict[str, str]) -> np.ndarray:
    return np.frombuffer(base64.b64decode(numbers["bdata"]), dtype="<f4")


def test_numbers_travel_in_single_precision_with_their_shape_where_there_are_rows():
    table = packed(np.array([[0.1, 2.0, 3.0], [4.0, 5.0, 6.0]]))
    assert (table["dtype"], table["shape"]) == ("f4", "2, 3")
    np.testing.assert_allclose(unpacked(table), [0.1, 2.0, 3.0, 4.0, 5.0, 6.0], rtol=1e-7)
    assert "shape" not in packed(np.array([1.0]))


def test_a_line_keeps_its_gaps():
    trace = line(POINTS, "red", 3.0)
    assert trace["line"] == {"color": "red", "width": 3.0}
    assert np.isnan(unpacked(trace["y"])).tolist() == [False, True]
