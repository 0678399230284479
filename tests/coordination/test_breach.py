from datetime import timedelta

import pytest

from panah.accounts.models import Account
from panah.audit.models import Entry
from panah.coordination.actions import breach as actions
from panah.coordination.models import Breach, BreachNotice
from panah.coordination.queries.breach import breach_work, notices
from panah.coordination.rules import check_close, check_found, check_told, still_to_tell
from panah.core.clock import now, today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from tests.support import again, client_of, sign_in

OFFICER = ("data_protection_officer",)
TOLD = {"authority_told": False, "people_told": False, "oversight_told": False, "people_untold": ""}
WORDS = "A list was left in a taxi."


def test_the_risk_says_who_has_to_be_told() -> None:
    assert still_to_tell("unlikely", **TOLD) == ()
    assert still_to_tell("risk", **TOLD) == ("authority", "oversight")
    assert still_to_tell("high", **TOLD) == ("authority", "oversight", "people")
    assert still_to_tell("high", **TOLD | {"people_untold": "unreadable"}) == ("authority", "oversight")
    check_close(())
    with pytest.raises(WrongState, match="Tell the authority"):
        check_close(("authority",))


def test_the_days_of_a_breach_stand_in_order() -> None:
    with pytest.raises(InvalidInput, match="not come yet"):
        check_found(now() + timedelta(hours=1), happened_on=None, now=now())
    with pytest.raises(InvalidInput, match="before it happened"):
        check_found(now(), happened_on=today() + timedelta(days=2), now=now())
    with pytest.raises(InvalidInput, match="not come yet"):
        check_told(today() + timedelta(days=1), found_on=today(), today=today())
    with pytest.raises(InvalidInput, match="before the breach was found"):
        check_told(today() - timedelta(days=1), found_on=today(), today=today())


def record(actor, **changes):
    given = {"kind": "lost", "found_at": now(), "data_kinds": ["identity"], "risk": "high", "words": WORDS}
    return actions.record_breach(actor=actor, **{**given, "measures": "Fetched back.", "people_count": 3, **changes})


def tell(actor, breach, whom, **given):
    return actions.tell_breach(actor=actor, breach_id=breach.pk, whom=whom, **{"told_on": today(), **given})


@pytest.fixture
def officer():
    return sign_in("case_supervisor", organisation="vac", duties=OFFICER)


@pytest.mark.django_db
def test_a_breach_is_told_of_by_the_clock_and_closed_with_an_outcome(officer) -> None:
    breach = record(officer)
    assert breach.due_at - breach.found_at == timedelta(hours=72)
    (item,) = breach_work(actor=officer)
    assert item.due_at == breach.due_at and "authority" in item.title
    with pytest.raises(WrongState, match="Tell the authority"):
        actions.close_breach(actor=officer, breach_id=breach.pk, outcome="no_harm")
    tell(officer, breach, "authority")
    with pytest.raises(WrongState, match="told already"):
        tell(officer, breach, "authority")
    with pytest.raises(InvalidInput, match="Only the persons concerned"):
        tell(officer, breach, "oversight", untold="unreadable")
    tell(officer, breach, "oversight")
    tell(officer, breach, "people", untold="endangers")
    (item,) = breach_work(actor=officer)
    assert item.due_at is None
    watcher = sign_in("oversight_officer", organisation="ombudsman")
    (notice,) = notices(actor=watcher).rows
    assert (notice.reference, notice.people_count, notice.state) == (breach.reference, 3, "open")
    assert [item.reference for item in breach_work(actor=watcher)] == [breach.reference]
    acknowledge(watcher, officer, breach, notice)
    again(officer)
    known = {"data_kinds": ["health"], "people_count": 9, "risk": "high", "measures": "-"}
    actions.change_breach(actor=officer, breach_id=breach.pk, **known)
    actions.close_breach(actor=officer, breach_id=breach.pk, outcome="no_harm")
    with pytest.raises(WrongState, match="closed"):
        actions.close_breach(actor=officer, breach_id=breach.pk, outcome="no_harm")
    notice = BreachNotice.objects.sent_by_us(officer).get()
    assert (notice.people_count, notice.data, notice.outcome, list(breach_work(actor=officer))) == (
        9,
        ["health"],
        "no_harm",
        [],
    )
    written = Entry.objects.filter(subject_id=breach.pk, event__startswith="coordination.breach.")
    assert written.exclude(event="coordination.breach.read").count() == 6


def acknowledge(watcher, officer, breach, notice) -> None:
    """Confirm on the page that the notice was read: once, and by nobody else."""
    again(officer)
    page = client_of(Account.objects.get(pk=officer.id))
    assert "Not read yet" in page.get(f"/coordination/breaches/{breach.pk}/").content.decode()
    assert page.post(f"/coordination/breaches/notices/{notice.pk}/read/").status_code == 403
    client = client_of(Account.objects.get(pk=watcher.id))
    assert "I have read it" in client.get("/coordination/breaches/notices/").content.decode()
    address = f"/coordination/breaches/notices/{notice.pk}/read/"
    assert [client.post(address).status_code for _each in range(2)] == [302, 409]
    assert client.post(address.replace(str(notice.pk), str(breach.pk))).status_code == 404
    again(watcher)
    assert list(breach_work(actor=watcher)) == []
    assert Entry.objects.filter(event="coordination.breach.acknowledged", actor_id=watcher.id).count() == 1
    assert "Not read yet" not in page.get(f"/coordination/breaches/{breach.pk}/").content.decode()


@pytest.mark.django_db
def test_the_officer_alone_reads_and_writes(officer) -> None:
    breach = record(officer)
    assert WORDS.encode() not in bytes(Breach.objects.own(officer).get().words)
    client = client_of(Account.objects.get(pk=officer.id))
    assert WORDS in client.get(f"/coordination/breaches/{breach.pk}/").content.decode()
    for page in ("change", "tell", "close", "print"):
        assert client.get(f"/coordination/breaches/{breach.pk}/{page}/").status_code == 200
    made = client.post(f"/coordination/breaches/{breach.pk}/print/", {"language": "az"})
    assert made.content.startswith(b"%PDF-") and b"/StructTreeRoot" in made.content
    colleague = sign_in("case_supervisor", organisation="vac")
    page = client_of(Account.objects.get(pk=colleague.id))
    assert breach.reference not in page.get("/coordination/breaches/").content.decode()
    assert page.get(f"/coordination/breaches/{breach.pk}/").status_code == 403
    assert "Fetched back" not in page.get(f"/coordination/breaches/{breach.pk}/change/").content.decode()
    again(colleague)
    with pytest.raises(NotPermitted, match="data-protection officer"):
        record(colleague)
    with pytest.raises(NotPermitted, match="data-protection officer"):
        tell(colleague, breach, "authority")
    foreign = sign_in("campaign_officer", organisation="iom-az", duties=OFFICER)
    with pytest.raises(NotVisible):
        tell(foreign, breach, "authority")
    watcher = sign_in("oversight_officer", organisation="ombudsman", duties=OFFICER)
    with pytest.raises(NotVisible):
        actions.look_at_breach(actor=watcher, breach_id=breach.pk)


@pytest.mark.django_db
def test_words_that_expose_are_not_printed(officer) -> None:
    breach = record(officer, words="The list of victims was left in a taxi.")
    with pytest.raises(InvalidInput, match="Print the note without it"):
        actions.print_breach(actor=officer, breach_id=breach.pk, language="en", with_words=True)
    assert actions.print_breach(actor=officer, breach_id=breach.pk, language="en").startswith(b"%PDF-")
