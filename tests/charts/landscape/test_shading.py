import base64
import struct
import zlib

import numpy as np

from optlab.charts.landscape.shading import DEEPEST_SHADE, SHADE, png, shading

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


def test_the_shade_is_clear_at_the_bottom_and_deepest_at_the_top():
    pixels = pixels_of([[0.0, 0.5, 1.0]])
    assert pixels[0, :, 3].tolist() == [0, DEEPEST_SHADE // 2, DEEPEST_SHADE]
    assert (pixels[..., :3] == SHADE).all()


def test_the_first_line_of_the_image_is_the_top_of_the_window():
    assert pixels_of([[0.0], [1.0]])[:, 0, 3].tolist() == [DEEPEST_SHADE, 0]


def test_undefined_heights_are_clear():
    assert pixels_of([[np.nan, 1.0]])[0, :, 3].tolist() == [0, DEEPEST_SHADE]


def test_the_image_covers_the_window():
    image = shading(np.zeros((2, 2)), ((-2.0, 2.0), (-1.0, 3.0))).iloc[0]
    assert image[["x", "x2", "y", "y2"]].tolist() == [-2.0, 2.0, -1.0, 3.0]
