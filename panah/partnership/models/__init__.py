from panah.partnership.models.event import Event, EventRole
from panah.partnership.models.indicator import Indicator, IndicatorValue
from panah.partnership.models.measure import Measure, MeasureExecutor
from panah.partnership.models.minutes import Adoption, MinutesItem
from panah.partnership.models.participation import Participation
from panah.partnership.models.programme import AgendaItem, Speech, SpeechFigure, Topic
from panah.partnership.models.project import Funding, Phase, Project
from panah.partnership.models.visibility import Visibility

__all__ = [
    "Adoption",
    "AgendaItem",
    "Event",
    "EventRole",
    "Funding",
    "Indicator",
    "IndicatorValue",
    "Measure",
    "MeasureExecutor",
    "MinutesItem",
    "Participation",
    "Phase",
    "Project",
    "Speech",
    "SpeechFigure",
    "Topic",
    "Visibility",
]
