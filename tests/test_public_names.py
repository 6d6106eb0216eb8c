"""The library's public names: all can be imported, and none costs anything before it is asked for."""

import subprocess
import sys

import pytest

import optlab

DEAR = ("numpy", "pandas", "sympy", "altair", "streamlit")


@pytest.mark.parametrize("name", optlab.__all__)
def test_every_public_name_is_there(name):
    assert getattr(optlab, name) is not None
    assert name in dir(optlab)


def test_rooms_are_there_without_an_import_of_their_own():
    assert optlab.expressions.__name__ == "optlab.expressions"


@pytest.mark.parametrize("name", ["nonsense", "__nothing__"])
def test_any_other_name_is_an_attribute_error(name):
    with pytest.raises(AttributeError, match=name):
        getattr(optlab, name)


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import optlab", DEAR),
        ("from optlab.app.serving import server", ("pandas", "sympy", "altair")),
        ("import optlab; optlab.parse_loss('x^2 + y').gradient([1.0, 2.0])", ("sympy", "altair", "streamlit")),
    ],
)
def test_what_is_not_needed_is_not_imported(statement, absent):
    program = f"import sys; {statement}; print(*(name for name in {absent!r} if name in sys.modules))"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.split() == []
