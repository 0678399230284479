"""
What stands under the bar of the desk: one line for each list, in the order of the day's work.

Somebody sees what their role may open, and only pages that are installed. The command search knows the same lines.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from panah.access.permissions import Permission as P
from panah.access.policy import Actor


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that somebody can go to. `is_command` marks a page that only the command search offers."""

    label: str
    url_name: str
    permission: P
    is_command: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as it stands on the page."""

    label: str
    url: str
    current: bool = False


NAVIGATION: tuple[Entry, ...] = (
    Entry(_("My work"), "desk:work_list", P.DESK_HOME_READ),
    # helpline
    Entry(_("Helpline desk"), "helpline:desk_show", P.HELPLINE_CALL_LOG),
    Entry(_("Alarms"), "helpline:alarm_list", P.HELPLINE_ALARM_TAKE),
    Entry(_("The line at a glance"), "helpline:overview_show", P.HELPLINE_ROSTER_KEEP),
    Entry(_("Notes of the shifts"), "helpline:shiftnote_list", P.HELPLINE_CALL_LOG, is_command=True),
    Entry(_("What to ask and say"), "helpline:script_list", P.HELPLINE_CALL_LOG, is_command=True),
    Entry(_("Hand-overs between lines"), "helpline:handover_list", P.HELPLINE_HANDOVER_SEND, is_command=True),
    Entry(_("Interpreters"), "helpline:interpreter_list", P.HELPLINE_CALL_LOG, is_command=True),
    Entry(_("Call-backs"), "helpline:callback_list", P.HELPLINE_CALL_LOG, is_command=True),
    Entry(_("On call"), "helpline:oncall_list", P.HELPLINE_ALARM_TAKE, is_command=True),
    Entry(_("Written concerns"), "helpline:concern_list", P.HELPLINE_CONCERN_READ),
    Entry(_("Signals"), "helpline:signal_list", P.HELPLINE_SIGNAL_READ),
    Entry(_("Duties to investigate"), "helpline:duty_list", P.HELPLINE_DUTY_ANSWER),
    Entry(_("Investigation clocks"), "helpline:duty_watch", P.HELPLINE_DUTY_WATCH),
    Entry(_("One-time links"), "helpline:link_list", P.HELPLINE_LINK_MAKE),
    Entry(_("Report a signal"), "helpline:signal_make", P.HELPLINE_SIGNAL_MAKE, is_command=True),
    # protection
    Entry(_("Cases"), "protection:case_list", P.PROTECTION_CASE_READ),
    Entry(_("Caseload"), "protection:caseload_list", P.PROTECTION_CASE_ASSIGN),
    Entry(_("Transfers of cases"), "protection:transfer_list", P.PROTECTION_TRANSFER_READ),
    Entry(_("Help that was ordered"), "protection:order_list", P.PROTECTION_ORDER_READ),
    Entry(_("Inquiries"), "protection:inquiry_list", P.PROTECTION_INQUIRY_READ),
    Entry(_("Shelter"), "protection:shelter_list", P.PROTECTION_SHELTER_READ),
    Entry(_("Occupancy"), "protection:board_read", P.PROTECTION_SHELTER_READ),
    Entry(_("Who works in which house"), "protection:staff_list", P.PROTECTION_STAFF_KEEP, is_command=True),
    Entry(_("Daily list"), "protection:presence_list", P.PROTECTION_PRESENCE_TICK),
    Entry(_("House events and incidents"), "protection:incident_list", P.PROTECTION_INCIDENT_READ),
    Entry(_("Transport tasks"), "protection:transport_list_given", P.PROTECTION_TRANSPORT_END),
    Entry(_("My transport tasks"), "protection:transport_list", P.PROTECTION_TRANSPORT_READ),
    Entry(_("Unmet need"), "protection:unmet_list", P.PROTECTION_UNMET_READ),
    Entry(_("Incidents in shelters"), "protection:incident_count", P.PROTECTION_INCIDENT_COUNT),
    Entry(_("Payments"), "protection:payment_list", P.PROTECTION_PAYMENT_READ),
    Entry(_("My exports"), "protection:list_export_list", P.PROTECTION_LIST_READ),
    Entry(_("Consular help"), "protection:assistance_list", P.CONSULAR_ASSISTANCE_READ),
    Entry(_("Open a case"), "protection:case_open", P.PROTECTION_CASE_OPEN, is_command=True),
    Entry(_("End of records"), "protection:retention_list", P.PROTECTION_ERASURE_DECIDE, is_command=True),
    Entry(_("Take over an existing register"), "exchange:register_upload", P.EXCHANGE_REGISTER_IMPORT, is_command=True),
    Entry(_("Find a person"), "protection:person_find", P.PROTECTION_PERSON_FIND, is_command=True),
    Entry(_("Open consular help"), "protection:assistance_open", P.CONSULAR_ASSISTANCE_OPEN, is_command=True),
    # prosecution
    Entry(_("Groups"), "prosecution:group_list", P.PROSECUTION_GROUP_READ),
    Entry(_("Open a group"), "prosecution:group_open", P.PROSECUTION_GROUP_OPEN, is_command=True),
    # coordination
    Entry(_("Referrals"), "coordination:referral_list", P.COORDINATION_REFERRAL_READ),
    Entry(_("Services"), "helpline:offer_list", P.PUBLISHED_OFFER_READ),
    Entry(_("Our services"), "helpline:offer_list_own", P.PUBLISHED_OFFER_KEEP, is_command=True),
    Entry(_("Information requests"), "coordination:request_list", P.COORDINATION_REQUEST_READ),
    Entry(_("Send a referral"), "coordination:referral_send", P.COORDINATION_REFERRAL_SEND, is_command=True),
    Entry(_("Ask for information"), "coordination:request_send", P.COORDINATION_REQUEST_SEND, is_command=True),
    Entry(_("Safety reviews of stories"), "coordination:story_list", P.COORDINATION_STORY_READ, is_command=True),
    Entry(_("Data breaches"), "coordination:breach_list", P.COORDINATION_BREACH_KEEP, is_command=True),
    Entry(_("Breach notices"), "coordination:breach_watch", P.COORDINATION_BREACH_WATCH),
    # prevention
    Entry(_("Campaigns"), "prevention:campaign_list", P.PREVENTION_CAMPAIGN_READ),
    Entry(_("Calendar"), "prevention:calendar_show", P.PREVENTION_CAMPAIGN_READ),
    Entry(_("Pictures and logos"), "prevention:picture_list", P.PREVENTION_CAMPAIGN_READ, is_command=True),
    Entry(_("Stock"), "prevention:stock_list", P.PREVENTION_CAMPAIGN_READ),
    Entry(_("Places without material"), "prevention:gap_list", P.PREVENTION_CAMPAIGN_READ, is_command=True),
    Entry(_("At a poster"), "prevention:placement_find", P.PREVENTION_PLACEMENT_CHANGE),
    Entry(_("Stories"), "prevention:story_list", P.PREVENTION_STORY_READ),
    Entry(_("Outreach"), "prevention:outreach_list", P.PREVENTION_CAMPAIGN_READ),
    Entry(_("Open a campaign"), "prevention:campaign_open", P.PREVENTION_CAMPAIGN_CHANGE, is_command=True),
    # partnership
    Entry(_("Projects"), "partnership:project_list", P.PARTNERSHIP_PROJECT_READ),
    Entry(_("Events"), "partnership:event_list", P.PARTNERSHIP_EVENT_READ),
    Entry(_("Action plan"), "partnership:measure_list", P.PARTNERSHIP_MEASURE_READ),
    # statistics
    Entry(_("Statement"), "statistics:statement_read", P.STATISTICS_SNAPSHOT_READ),
    Entry(_("Annual report"), "statistics:report_read", P.STATISTICS_SNAPSHOT_READ),
    Entry(_("Snapshots"), "statistics:snapshot_list", P.STATISTICS_SNAPSHOT_READ),
    Entry(_("Statistical indicators"), "statistics:indicator_list", P.STATISTICS_SNAPSHOT_READ),
    # accounts
    Entry(_("People"), "accounts:account_list", P.ACCOUNTS_ACCOUNT_MANAGE),
    # who looked
    Entry(_("Who looked"), "desk:entry_list", P.AUDIT_ENTRY_READ_ALL),
    # everybody
    Entry(_("My account"), "desk:account_read", P.DESK_HOME_READ, is_command=True),
)


def navigation(*, actor: Actor, path: str) -> list[Shown]:
    """Return the lines under the bar. The one that the page lies under is current, else the first of the same room."""
    lines = [(entry, url) for entry, url in _open_to(actor.permissions) if not entry.is_command]
    here = _nearest([url for _entry, url in lines], path)
    return [Shown(gettext(entry.label), url, url == here) for entry, url in lines]


def _nearest(urls: list[str], path: str) -> str | None:
    above = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    if above:
        return max(above, key=len)
    room = path.split("/")[1]
    return next((url for url in urls if url.split("/")[1] == room), None)


def commands(*, actor: Actor) -> list[Shown]:
    """Return every page that the command search may offer."""
    return [Shown(gettext(entry.label), url) for entry, url in _open_to(actor.permissions)]


@cache
def _open_to(permissions: frozenset[P]) -> tuple[tuple[Entry, str], ...]:
    """Return what these permissions open: the same for everybody who has them, as long as the process lives."""
    return tuple(_installed(entry for entry in NAVIGATION if entry.permission in permissions))


def _installed(entries: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    for entry in entries:
        try:
            yield entry, reverse(entry.url_name)
        except NoReverseMatch:
            continue
