"""The graph back to text for people: LaTeX, and one plain line."""
