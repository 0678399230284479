from panah.partnership.actions.corrections import correct_record
from panah.partnership.actions.events import (
    add_agenda_item,
    add_event_role,
    add_figure,
    add_participation,
    add_speech,
    add_topic,
    change_event,
    plan_event,
    publish_event,
)
from panah.partnership.actions.measures import change_measure, plan_measure, report_measure
from panah.partnership.actions.minutes import add_minutes_item, adopt_practice, tick_follow_up
from panah.partnership.actions.projects import (
    add_funding,
    add_phase,
    add_value,
    change_project,
    define_indicator,
    open_project,
    publish_project,
)
from panah.partnership.actions.visibility import keep_visibility

__all__ = [
    "add_agenda_item",
    "add_event_role",
    "add_figure",
    "add_funding",
    "add_minutes_item",
    "add_participation",
    "add_phase",
    "add_speech",
    "add_topic",
    "add_value",
    "adopt_practice",
    "change_event",
    "change_measure",
    "change_project",
    "correct_record",
    "define_indicator",
    "keep_visibility",
    "open_project",
    "plan_event",
    "plan_measure",
    "publish_event",
    "publish_project",
    "report_measure",
    "tick_follow_up",
]
