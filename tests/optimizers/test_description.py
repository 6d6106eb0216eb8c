from dataclasses import dataclass, replace

import pytest

from optlab.errors import OptlabError
from optlab.optimizers import Adam, Momentum, Newton, PolyakStep, describe
from optlab.optimizers.cycles import OneCycle
from optlab.optimizers.hyperparameters import Checked, share

WHOLE = """Keep some of it.

    .. math:: w \\leftarrow \\beta w

    ``rate``, η from 0.001 to 1: how far.
    ``keep``, β from 0 to 0.9: the share that is kept, which
        is said on two lines.

    Texts differ: they do.

    Reference: Somebody, 1900.
    """


def documented(text: str) -> type:
    """A class with one hyperparameter and that docstring."""

    @dataclass(frozen=True)
    class Keeper(Checked):
        keep: float = share(0.5)

    Keeper.__doc__ = text
    return Keeper


def test_every_part_of_a_docstring_is_found_with_its_lines_joined():
    description = describe(documented(WHOLE))
    assert description.sentence == "Keep some of it."
    assert description.formula == r"w \leftarrow \beta w"
    assert description.texts_differ == "they do."
    assert description.reference == "Somebody, 1900."
    (keep,) = description.hyperparameters
    assert (keep.name, keep.symbol, keep.low, keep.high, keep.default) == ("keep", "β", 0.0, 0.9, 0.5)
    assert keep.meaning == "the share that is kept, which is said on two lines."
    assert keep.allowed == "from 0 to below 1"


def test_the_rate_has_no_default_because_it_depends_on_the_loss():
    rate = describe(documented(WHOLE)).rate
    assert (rate.symbol, rate.low, rate.high, rate.default) == ("η", 0.001, 1.0, None)
    assert describe(OneCycle).rate is None


@pytest.mark.parametrize(
    ("left_out", "lack"),
    [
        (".. math:: w \\leftarrow \\beta w", "formula"),
        ("Texts differ: they do.", "texts differ"),
        ("Reference: Somebody, 1900.", "reference"),
        ("``keep``, β from 0 to 0.9: the share that is kept, which\n        is said on two lines.", "a line for"),
    ],
)
def test_a_docstring_that_lacks_a_part_is_refused_by_the_name_of_the_part(left_out, lack):
    assert left_out in WHOLE
    with pytest.raises(OptlabError, match=f"Keeper lacks {lack}"):
        describe(documented(WHOLE.replace(left_out, "")))


def test_a_line_that_cannot_be_read_is_quoted():
    with pytest.raises(OptlabError, match="cannot read"):
        describe(documented(WHOLE.replace("β from 0 to 0.9", "β between 0 and 0.9")))


def test_a_rule_says_the_same_as_its_class():
    assert describe(Momentum(decay=0.5)) == describe(Momentum)


def test_kinds_of_input_follow_the_declaration():
    kinds = {
        number.name: number.kind
        for method in (Momentum, PolyakStep, Newton)
        for number in describe(method).hyperparameters
    }
    assert (kinds["decay"], kinds["average"], kinds["minimum"]) == ("number", "switch", "optional")


def test_a_slider_is_logarithmic_where_its_range_spans_many_sizes():
    numbers = {number.name: number for number in describe(Adam).hyperparameters}
    assert numbers["epsilon"].logarithmic
    assert not numbers["decay_mean"].logarithmic
    assert not replace(numbers["epsilon"], kind="whole").logarithmic
