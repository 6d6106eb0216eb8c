"""Spellings that overflow or cancel, recognised as the graph is made, and what stands in the graph instead.

=====================================================  ==================================================
typed                                                  node
=====================================================  ==================================================
``log(1 + exp(z))``                                    ``softplus(z)``
``log(exp(a) + 2*exp(b) + 3)``                         ``logsumexp(a, b + log(2), log(3))``
``log(exp(u)*r)``, ``log(r/exp(u))``                   ``u + log(r)``, ``log(r) - u``
``log(sigmoid(z))``, ``log(sigmoid(z)^y)``             ``-softplus(-z)``, ``y*-softplus(-z)``
``log(cosh(u))``, ``log(1 + u)``                       ``logcosh(u)``, ``log1p(u)``
``log(exp(u) - 1)``                                    ``u + log(1 - exp(-u))``
``1/(1 + exp(-z))``, ``exp(z)/(1 + exp(z))``           ``sigmoid(z)``
``exp(a)/(exp(a) + exp(b) + exp(c))``                  ``sigmoid(a - logsumexp(b, c))``
``r/(exp(a) + exp(b))``                                ``r*exp(-logsumexp(a, b))``
``exp(a)/exp(b)``                                      ``exp(a - b)``
``sinh(u)/cosh(u)``, ``r/cosh(u)^2``                   ``tanh(u)``, ``r*sech(u)^2``
``(exp(u) - 1)/(exp(u) + 1)``                          ``tanh(u/2)``
``exp(u) + exp(-u)``, ``exp(u) - exp(-u)``             ``2*cosh(u)``, ``2*sinh(u)``
``1 - sigmoid(z)``, ``2*sigmoid(z) - 1``               ``sigmoid(-z)``, ``tanh(z/2)``
``1 + tanh(u)``, ``1 - erf(u)``                        ``2*sigmoid(2*u)``, ``erfc(u)``
``exp(u) - 1``, ``sqrt(u + 1) - 1``                    ``expm1(u)``, ``sqrt1pm1(u)``, printed as they were
``softplus(z) - z``, ``logsumexp(a, b) - a``           ``softplus(-z)``, ``softplus(b - a)``
``y*log(p)``, ``y*log(1 + p)``                         ``xlogy(y, p)``, ``xlog1py(y, p)``, printed as they were
``u*sqrt(u)``                                          ``u^1.5``
``x^(4/3)``, ``x^(1/3)``                               ``even_power``, ``odd_power``, printed as they were
``cosh(u)^-2``, ``(1 + exp(z))^-2``                    ``sech(u)^2``, ``1/(1 + exp(z))/(1 + exp(z))``
=====================================================  ==================================================

Each line is an identity of real numbers, wherever the typed form has a value.  Because slopes are made of nodes by the
same constructors, these hold there as well.  A rule returns the node, or None where its spelling is not there.
"""

from optlab.expressions.graph.recognition.logarithms import logarithm
from optlab.expressions.graph.recognition.powers import power, product
from optlab.expressions.graph.recognition.quotients import quotient
from optlab.expressions.graph.recognition.sums import total

__all__ = ["logarithm", "power", "product", "quotient", "total"]
