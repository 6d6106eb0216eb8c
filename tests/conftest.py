"""What pytest leaves alone: programs that are run by hand (see the README)."""

collect_ignore = ["benchmarks", "references"]
