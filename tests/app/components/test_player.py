from importlib import resources

import pytest

from optlab.app.components.player import STEP
from optlab.charts import STEP_ELEMENT
from optlab.charts.look import step_param

APP = resources.files("optlab.app")


def test_the_charts_are_bound_to_the_field_that_the_player_puts_into_the_page():
    bound = step_param().param.to_dict()
    assert f'id="{bound["bind"]["element"].removeprefix("#")}"' in STEP
    assert f'value="{bound["value"]}"' in STEP


@pytest.mark.parametrize(
    ("file", "says"),
    [("components/step.js", f'const STEP = "{STEP_ELEMENT}";'), ("style.css", f":has(#{STEP_ELEMENT})")],
)
def test_script_and_style_of_the_page_know_the_field_by_the_same_id(file, says):
    assert says in APP.joinpath(file).read_text(encoding="utf-8")
