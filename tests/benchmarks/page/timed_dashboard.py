"""The dashboard with a clock: the seconds of each rerun are added to the file that OPTLAB_TIMES names."""

import os
import time
from pathlib import Path

from optlab.app.navigation import main

started = time.perf_counter()
main()
with Path(os.environ["OPTLAB_TIMES"]).open("a", encoding="utf-8") as times:
    times.write(f"{time.perf_counter() - started}\n")
