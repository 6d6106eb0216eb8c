"""What several pages use: cached computations, the address bar, notices, the look."""
