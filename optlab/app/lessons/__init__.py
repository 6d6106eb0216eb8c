"""The Lessons page: predict, commit, look, explain."""
