"""The computational graph as a drawing."""
