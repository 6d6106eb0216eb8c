r"""The graph as fast NumPy functions of many points at once.

Three translations lead from a formula to NumPy calls, each to a simpler language: a graph over the rows becomes a graph
of *means* (``contraction``), that becomes a *tape* of one- and two-argument steps (``tape``), and a back end binds the
tape to arrays (``scalar``, ``registers``, ``levels``, ``matrices``; ``compiler`` chooses).  A line over three columns
shows all of it.  Its gradient is :math:`\frac2n X^\top (X w - y)`, and that is what becomes of it:

>>> from optlab.expressions import gradient, parse
>>> from optlab.expressions.printing.plain import plain
>>> formula = parse("(w1*x1 + w2*x2 + w3*x3 - y)^2")
>>> weights, columns = ("w1", "w2", "w3"), ("x1", "x2", "x3", "y")
>>> slopes = gradient(formula.graph, formula.output, [formula.graph.variable(name) for name in weights])
>>> plain(formula.graph, slopes[0])
'2·x₁·(w₁·x₁ + w₂·x₂ + w₃·x₃ − y)'

**Contraction.**  The loss is a mean over rows, and a mean is linear: the 2 leaves it, to be multiplied once a run and
not once a row.  What stays inside varies with the rows; sums of three or more such terms become one "linear" node,
weights and values in turn (-1 and y come last), because a matrix product can make it.

>>> from optlab.expressions.compiled.contraction import averaged
>>> graph, means = averaged(formula.graph, slopes, columns, linear=True)
>>> two, mean = graph.nodes[means[0]].arguments
>>> graph.nodes[two].label, graph.nodes[mean].operation
(2.0, 'mean')
>>> product = graph.nodes[graph.nodes[mean].arguments[0]]
>>> linear = graph.nodes[product.arguments[1]]
>>> product.operation, linear.operation, [graph.nodes[place].label for place in linear.arguments]
('multiply', 'linear', ['w1', 'x1', 'w2', 'x2', 'w3', 'x3', -1.0, 'y'])

**Tape.**  The graph in a straight line: a step's number is the place of its value, the inputs come first.  ``kinds``
tells what a value varies with: nothing, the run (1), the row (2) or both (3).

>>> from optlab.expressions.compiled.tape import kinds, lower
>>> tape = lower(graph, means, (*weights, *columns))
>>> for number, (step, kind) in enumerate(zip(tape.steps, kinds(tape, len(weights)), strict=True)):
...     if number >= len(tape.inputs):
...         print(number, kind, step.operation, step.arguments or step.label)
7 0 constant -1.0
8 3 linear (0, 3, 1, 4, 2, 5, 7, 6)
9 0 constant 2.0
10 3 multiply (5, 8)
11 3 multiply (4, 8)
12 3 multiply (3, 8)
13 1 mean (12,)
14 1 multiply (9, 13)
15 1 mean (11,)
16 1 multiply (9, 15)
17 1 mean (10,)
18 1 multiply (9, 17)
>>> tape.outputs
(14, 16, 18)

**Plan.**  Steps that can be one call form a group.  The three products are used by a mean alone and share the factor 8,
so the means take both factors themselves: together they are the matrix product of the columns and the residual.  Sums
that are only partly alike, as in a network's Hessian products, are cut before that (``alike``).

>>> from optlab.expressions.compiled.matrix_plan import plan
>>> planned = plan(tape, len(weights))
>>> phases = ("parameters", "columns", "over rows", "means", "after the means")
>>> for phase, group in planned.groups:
...     print(f"{phases[phase]}: {len(group)} x {planned.tape.steps[group[0]].operation}")
parameters: 3 x input
parameters: 2 x constant
columns: 4 x input
over rows: 1 x linear
means: 3 x mean
after the means: 3 x multiply

**Matrices.**  The plan is bound to arrays for so many runs and rows, and every group becomes a call or two.  Those up
to the means are one block of rows' work; ``replay`` leaves sums, since a long table comes in blocks that are added up.

>>> import numpy as np
>>> from optlab.expressions.compiled.matrices import Matrices
>>> generator = np.random.default_rng(0)
>>> points, rows = generator.normal(size=(2, 3)), generator.normal(size=(4, 50))
>>> bound = Matrices(planned, runs=2, rows=50)
>>> bound.points[:] = points.T
>>> bound.load(rows, 0)
>>> bound.replay()
>>> np.divide(bound.sums, 50, bound.means).shape
(2, 3)
>>> bound.finish()
>>> features, target = rows[:3], rows[3]
>>> np.allclose(bound.output.T, 2 / 50 * (points @ features - target) @ features.T)
True

``compiler.Compiled`` does this behind one call, and takes ``registers`` for a formula as short as this one.
"""
