"""What happened in a run and why."""

from optlab.analysis.curvature import Curvature, curvature
from optlab.analysis.verdict import Verdict, verdict

__all__ = ["Curvature", "Verdict", "curvature", "verdict"]
