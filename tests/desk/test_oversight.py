import pytest

from panah.audit.events import Event
from panah.codes.catalogue import code_list
from panah.core.errors import NotPermitted
from panah.desk import queries
from tests.protection.people import open_case
from tests.support import again, desk_client, sign_in

pytestmark = pytest.mark.django_db


def test_every_event_of_the_log_has_words():
    # What happens no longer keeps its words: the log of earlier days names it.
    assert {code.code for code in code_list("event") if code.retired is None} == {event.value for event in Event}


def test_oversight_reads_what_happened_in_every_organisation_and_no_case():
    open_case(sign_in("case_manager", organisation="vac"))
    oversight = sign_in("oversight_officer", organisation="ombudsman")
    rows = queries.looks(actor=oversight, after=None).rows
    assert "protection.case.opened" in {row.event for row in rows}
    client = desk_client("oversight_officer", organisation="ombudsman")
    page = client.get("/desk/log/").content.decode()
    assert "Case: opened" in page
    assert client.get("/protection/cases/").status_code == 403


def test_the_log_of_everybody_opens_to_oversight_alone():
    manager = sign_in("case_manager", organisation="vac")
    with pytest.raises(NotPermitted):
        queries.looks(actor=manager, after=None)
    again(manager)
    assert desk_client("case_manager", organisation="vac").get("/desk/log/").status_code == 403


def test_the_log_can_be_read_by_organisation_and_event():
    open_case(sign_in("case_manager", organisation="vac"))
    oversight = sign_in("oversight_officer", organisation="ombudsman")
    rows = queries.looks(actor=oversight, after=None, event="protection.case.opened").rows
    assert {row.event for row in rows} == {"protection.case.opened"}
    assert {row.holder_name for row in rows} == {"Assistance Centre for Victims of Trafficking"}
