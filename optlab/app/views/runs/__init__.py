"""What is seen of the runs of a picture: landscape, curves, data, and what each run does."""
