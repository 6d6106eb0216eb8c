"""How a slope is made: the derivation rule by rule, the walk through the graph, nudges, small networks."""
