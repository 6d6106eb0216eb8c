import math

import pytest

from optlab.charts.landscape.camera import DEFAULT_CAMERA, camera_error, camera_spec


@pytest.mark.parametrize("camera", [(), DEFAULT_CAMERA, (1.0, 2.0, 3.0, 0.0, 0.0, 0.0)])
def test_good_cameras_have_no_error(camera):
    assert camera_error(camera) == ""


@pytest.mark.parametrize("camera", [(1.0,), (1.0,) * 6, (math.nan, 0, 1, 0, 0, 0), (99.0, 0, 1, 0, 0, 0), (1.0,) * 7])
def test_bad_cameras_are_said_to_be_bad_and_replaced_by_the_default(camera):
    assert camera_error(camera)
    assert camera_spec(camera) == camera_spec(())
