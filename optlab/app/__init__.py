"""The dashboard: the only place that knows Streamlit.  ``navigation.main`` draws a page, ``serving`` serves it."""
