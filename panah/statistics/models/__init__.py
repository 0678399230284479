from panah.statistics.models.report import Report
from panah.statistics.models.snapshot import Snapshot
from panah.statistics.models.statement import Statement

__all__ = ["Report", "Snapshot", "Statement"]
