"""The model seen in its data: curves through rows, small maps of classes or heights, predicted against actual."""

from optlab.charts.data.axes import has_residuals, inputs_shown
from optlab.charts.data.colours import Paint, paint
from optlab.charts.data.lit import rows_seen
from optlab.charts.data.pictures import Detail, Drawing, Part, data_picture, detail_for
from optlab.charts.data.steps import Steps

__all__ = [
    "Detail",
    "Drawing",
    "Paint",
    "Part",
    "Steps",
    "data_picture",
    "detail_for",
    "has_residuals",
    "inputs_shown",
    "paint",
    "rows_seen",
]
