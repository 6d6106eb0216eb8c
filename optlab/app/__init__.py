"""The dashboard: the only place that knows Streamlit."""

from optlab.app.navigation import main
from optlab.app.serving import server

__all__ = ["main", "server"]
