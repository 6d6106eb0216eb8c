"""What happened in a run and why."""

from optlab.analysis.curvature import Curvature, curvature
from optlab.analysis.evidence import Evidence, evidence
from optlab.analysis.phases import Phase, phases
from optlab.analysis.verdict import Verdict, verdict

__all__ = ["Curvature", "Evidence", "Phase", "Verdict", "curvature", "evidence", "phases", "verdict"]
