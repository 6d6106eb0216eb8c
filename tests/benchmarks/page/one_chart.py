"""The yardstick of a visit: a Streamlit page with one chart, served as the dashboard is."""

import altair as alt
import pandas as pd
import streamlit as st

st.set_page_config("one chart", layout="wide")
rows = pd.DataFrame({"x": range(100), "y": [x * x for x in range(100)]})
st.altair_chart(alt.Chart(rows).mark_line().encode(x="x:Q", y="y:Q"))
