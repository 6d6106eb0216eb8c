"""SymPy expressions to the graph, and the graph back to SymPy for reading."""
