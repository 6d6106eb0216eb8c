"""The model seen in its data: curves through rows, small maps of classes or heights, predicted against actual."""

from optlab.charts.data.colours import Paint, paint
from optlab.charts.data.lit import rows_seen
from optlab.charts.data.pictures import Drawing, data_picture

__all__ = ["Drawing", "Paint", "data_picture", "paint", "rows_seen"]
