import base64

import numpy as np

from optlab.charts.landscape.plotly_traces import glyphs, line, packed

POINTS = (np.array([0.0, 1.0]), np.array([2.0, np.nan]), np.array([4.0, 5.0]))


def unpacked(numbers: dict[str, str]) -> np.ndarray:
    return np.frombuffer(base64.b64decode(numbers["bdata"]), dtype="<f4")


def test_numbers_travel_in_single_precision_with_their_shape_where_there_are_rows():
    table = packed(np.array([[0.1, 2.0, 3.0], [4.0, 5.0, 6.0]]))
    assert (table["dtype"], table["shape"]) == ("f4", "2, 3")
    np.testing.assert_allclose(unpacked(table), [0.1, 2.0, 3.0, 4.0, 5.0, 6.0], rtol=1e-7)
    assert "shape" not in packed(np.array([1.0]))


def test_a_line_keeps_its_gaps():
    trace = line(POINTS, "red", 3.0, "dot")
    assert trace["line"] == {"color": "red", "width": 3.0, "dash": "dot"}
    assert np.isnan(unpacked(trace["y"])).tolist() == [False, True]


def test_glyphs_stand_on_their_points():
    trace = glyphs(POINTS, ["★", "○"], "black", [30, 20])
    assert (trace["mode"], trace["text"], trace["textposition"]) == ("text", ["★", "○"], "middle center")
    assert trace["textfont"] == {"color": "black", "size": [30, 20]}
