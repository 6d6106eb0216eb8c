"""The dashboard: ``streamlit run dashboard.py``."""

from optlab.app import main

main()
