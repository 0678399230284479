"""Documents of a case: sealed with its key, opened by those who may, withdrawn instead of deleted."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from panah.access.actions import give_grant
from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.access.roles import ROLES
from panah.access.walls import FieldGroup, Wall
from panah.audit.models import Entry
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, StepUpNeeded, WrongState
from panah.core.seen import see
from panah.crypto.errors import CryptoError, SealBroken
from panah.crypto.records import erase
from panah.organisations.queries import organisation
from panah.protection import queries
from panah.protection.actions.document import add_document, open_document, show_document, withdraw_document
from panah.protection.models import Case, Document, DocumentPart
from panah.protection.queries.document import consents_to_sign, documents
from panah.protection.rules.document import LARGEST, PIECE, check_group, check_opening, pieces, plain_name, taken
from tests.hostile import document_that_lies
from tests.protection.people import open_case
from tests.protection.test_consent import Signing, consent, jpeg
from tests.support import again, as_owner, desk_client, sign_in

PDF = b"%PDF-1.7 Canary-paper: her passport"
WORDS = "Canary-words: the only copy."
NAME = "Canary-file Sinaqova.pdf"


# --- rules


@pytest.mark.parametrize("content", [b"", b"MZ", b"%PDF-" + b"0" * LARGEST], ids=["empty", "program", "large"])
def test_what_is_no_document_or_too_large_is_refused_with_its_reason(content):
    with pytest.raises(InvalidInput) as refused:
        taken(content, seen=see(content))
    assert refused.value.field == "file"


def test_a_photo_loses_place_and_time():
    photo = jpeg(b"\xff\xe1Exif GPS 40.4")
    kind, kept = taken(photo, seen=see(photo))
    assert kind.code == "jpeg"
    assert b"GPS" not in kept


def test_a_file_is_cut_into_pieces_and_its_name_loses_the_path():
    assert [len(piece) for piece in pieces(b"x" * (PIECE + 1))] == [PIECE, 1]
    assert plain_name("C:\\Users\\me\\a\r\nb.pdf") == "ab.pdf"
    assert plain_name("../../etc/passwd") == "passwd"


@pytest.mark.parametrize(("kind", "group"), [("medical", "case"), ("identity", "health"), ("other", "reference")])
def test_a_kind_is_never_opened_more_widely_than_it_may(kind, group):
    with pytest.raises(InvalidInput):
        check_group(kind=kind, group=group)


@pytest.mark.parametrize(("kind", "group"), [("medical", "health"), ("identity", "location"), ("court", "case")])
def test_a_kind_may_be_opened_as_narrowly_as_one_wants(kind, group):
    check_group(kind=kind, group=group)


def test_each_group_asks_for_its_own_permission():
    person = object()
    may = ROLES["case_manager"].permissions
    check_opening(group="health", permissions=may, person=person, near=())
    with pytest.raises(NotPermitted):
        check_opening(group="health", permissions=may - {Permission.PROTECTION_ASSESSMENT_MAKE}, person=person, near=())
    with pytest.raises(NotPermitted):
        check_opening(group="location", permissions=may, person=person, near=(None,))
    check_opening(group="location", permissions=may, person=person, near=(person,))


# --- actions


@pytest.fixture
def manager(db) -> Actor:
    return sign_in("case_manager", organisation="vac")


@pytest.fixture
def case(manager) -> Case:
    again(manager)
    return open_case(manager)


def add(actor: Actor, case: Case, **changes) -> Document:
    given = {"kind": "identity", "group": "identity", "file": PDF, "file_name": NAME, "words": WORDS}
    return add_document(actor=actor, case_id=case.pk, **given | changes)


def test_a_document_is_sealed_under_the_key_of_its_case(manager, case):
    kept = add(manager, case, file=PDF + b"0" * PIECE)
    assert kept.key_id == case.key_id
    parts = list(DocumentPart.objects.filter(document=kept).order_by("number"))
    assert [part.number for part in parts] == [1, 2]
    for sealed in (kept.words, kept.file_name, *(part.content for part in parts)):
        assert b"Canary" not in bytes(sealed)
    opened = open_document(actor=manager, document_id=kept.pk)
    assert opened.content == PDF + b"0" * PIECE
    assert opened.file_name == "document.pdf"
    assert show_document(actor=manager, document_id=kept.pk) == {"file_name": NAME, "words": WORDS}


def test_a_piece_that_was_moved_does_not_open(manager, case):
    kept = add(manager, case, file=PDF + b"0" * PIECE)
    first, second = DocumentPart.objects.filter(document=kept).order_by("number")
    DocumentPart.objects.filter(pk=first.pk).update(content=bytes(second.content))
    with pytest.raises(SealBroken):
        open_document(actor=manager, document_id=kept.pk)


def test_each_opening_stands_under_who_looked_without_a_word_of_it(manager, case):
    kept = add(manager, case)
    open_document(actor=manager, document_id=kept.pk)
    show_document(actor=manager, document_id=kept.pk)
    rows = Entry.objects.filter(subject_id=kept.pk).order_by("at")
    assert {row.event for row in rows} == {f"protection.document.{done}" for done in ("added", "opened", "shown")}
    assert all(row.groups == ["identity"] and row.case_id == case.pk for row in rows)
    assert not [row for row in rows if "Canary" in str(row.facts)]
    with translation.override("en"):
        done = [look.what for look in queries.looks(actor=manager, case=case)]
    assert {"Added a document", "Opened a document", "Read what was written about a document"} <= set(done)


def test_nobody_outside_the_wall_finds_a_document_not_even_with_a_grant(manager, case):
    kept = add(manager, case)
    body = organisation(code="ngo-clean-world")
    groups = frozenset({FieldGroup.IDENTITY, FieldGroup.HEALTH, FieldGroup.LOCATION})
    give_grant(
        actor=manager, case_id=case.pk, to_organisation_id=body.pk, to_wall=Wall.PROTECTION, groups=groups,
        purpose="assistance", basis="consent", expires_on=today() + timedelta(days=9),
    )  # fmt: skip
    for role, place in (("case_manager", "ngo-clean-world"), ("investigator", "vac"), ("consular_officer", "vac")):
        sign_in(role, organisation=place)
        assert not Document.objects.exists()
        assert not DocumentPart.objects.exists()
    other = sign_in("case_manager", organisation="ngo-clean-world")
    for look in (open_document, show_document):
        with pytest.raises(NotVisible):
            look(actor=other, document_id=kept.pk)
    with pytest.raises(NotVisible):
        withdraw_document(actor=other, document_id=kept.pk, withdrawal="replaced")
    assert not documents(actor=other, case_id=case.pk).exists()


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"case_manager", "case_supervisor"}))
def test_no_other_role_of_the_holder_opens_one(manager, case, role):
    kept = add(manager, case)
    other = sign_in(role, organisation="vac")
    for look in (open_document, show_document):
        with pytest.raises(NotPermitted):
            look(actor=other, document_id=kept.pk)
    with pytest.raises(NotPermitted):
        add(other, case)


def test_a_place_is_opened_by_who_leads_the_case_and_only_freshly(manager, case):
    kept = add(manager, case, kind="other", group="location")
    colleague = sign_in("case_manager", organisation="vac")
    with pytest.raises(NotPermitted):
        open_document(actor=colleague, document_id=kept.pk)
    again(manager)
    assert open_document(actor=manager, document_id=kept.pk).content == PDF
    object.__setattr__(manager, "stepped_up_at", None)
    with pytest.raises(StepUpNeeded):
        open_document(actor=manager, document_id=kept.pk)


def test_a_withdrawn_document_is_kept_and_never_opened_again(manager, case):
    kept = add(manager, case)
    withdraw_document(actor=manager, document_id=kept.pk, withdrawal="wrong_case")
    assert DocumentPart.objects.filter(document=kept).exists()
    for look in (open_document, show_document):
        with pytest.raises(WrongState):
            look(actor=manager, document_id=kept.pk)
    with pytest.raises(WrongState):
        withdraw_document(actor=manager, document_id=kept.pk, withdrawal="replaced")
    assert Entry.objects.get(event="protection.document.withdrawn").facts["reason"] == "wrong_case"


@pytest.mark.parametrize("change", [{"withdrawal": "replaced"}, {"kind": "consent"}, {"group": "reference"}])
def test_the_database_itself_holds_the_promises(manager, case, change):
    kept = add(manager, case)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=kept.pk).update(**change)


def test_a_signed_paper_belongs_to_its_consent_of_the_same_case(manager, case):
    given = consent(manager, case, signing=Signing())
    assert [choice[0] for choice in consents_to_sign(actor=manager, case_id=case.pk)] == [str(given.pk)]
    kept = add(manager, case, kind="consent", consent_id=given.pk)
    assert list(given.documents.all()) == [kept]
    with pytest.raises(InvalidInput):
        add(manager, case, kind="consent")
    with pytest.raises(InvalidInput):
        add(manager, case, kind="court", group="case", consent_id=given.pk)
    with pytest.raises(NotVisible):
        add(manager, open_case(manager), kind="consent", consent_id=given.pk)


def test_a_day_in_the_future_is_refused(manager, case):
    with pytest.raises(InvalidInput) as refused:
        add(manager, case, dated_on=today() + timedelta(days=1))
    assert refused.value.field == "dated_on"


def test_with_the_key_of_the_case_every_document_is_gone(manager, case):
    kept = add(manager, case)
    with as_owner():
        erase(case.key_id)
    for look in (open_document, show_document):
        with pytest.raises(CryptoError):
            look(actor=manager, document_id=kept.pk)


def test_what_is_kept_stands_in_the_timeline_of_the_holder_alone(manager, case):
    add(manager, case)
    with translation.override("en"):
        happened = queries.happenings(actor=manager, case=case)
        told = [entry.title for entry in queries.timeline(actor=manager, case=case, happened=happened)]
        assert "Document kept: Identity paper" in told
        other = sign_in("case_manager", organisation="ngo-clean-world")
        happened = queries.happenings(actor=other, case=case)
        told = [entry.title for entry in queries.timeline(actor=other, case=case, happened=happened)]
    assert not [title for title in told if "Document" in title]


# --- pages


def upload(content: bytes = PDF, **changes) -> dict:
    file = SimpleUploadedFile("a.txt", content, content_type="text/plain")
    return {"file": file, "kind": "identity", "group": "identity", "words": WORDS} | changes


@pytest.mark.django_db
def test_a_document_is_added_seen_downloaded_and_withdrawn():
    client = desk_client("case_manager", organisation="vac")
    again(client.actor)
    case = open_case(client.actor)
    listing = reverse("protection:case_documents", args=[case.pk])
    assert client.post(reverse("protection:document_add", args=[case.pk]), upload()).url == listing
    page = client.get(listing).content.decode()
    assert "Identity paper" in page
    assert "Canary" not in page
    again(client.actor)
    kept = Document.objects.get()
    read = reverse("protection:document_read", args=[kept.pk])
    assert "Canary" not in client.get(read).content.decode()
    assert WORDS in client.post(reverse("protection:document_show", args=[kept.pk])).content.decode()
    answer = client.post(reverse("protection:document_open", args=[kept.pk]))
    assert answer.content == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="document.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert client.get(reverse("protection:document_open", args=[kept.pk])).status_code == 405
    gone = reverse("protection:document_withdraw", args=[kept.pk])
    assert client.post(gone, {"withdrawal": "replaced"}).url == listing
    assert client.post(reverse("protection:document_open", args=[kept.pk])).status_code == 409
    assert "Withdrawn" in client.get(read).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (upload(b"MZ program"), "Only PDF, JPEG, PNG, DOCX and XLSX"),
        (upload(b"%PDF-" + b"0" * LARGEST), "at most 20 MB"),
        (upload(group="case"), "opened more narrowly"),
        (upload(document_that_lies(megabytes=900)), "could not be opened safely"),
    ],
    ids=["program", "large", "wide", "bomb"],
)
def test_bad_input_comes_back_with_its_message(sent, message):
    client = desk_client("case_manager", organisation="vac")
    again(client.actor)
    case = open_case(client.actor)
    answer = client.post(reverse("protection:document_add", args=[case.pk]), sent)
    assert answer.status_code == 200
    assert message in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(ROLES))
def test_no_page_of_a_role_that_may_not_shows_a_word_of_it(manager, case, role):
    kept = add(manager, case)
    for body in ("vac", "mia-shelter", "ngo-clean-world"):
        client = desk_client(role, organisation=body)
        may = role in ("case_manager", "case_supervisor") and body == "vac"
        for name in ("document_show", "document_open"):
            answer = client.post(reverse(f"protection:{name}", args=[kept.pk]))
            assert (answer.status_code == 200) is may
            assert may or b"Canary" not in answer.content
