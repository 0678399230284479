from panah.partnership.queries.desk import found, work
from panah.partnership.queries.event_words import event_words
from panah.partnership.queries.events import (
    event,
    event_page,
    event_to_change,
    events,
    follow_up_to_tick,
    practice,
    screenings,
)
from panah.partnership.queries.measures import measure, measure_to_change, measures
from panah.partnership.queries.project_words import project_words
from panah.partnership.queries.projects import (
    indicator_to_change,
    indicators,
    project,
    project_page,
    project_to_change,
    projects,
)
from panah.partnership.queries.visibility import demands, visibility

__all__ = [
    "demands",
    "event",
    "event_page",
    "event_to_change",
    "event_words",
    "events",
    "follow_up_to_tick",
    "found",
    "indicator_to_change",
    "indicators",
    "measure",
    "measure_to_change",
    "measures",
    "practice",
    "project",
    "project_page",
    "project_to_change",
    "project_words",
    "projects",
    "screenings",
    "visibility",
    "work",
]
