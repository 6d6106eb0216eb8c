"""The Compare page: several runs on one loss, side by side."""
