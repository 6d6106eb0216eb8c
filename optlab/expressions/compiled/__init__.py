"""The graph as fast NumPy functions of many points at once."""
