"""docs/retention.md: how long each kind of record is kept, from which event, and by which source."""

from panah.config.documents.markdown import page, table
from panah.config.documents.personal_data import confidential_models
from panah.core.clock import today
from panah.country.retention import CLOCKS, Clock, Retention, kept_for

# Table -> class, where it is not that of its room.
CLASSES: dict[str, Retention] = {
    "access_grant": Retention.WITH_CASE,
    "access_lock": Retention.WITH_CASE,
    "access_restriction": Retention.WITH_CASE,
    "coordination_storyreview": Retention.PUBLICATION,
    "coordination_storyanswer": Retention.PUBLICATION,
    "protection_case": Retention.ASSISTANCE,
    "protection_person": Retention.ASSISTANCE,
    "protection_assistance": Retention.CONSULAR,
    "protection_decision": Retention.DECISION,
    "protection_traveldocument": Retention.CONSULAR,
    "protection_handover": Retention.CONSULAR,
    "protection_handoverreceipt": Retention.CONSULAR,
    "protection_missioncontact": Retention.CONSULAR,
    "protection_shelter": Retention.FIGURES,
    "protection_houserules": Retention.FIGURES,
    "protection_payment": Retention.BOOKKEEPING,
    "protection_award": Retention.BOOKKEEPING,
    # What the books add up to: amounts, days, and the numbers of bank papers about no protected person.
    "protection_earmark": Retention.FIGURES,
    "protection_fundentry": Retention.FIGURES,
    "protection_fundexchange": Retention.FIGURES,
    "protection_incident": Retention.INCIDENT,
    "protection_transporttask": Retention.PASSING,
    "prevention_bundle": Retention.PASSING,
    "prevention_bundlepart": Retention.PASSING,
    "protection_listexport": Retention.PASSING,
    "protection_listpart": Retention.PASSING,
    "exchange_registerupload": Retention.PASSING,
    "protection_erasure": Retention.LOG,
    "protection_legalhold": Retention.LOG,
    "protection_sheet": Retention.LOG,
    "coordination_breach": Retention.LOG,
    "coordination_breachnotice": Retention.LOG,
    "coordination_breachreceipt": Retention.LOG,
}
# Room -> class of what it keeps.
ROOMS: dict[str, Retention] = {
    "concerns": Retention.SIGNAL,
    "helpline": Retention.SIGNAL,
    "protection": Retention.WITH_CASE,
    "prosecution": Retention.EVIDENCE,
    "prevention": Retention.PUBLICATION,
    "coordination": Retention.WITH_CASE,
    "exchange": Retention.WITH_CASE,
}


def class_of(name: str) -> Retention | None:
    """Return the class of a table, or None where nobody decided."""
    return CLASSES.get(name) or ROOMS.get(name.split("_")[0])


def unclassed() -> list[str]:
    """Name the confidential tables that have no class."""
    names = [model._meta.db_table for model in confidential_models()]
    return [f"{name}: give it a class in config/documents/retention.py" for name in names if class_of(name) is None]


def pages() -> dict[str, str]:
    intro = (
        "Every night a job proposes the records of protection whose time has run out. It deletes nothing: two persons "
        "approve, one of them the data-protection officer, and then the record's key is destroyed, and the keys of "
        "every letter about it: what other bodies wrote or were sent about the case. The reasons of a decision stay "
        "with the body that decided, by a clock of its own; the holder of an erased record reads them no more. A legal "
        "hold stops an erasure until two persons release it. Dates and codes stay, because figures rest on them. "
        "Of payments and of granted aid the payee, the account, the receipt and the note end so; amounts stay for the "
        "ledger. Nothing proposes evidence in a criminal case, because no source of a length was obtained. The log is "
        "never erased: entries are only added, each is bound into the chain that proves it, and it has no key that "
        "could be destroyed; it holds ids, codes and days, and once the key of a record is gone its ids lead nowhere. "
        "Of a story that is taken back a job destroys the key, and the keys of what was sent about it to the body that "
        "helped, of its answer and of both ends' copies; its days, consents and copies outside stay, to be chased. "
        "What a caseworker noted against its findings is sealed with the case and ends with the case.\n\n"
        "What is of use for hours is emptied every hour: what a shelter wrote for the way of a transport, once the "
        "task is over, and the cells of an uploaded register, once it was taken over or thrown away, or a day after "
        "the upload, lose their keys; the file of a list goes a day after it was made. What became a case "
        "ends with the case. The words of an incident have a key and a clock of their own at the house. What one "
        "organisation asked another stays with both, because it names no case: neither a clock nor the erasure of a "
        "case reaches it.\n\n"
        "At the helpline another job of the night erases without asking: reports with their messages and files after "
        "the outcome's clock, never while the concern, its signal or an alarm about it is open or the reporter wrote "
        "again; notes of calls and of shifts the same number of days after they were written, with their keys; marks "
        "and numbers of callers after `caller_tag_days` and `callback_keep_days`. What is counted stays. A note "
        "waits for the signal that was made of it. A signal is proposed, as above: one that was presumed, or of which "
        "no receiver has said anything, by the clock of what was presumed, and none while a duty to investigate it is "
        "open; the report it was made of goes with it."
    )
    clocks = [_clock(clock) for clock in CLOCKS.values()]
    names = [model._meta.db_table for model in confidential_models()]
    rows = [[name, found.value if (found := class_of(name)) else ""] for name in names]
    return {
        "retention.md": page(
            "Retention",
            intro,
            "## Classes\n\n" + table(["class", "kept for", "from when", "source", "proposed by the job"], clocks),
            "## Records\n\n" + table(["table", "class"], rows),
        )
    }


def _clock(clock: Clock) -> list[str]:
    length = kept_for(clock.retention, on=today())
    kept = f"{length.value} {length.unit}" if length else "no source obtained" if clock.parameter else "–"
    child = "; a child's not before the age of `retention_child_until_age`" if clock.child else ""
    source = f"{length.source} ({length.certainty})" if length else "–"
    return [clock.retention.value, kept + child, clock.begins, source, "yes" if clock.is_proposed else "no"]
