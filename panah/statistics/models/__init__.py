from panah.statistics.models.snapshot import Snapshot
from panah.statistics.models.statement import Statement

__all__ = ["Snapshot", "Statement"]
