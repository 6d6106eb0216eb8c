"""The computational graph: its vocabulary, its nodes, and the algebra that simplifies them."""
