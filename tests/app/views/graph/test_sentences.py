import numpy as np
import pytest

from optlab.app.views.graph import computations, sentences
from optlab.explain import walk as walks


def walked(computation):
    values = dict(zip(computation.loss.parameters, computation.start, strict=True))
    return walks.walk(computation.graph, computation.output, values, computation.visible, computation.names)


def test_the_factors_of_the_layers_multiply_to_the_whole():
    network = computations.of_network(3, 1.0, 0)
    walk = walked(network)
    _, means = sentences.layer_sizes(network, walk)
    assert means["layer"].tolist() == ["inputs", "layer 1", "layer 2", "layer 3", "output"]
    sentence = sentences.shrinking(walk, means["size"].tolist())
    factors = [float(factor) for factor in sentence.split(": ")[1].split(" = ")[0].split(" × ")]
    assert len(factors) == 4
    assert np.prod(factors) == pytest.approx(float(sentence.split("**")[1]), rel=0.1)


def test_saturation_is_named():
    assert "saturated" in sentences.shrinking(walked(computations.of_network(4, 6.0, 0)), [1.0, 2.0])
    assert "saturated" not in sentences.shrinking(walked(computations.of_network(4, 0.5, 0)), [1.0, 2.0])


def test_a_network_without_error_or_fully_saturated_is_told_without_a_division_by_zero():
    walk = walked(computations.of_network(1, 1.0, 0))
    assert sentences.shrinking(walk, [0.0, 0.0, 0.0]) == "There is no error, so nothing travels back."
    assert "0 × 0 = **0** of the size" in sentences.shrinking(walk, [0.0, 0.0, 2.0])


def test_the_check_counts_the_digits_that_agree():
    assert "agree to 9 digits" in sentences.agreement(np.array([1.0, 0.0]), np.array([1.0 + 5e-10, 0.0]))
    assert "do not agree" in sentences.agreement(np.array([1.0]), np.array([2.0]))
    assert "not finite" in sentences.agreement(np.array([np.nan]), np.array([2.0]))


def test_the_table_has_each_input_once_with_both_numbers():
    table = sentences.check_table(["w", "x1"], {"w": -2.0}, np.array([-2.0, 1.0]), np.array([-2.0, 1.5]))
    assert table.splitlines()[2:] == ["| $w$ | −2 | −2 | 0 |", "| $x_{1}$ | 1 | 1.5 | 0.5 |"]


def test_a_graph_too_wide_to_draw_is_refused_in_a_sentence():
    computation = computations.of_formula("+".join(f"sin(x{number})*x{number + 1}" for number in range(30)))
    assert computation.placement is None
    assert f"{len(computation.visible)} nodes" in sentences.folding(walked(computation), drawn=False)


def test_folding_is_said_where_many_operations_stand_in_few_blocks():
    computation = computations.of_formula("tanh(" * 20 + "x" + "*1.1+y)" * 20)
    assert len(computation.visible) < 12
    assert "60 operations folded into" in sentences.folding(walked(computation), drawn=True)
    assert sentences.folding(walked(computations.of_formula("sin(x^2)")), drawn=True) == ""
