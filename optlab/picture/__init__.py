"""What is on screen, as a value: subject, runs and view, with all the texts that are made of them."""
