"""The sections of a case page, in order, in five groups. Each is a page of its own, drawn by the room that owns it."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

GROUPS: dict[str, str] = {
    "person": _("The person"),
    "status": _("Identification"),
    "help": _("Help"),
    "sharing": _("Sharing"),
    "record": _("Record"),
}


@dataclass(frozen=True, slots=True)
class CaseTab:
    """A section of the case page: `url_name` takes the id of the case; `locked` marks what only some roles may open."""

    key: str
    group: str
    label: str
    url_name: str
    locked: bool = False


@dataclass(frozen=True, slots=True)
class ShownTab:
    """A section, or a group of them, as it stands on the page."""

    label: str
    url: str
    current: bool
    locked: bool = False


@dataclass(frozen=True, slots=True)
class ShownTabs:
    """The groups, and the sections of the group that the page belongs to."""

    groups: tuple[ShownTab, ...]
    tabs: tuple[ShownTab, ...]


CASE_TABS: tuple[CaseTab, ...] = (
    CaseTab("overview", "person", _("Overview"), "protection:case_read"),
    CaseTab("needs", "person", _("Needs and risks"), "protection:case_needs"),
    CaseTab("child", "person", _("Child"), "protection:case_child"),
    CaseTab("family", "person", _("Family"), "protection:case_family"),
    CaseTab("indicators", "status", _("Indicators"), "protection:case_indicators"),
    CaseTab("episodes", "status", _("What happened"), "protection:case_episodes"),
    CaseTab("interviews", "status", _("Conversations"), "protection:case_interviews"),
    CaseTab("decision", "status", _("Decision"), "protection:case_decision"),
    CaseTab("eligibility", "help", _("What is open"), "protection:case_eligibility"),
    CaseTab("plan", "help", _("Plan and services"), "protection:case_plan"),
    CaseTab("shelter", "help", _("Shelter"), "protection:case_shelter", locked=True),
    CaseTab("money", "help", _("Money"), "protection:case_money"),
    CaseTab("residence", "help", _("Residence permit"), "protection:case_residence"),
    CaseTab("tasks", "help", _("Tasks and follow-ups"), "protection:case_tasks"),
    CaseTab("consent", "sharing", _("Consent"), "protection:case_consent"),
    CaseTab("referrals", "sharing", _("Referrals"), "coordination:case_referrals"),
    CaseTab("transfer", "sharing", _("Transfer"), "protection:case_transfer"),
    CaseTab("consular", "sharing", _("Consular help"), "protection:case_consular", locked=True),
    CaseTab("rights", "sharing", _("Rights"), "protection:case_rights"),
    CaseTab("documents", "record", _("Documents"), "protection:case_documents"),
    CaseTab("timeline", "record", _("Timeline"), "protection:case_timeline"),
    CaseTab("access", "record", _("Who looked"), "protection:case_access"),
)
