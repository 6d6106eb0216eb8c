"""The dashboard: the only place that knows Streamlit."""

from optlab.app import server
from optlab.app.navigation import main

__all__ = ["main", "server"]
