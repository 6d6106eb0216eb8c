import io

import pandas as pd
import pytest

import optlab
from optlab.app.compare.export import FORMAT, iterates, read_settings, settings_file
from optlab.optimizers import GradientDescent
from optlab.picture.runs import RunSettings
from optlab.picture.settings import defaults
from optlab.picture.track import Track


@pytest.mark.parametrize("name", ["gentle_rosenbrock", "penguins", "double_well"])
def test_settings_survive_their_file(name):
    assert read_settings(settings_file(defaults(name))) == (defaults(name), [])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "not a settings file"),
        ("[1, 2]", "not a settings file"),
        ('{"format": "optlab settings 99", "settings": {}}', "format"),
        (f'{{"format": "{FORMAT}", "settings": {{"n": ["-3"]}}}}', "n:"),
        (f'{{"format": "{FORMAT}", "settings": {{"f": ["moon"]}}}}', "f:"),
        ("[" * 100_000, "not a settings file"),
    ],
)
def test_a_file_with_nonsense_gives_defaults_and_names_the_field(text, word):
    settings, notices = read_settings(text)
    assert settings == defaults()
    assert len(notices) == 1
    assert word in notices[0]


def test_the_table_has_a_row_for_every_step_of_every_run():
    loss = optlab.parse_loss("x^2 + y^2")
    tracks = [
        Track(RunSettings(name), optlab.run(loss, GradientDescent(), [1.0, 2.0], 0.1, 500)) for name in ("a", "b")
    ]
    blocks = list(iterates(tracks))
    table = pd.read_csv(io.BytesIO(b"".join(blocks)))
    assert len(blocks) == 2
    assert table["x"].tolist() == [value for track in tracks for value in track.trajectory.points[:, 0, 0]]
    assert len(table) == 2 * 501
    assert {"name", "step", "epoch", "samples_seen", "loss", "gradient_norm", "x", "y"} <= set(table.columns)
