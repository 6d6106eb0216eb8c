import base64
import struct
import tomllib
import zlib
from pathlib import Path

import numpy as np
import pytest

from optlab.charts.landscape.shading import DEEPEST, FAINTEST, HIGH, LOW, on_paper, png, shading, shares
from optlab.charts.look import INK, PAPER

ROOT = Path(__file__).parents[3]

LEAST = 2.25
"""Contrast of a run and what it lies on; an outline in the colour of the paper makes up the rest."""

SIGNATURE = bytes([137, 80, 78, 71, 13, 10, 26, 10])
"""The first eight bytes of every PNG file (W3C PNG specification, 5.2)."""


def decoded(file: bytes) -> np.ndarray:
    """The pixels of a PNG file of 8-bit RGBA without filters, read as the specification has it."""
    assert file[:8] == SIGNATURE
    chunks, at = {}, 8
    while at < len(file):
        (length,) = struct.unpack(">I", file[at : at + 4])
        kind, body = file[at + 4 : at + 8], file[at + 8 : at + 8 + length]
        assert struct.unpack(">I", file[at + 8 + length : at + 12 + length]) == (zlib.crc32(kind + body),)
        chunks[kind] = body
        at += 12 + length
    assert list(chunks) == [b"IHDR", b"IDAT", b"IEND"]
    width, height, *rest = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert rest == [8, 6, 0, 0, 0]
    lines = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), dtype=np.uint8).reshape(height, 1 + 4 * width)
    assert (lines[:, 0] == 0).all()
    return lines[:, 1:].reshape(height, width, 4)


def pixels_of(share) -> np.ndarray:
    url = shading(np.asarray(share, dtype=float), ((-2.0, 2.0), (-1.0, 3.0)))["url"].iloc[0]
    return decoded(base64.b64decode(url.removeprefix("data:image/png;base64,")))


def test_an_image_is_read_back_pixel_by_pixel():
    pixels = np.random.default_rng(0).integers(0, 256, (3, 5, 4), dtype=np.uint8)
    np.testing.assert_array_equal(decoded(png(pixels)), pixels)


def test_the_shade_is_faintest_at_the_bottom_and_deepest_at_the_top():
    pixels = pixels_of([[0.0, 0.5, 1.0]])[0]
    assert pixels[0].tolist() == [*LOW, FAINTEST]
    assert pixels[2].tolist() == [*HIGH, DEEPEST]
    assert pixels[1, 3] == (FAINTEST + DEEPEST) / 2


def test_the_first_line_of_the_image_is_the_top_of_the_window():
    assert pixels_of([[0.0], [1.0]])[:, 0, 3].tolist() == [DEEPEST, FAINTEST]


def test_undefined_heights_are_clear():
    assert pixels_of([[np.nan, 1.0]])[0, :, 3].tolist() == [0, DEEPEST]


def test_heights_rise_up_the_ramp_evenly_from_level_to_level():
    levels = np.array([1.0, 10.0, 100.0])
    np.testing.assert_allclose(
        shares(np.array([-5.0, 1.0, 10.0, 55.0, 100.0, 1e9]), levels), [0.0, 0.0, 0.5, 0.75, 1.0, 1.0]
    )
    assert np.isnan(shares(np.array([np.nan]), levels)).all()
    assert shares(np.array([7.0]), np.empty(0)).tolist() == [0.0]


def luminance(colour: tuple[int, ...]) -> float:
    """Relative luminance (WCAG 2.2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (value / 255 for value in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def told(colour: str) -> tuple[int, ...]:
    return tuple(map(int, colour.removeprefix("rgb(").removesuffix(")").split(",")))


@pytest.mark.parametrize("dark", [False, True])
def test_the_ramp_goes_from_near_the_paper_to_deep_and_ink_is_read_on_all_of_it(dark):
    ramp = [luminance(told(on_paper(share, PAPER[dark]))) for share in np.linspace(0.0, 1.0, 11)]
    assert (np.diff(ramp) > 0.0).all() if dark else (np.diff(ramp) < 0.0).all()
    ink = luminance(tuple(bytes.fromhex(INK[dark][1:])))
    assert all((max(ink, tone) + 0.05) / (min(ink, tone) + 0.05) >= 4.5 for tone in ramp)


@pytest.mark.parametrize("dark", [False, True])
def test_every_run_stands_out_from_all_of_the_ramp(dark):
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    for colour in theme["dark" if dark else "light"]["chartCategoricalColors"]:
        run = luminance(tuple(bytes.fromhex(colour[1:])))
        for share in np.linspace(0.0, 1.0, 11):
            tone = luminance(told(on_paper(share, PAPER[dark])))
            assert (max(run, tone) + 0.05) / (min(run, tone) + 0.05) >= LEAST


def test_the_image_covers_the_window():
    image = shading(np.zeros((2, 2)), ((-2.0, 2.0), (-1.0, 3.0))).iloc[0]
    assert image[["x", "x2", "y", "y2"]].tolist() == [-2.0, 2.0, -1.0, 3.0]
