"""One point on the loss: its slope from above and along each parameter, and nudges."""
