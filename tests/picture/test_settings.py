"""Settings refuse what is out of bounds when they are made; widgets and address ask the same declarations."""

from dataclasses import fields

import pytest

from optlab.errors import SettingsError
from optlab.losses import landscapes
from optlab.picture.address import from_query
from optlab.picture.fields import bounds
from optlab.picture.settings import Settings, defaults


@pytest.mark.parametrize(
    "wrong",
    [
        {"steps": -5},
        {"steps": 5_001},
        {"steps": 2.5},
        {"seeds": 0},
        {"seed": -1},
        {"noise": -1.0},
        {"noise": float("inf")},
        {"start": (float("nan"),)},
        {"horizontal": "sideways"},
        {"view": "up"},
        {"plane": "1,1"},
        {"camera": (1.0,)},
        {"log": 1},
        {"landscape": "nowhere"},
        {"formula": "x" * 2_001},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_setting_out_of_bounds_is_refused_by_name(wrong):
    (name,) = wrong
    with pytest.raises(SettingsError, match=f"^{name} must be "):
        Settings(**wrong)


@pytest.mark.parametrize(("key", "name"), [("n", "steps"), ("k", "seeds"), ("d", "seed")])
def test_the_address_has_the_bounds_of_the_settings(key, name):
    low, high = bounds(Settings, name)
    for value in (low, high):
        settings, notices = from_query({key: [str(value)]})
        assert getattr(settings, name) == value
        assert not notices
    for value in (low - 1, high + 1):
        assert from_query({key: [str(value)]})[1] == [
            f"{key}: {name} must be a whole number from {low} to {high}, got '{value}'"
        ]


def test_every_key_of_an_address_stands_for_one_field():
    keys = [field.metadata["allowed"].key for field in fields(Settings) if "allowed" in field.metadata]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", landscapes.names())
def test_the_noise_of_the_gallery_is_a_tenth_of_the_slope_at_the_start(name):
    entry, settings = landscapes.get(name), defaults(name)
    slope = sum(part**2 for part in entry.loss.gradient(entry.start).tolist()) ** 0.5
    assert settings.noise == (0.0 if entry.source is not None else float(f"{0.1 * slope:.0e}"))
