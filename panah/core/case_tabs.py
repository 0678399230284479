"""The sections of a case page, in order. Each is a page of its own, drawn by the room that owns it."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _


@dataclass(frozen=True, slots=True)
class CaseTab:
    """A section of the case page: `url_name` takes the id of the case; `locked` marks what only some roles may open."""

    key: str
    label: str
    url_name: str
    locked: bool = False


@dataclass(frozen=True, slots=True)
class ShownTab:
    """A section as it stands on the page."""

    label: str
    url: str
    current: bool
    locked: bool


CASE_TABS: tuple[CaseTab, ...] = (
    CaseTab("overview", _("Overview"), "protection:case_read"),
    CaseTab("indicators", _("Indicators"), "protection:case_indicators"),
    CaseTab("episodes", _("What happened"), "protection:case_episodes"),
    CaseTab("needs", _("Needs and risks"), "protection:case_needs"),
    CaseTab("child", _("Child"), "protection:case_child"),
    CaseTab("interviews", _("Conversations"), "protection:case_interviews"),
    CaseTab("decision", _("Decision"), "protection:case_decision"),
    CaseTab("consent", _("Consent"), "protection:case_consent"),
    CaseTab("plan", _("Plan and services"), "protection:case_plan"),
    CaseTab("shelter", _("Shelter"), "protection:case_shelter", locked=True),
    CaseTab("money", _("Money"), "protection:case_money"),
    CaseTab("referrals", _("Referrals"), "coordination:case_referrals"),
    CaseTab("consular", _("Consular help"), "protection:case_consular", locked=True),
    CaseTab("documents", _("Documents"), "protection:case_documents"),
    CaseTab("family", _("Family"), "protection:case_family"),
    CaseTab("tasks", _("Tasks and follow-ups"), "protection:case_tasks"),
    CaseTab("timeline", _("Timeline"), "protection:case_timeline"),
    CaseTab("access", _("Who looked"), "protection:case_access"),
)
