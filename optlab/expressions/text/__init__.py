"""Text from anyone to a graph, with every bound checked before the work that it limits."""
