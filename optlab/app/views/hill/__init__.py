"""What is seen of a place on a loss: the hill, the slices through it, the descent from it."""
