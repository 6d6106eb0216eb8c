"""The loss with the runs' paths on it: as a curve, from above, in space."""
