"""Values row by row are those of the graph, in however many blocks."""

import numpy as np

from optlab.expressions import Graph, parse
from optlab.expressions.compiled import per_row
from optlab.expressions.compiled.per_row import PerRow


def test_values_are_numpys_row_by_row_in_blocks_of_any_size(monkeypatch):
    formula = parse("tanh(u*x + v*y + w*x*y + 1) + u")
    generator = np.random.default_rng(0)
    points, columns = generator.normal(size=(7, 3)), generator.normal(size=(2, 50))
    (u, v, w), (x, y) = points.T[:, :, None], columns
    expected = np.tanh(u * x + v * y + w * x * y + 1.0) + u
    for cells in (20, 600, 10**6):
        monkeypatch.setattr(per_row, "CELLS", cells)
        function = PerRow(formula.graph, [formula.output], ("u", "v", "w"), ("x", "y"))
        answers = function(points, columns)
        assert answers.shape == (7, 1, 50)
        np.testing.assert_allclose(answers[:, 0], expected, rtol=1e-12)


def test_nodes_that_do_not_vary_with_the_rows_fill_them_and_no_rows_and_no_runs_are_fine():
    graph = Graph()
    weight, column = graph.variable("w"), graph.variable("x")
    function = PerRow(graph, [graph.multiply(weight, weight), column, graph.constant(2.0)], ("w",), ("x",))
    told = function(np.array([[3.0]]), np.array([[1.0, 5.0]]))
    assert told.tolist() == [[[9.0, 9.0], [1.0, 5.0], [2.0, 2.0]]]
    assert function(np.empty((0, 1)), np.array([[1.0, 5.0]])).shape == (0, 3, 2)
    assert function(np.array([[3.0]]), np.empty((1, 0))).shape == (1, 3, 0)
