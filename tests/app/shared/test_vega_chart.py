"""A frame that is kept for all visitors becomes an Arrow table once, and no table outlives its frame."""

import gc

import pandas as pd

from optlab.app.shared.vega_chart import _TABLES, _as_table


def test_a_frame_is_converted_once_and_its_table_goes_with_it():
    frame, before = pd.DataFrame({"x": [1.0, 2.0], "name": ["a", "b"]}), len(_TABLES)
    table = _as_table(frame)
    assert _as_table(frame) is table
    assert table.to_pandas().equals(frame)
    assert _as_table(frame.copy()) is not table
    gc.collect()
    assert len(_TABLES) == before + 1
    del frame
    gc.collect()
    assert len(_TABLES) == before
