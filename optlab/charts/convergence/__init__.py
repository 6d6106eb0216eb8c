"""How runs shrink what they shrink: curves, bands, and predicted rates."""
