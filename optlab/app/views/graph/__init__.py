"""What is seen of a computational graph: its drawing, and the walk over it in words."""
