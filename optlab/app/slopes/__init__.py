"""The Slopes page: one point on the loss, and its slopes."""
