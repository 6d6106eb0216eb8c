"""The dashboard: ``streamlit run dashboard.py`` serves it, and runs this file again for every picture of a visitor."""

import streamlit as st

from optlab.app import main
from optlab.app.serving import server

if st.runtime.exists():
    main()
else:
    app = st.App(__file__, middleware=server.middleware(), routes=server.routes(), lifespan=server.lifespan())
