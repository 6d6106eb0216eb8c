"""The dashboard: ``streamlit run dashboard.py`` serves it, and runs this file again for every picture of a visitor."""

import streamlit as st

if st.runtime.exists():
    from optlab.app.navigation import main

    main()
else:  # the server: it answers at once, and imports the pages while a browser loads Streamlit's scripts
    from optlab.app.serving import server

    app = st.App(__file__, middleware=server.middleware(), routes=server.routes(), lifespan=server.lifespan())
