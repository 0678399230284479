"""Consent: shown before it is signed, sealed with its proof, taken back at once, overridden by named duties only."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import translation

from panah.access.policy import Actor
from panah.audit.models import Entry
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.core.seen import see
from panah.organisations.queries import organisation
from panah.protection import actions, queries
from panah.protection.models import Case, Consent, ConsentPaper, Override
from panah.protection.rules.consent import (
    NOT_SIGNED,
    Signing,
    check_child_view,
    check_override,
    check_signing,
    is_drawing,
    scan_of,
    scan_type,
)
from tests.protection.people import open_case
from tests.support import DeskClient, again, desk_client, sign_in

DRAWN = "M10 20L30 40L50 20M60 60L70 70"
PDF = b"%PDF-1.7 invented"
WHY = "She was seen being put into a car."


def jpeg(*segments: bytes) -> bytes:
    made = b"".join(part[:2] + (len(part)).to_bytes(2) + part[2:] for part in segments)
    return b"\xff\xd8" + made + b"\xff\xda\x00\x02picture\xff\xd9"


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    made = b"".join(len(data).to_bytes(4) + name + data + b"crc!" for name, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + made + b"\x00\x00\x00\x00IENDcrc!"


# --- rules


@pytest.mark.parametrize("path", [DRAWN, "M0 0L600 200"])
def test_what_the_board_draws_is_a_drawing(path):
    assert is_drawing(path)


@pytest.mark.parametrize("path", ["", "M1 1", "M1 1L2 2Z", 'M1 1L2 2"/><script>', "M1 1L2 2" * 9000, "L1 1L2 2"])
def test_nothing_else_is_a_drawing(path):
    assert not is_drawing(path)


@pytest.mark.parametrize(
    ("signing", "field"),
    [
        (Signing(kind="drawn"), "signature"),
        (Signing(kind="paper"), "scan"),
        (Signing(kind="oral", witness_name=" "), "witness_name"),
    ],
)
def test_each_way_of_signing_needs_its_own_proof(signing, field):
    with pytest.raises(InvalidInput) as refused:
        check_signing(signing)
    assert refused.value.field == field


def test_a_child_is_heard_and_an_adult_is_not_asked():
    check_child_view(band="18_20", giver="guardian", view="")
    check_child_view(band="9_17", giver="guardian", view="disagrees")
    with pytest.raises(InvalidInput):
        check_child_view(band="9_17", giver="guardian", view="")


@pytest.mark.parametrize(
    "wrong",
    [
        {"ground": "convenience"},
        {"reason": "Because."},
        {"ground": "court_order"},
        {"told": ""},
        {"until": today() + timedelta(days=31)},
        {"until": today() - timedelta(days=1)},
    ],
)
def test_only_a_named_duty_with_a_reason_and_for_a_short_time_stands_above_consent(wrong):
    given = {"ground": "vital_danger", "reason": WHY, "order_number": "", "told": "later", "until": today()}
    check_override(**given, today=today())
    with pytest.raises(InvalidInput):
        check_override(**given | wrong, today=today())


def _kept(content: bytes) -> bytes:
    return scan_of(content, seen=see(content))


def test_place_and_time_are_taken_out_of_a_photo():
    bare = _kept(
        jpeg(
            b"\xff\xe0JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x00\x00",
            b"\xff\xe1Exif GPS 40.4 49.8",
            b"\xff\xfenote",
            b"\xff\xdbtable",
        )
    )
    assert b"GPS" not in bare
    assert b"note" not in bare
    assert b"JFIF" in bare
    assert bare.endswith(b"picture\xff\xd9")
    assert b"place" not in _kept(png((b"IHDR", b"size"), (b"tEXt", b"place"), (b"IDAT", b"dots")))
    assert b"dots" in _kept(png((b"IDAT", b"dots")))
    assert _kept(PDF) == PDF
    assert [scan_type(each)[1] for each in (PDF, jpeg(), png())] == ["pdf", "jpg", "png"]


BROKEN = (b"\xff\xd8\xff\xe0\x00", b"\x89PNG\r\n\x1a\nxx")


@pytest.mark.parametrize("content", [b"GIF89a", b"MZ", b"", *BROKEN, b"%PDF-" * 500_000], ids=range(6))
def test_other_files_are_refused(content):
    with pytest.raises(InvalidInput):
        _kept(content)


# --- actions


@pytest.fixture
def manager(db) -> Actor:
    return sign_in("case_manager", organisation="vac")


@pytest.fixture
def case(manager) -> Case:
    again(manager)
    return open_case(manager)


def consent(actor: Actor, case: Case, **changes) -> Consent:
    given = {
        "purpose": "medical",
        "language": "ru",
        "given_on": today(),
        "signing": Signing(kind="drawn", signature=DRAWN),
    }
    return actions.record_consent(actor=actor, case_id=case.pk, **given | changes)


def override(actor: Actor, case: Case, **changes) -> Override:
    told = {"recipient_id": organisation(code="mia-atd").pk, "told": "later", "until": today() + timedelta(days=7)}
    return actions.override_consent(
        actor=actor, case_id=case.pk, **{"ground": "vital_danger", "reason": WHY, **told} | changes
    )


def test_a_consent_keeps_which_letters_were_shown_and_seals_the_signature(manager, case):
    given = consent(manager, case)
    assert (given.text, given.signing) == ("medical_v1", "drawn")
    shown = queries.text_shown(actor=manager, consent=given)
    assert shown.language == "ru"
    assert bytes(given.text_digest) == shown.digest
    assert b"L30" not in bytes(given.signature)
    assert actions.show_signature(actor=manager, consent_id=given.pk).signature == DRAWN
    assert Entry.objects.get(event="protection.signature.shown").case_id == case.pk
    assert Entry.objects.get(event="protection.consent.recorded").facts["signing"] == "drawn"


def test_a_signed_paper_is_sealed_and_each_opening_is_logged(manager, case):
    given = consent(manager, case, signing=Signing(kind="paper", scan=PDF))
    assert b"PDF" not in bytes(given.paper.content)
    assert actions.open_paper(actor=manager, consent_id=given.pk) == PDF
    assert Entry.objects.filter(event="protection.signature.shown").count() == 1
    with pytest.raises(NotVisible):
        actions.open_paper(actor=manager, consent_id=consent(manager, case).pk)


def test_a_witness_is_sealed_and_a_consent_may_wait_to_be_signed(manager, case):
    oral = consent(manager, case, signing=Signing(kind="oral", witness_name="Zümrüd Tərcüməçi"))
    assert actions.show_signature(actor=manager, consent_id=oral.pk).witness_name == "Zümrüd Tərcüməçi"
    assert consent(manager, case, signing=NOT_SIGNED).signing == ""


@pytest.mark.parametrize(
    "change", [{"signing": "drawn", "signature": None}, {"signing": "paper"}, {"giver": "guardian"}]
)
def test_the_database_itself_wants_the_proof(manager, case, change):
    given = consent(manager, case)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(pk=given.pk).update(**change)


def test_no_colleague_elsewhere_sees_a_signature(manager, case):
    given = consent(manager, case, signing=Signing(kind="paper", scan=PDF))
    other = sign_in("case_manager", organisation="ngo-clean-world")
    for look in (actions.show_signature, actions.open_paper):
        with pytest.raises(NotVisible):
            look(actor=other, consent_id=given.pk)
    assert not ConsentPaper.objects.exists()


def test_a_withdrawal_leaves_a_job_that_stops_what_is_under_way(manager, case):
    given = consent(manager, case)
    actions.withdraw_consent(actor=manager, consent_id=given.pk)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "SELECT args->>'consent_id' FROM procrastinate_jobs WHERE task_name = 'coordination.stop_referrals'"
        )
        assert cursor.fetchall() == [(str(given.pk),)]


def test_an_override_is_sealed_logged_and_waits_for_the_officer(manager, case):
    given = override(manager, case)
    assert b"car" not in bytes(given.reason)
    assert actions.show_override(actor=manager, override_id=given.pk)["reason"] == WHY
    assert Entry.objects.get(event="protection.consent.overridden").facts["ground"] == "vital_danger"
    body = {"recipient_id": organisation(code="mia-atd").pk, "case_id": case.pk}
    assert queries.override_to_tell(actor=manager, ground="vital_danger", **body)
    assert not queries.override_to_tell(actor=manager, ground="court_order", **body)
    officer = sign_in("case_supervisor", organisation="vac", duties=("data_protection_officer",))
    with translation.override("en"):
        (item,) = queries.override_work(actor=officer)
    assert "without consent" in item.title
    actions.note_override(actor=officer, override_id=given.pk)
    assert not list(queries.override_work(actor=officer))
    with pytest.raises(WrongState):
        actions.note_override(actor=officer, override_id=given.pk)


def test_nobody_looks_at_their_own_override_and_nobody_but_the_officer_looks(manager, case):
    given = override(manager, case)
    with pytest.raises(NotPermitted):
        actions.note_override(actor=manager, override_id=given.pk)
    officer = sign_in("case_manager", organisation="vac", duties=("data_protection_officer",))
    own = override(officer, case)
    with pytest.raises(NotPermitted):
        actions.note_override(actor=officer, override_id=own.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Override.objects.filter(pk=own.pk).update(noted_by_id=officer.id, noted_at=own.decided_at)


def test_the_person_is_told_once_and_that_has_its_day(manager, case):
    given = override(manager, case, ground="court_order", order_number="2-1(81)-77/2026 of 20.11.2026")
    told = actions.tell_of_override(actor=manager, override_id=given.pk)
    assert (told.told, told.told_on) == ("told", today())
    with pytest.raises(WrongState):
        actions.tell_of_override(actor=manager, override_id=given.pk)


# --- pages


@pytest.fixture
def desk(db) -> DeskClient:
    return desk_client("case_manager", organisation="vac")


@pytest.fixture
def own(desk) -> Case:
    again(desk.actor)
    return open_case(desk.actor)


def url(name: str, key: object) -> str:
    return reverse(f"protection:{name}", args=[key])


def on(name: str) -> dict[str, int]:
    return {f"{name}_day": today().day, f"{name}_month": today().month, f"{name}_year": today().year}


def test_the_text_is_shown_in_the_persons_language_before_anybody_signs(desk, own):
    first = desk.get(url("consent_record", own.pk)).content.decode()
    assert 'method="get"' in first
    page = desk.get(url("consent_record", own.pk) + "?purpose=medical&language=ru&signing=drawn").content.decode()
    assert 'lang="ru"' in page
    assert "Вы можете остановить осмотр" in page
    assert "data-board" in page
    assert "child_view" not in page


def test_a_signature_is_drawn_sent_and_shown_again_on_request(desk, own):
    asked = url("consent_record", own.pk) + "?purpose=medical&language=az&signing=drawn"
    sent = {"giver": "person", **on("given_on")}
    assert "Sign in the box" in desk.post(asked, {**sent, "signature": "M1"}).content.decode()
    assert desk.post(asked, {**sent, "signature": DRAWN}).status_code == 302
    again(desk.actor)
    given = Consent.objects.get()
    assert DRAWN not in desk.get(url("consent_read", given.pk)).content.decode()
    assert DRAWN in desk.post(url("consent_show", given.pk)).content.decode()


def test_a_paper_is_uploaded_and_comes_back_as_an_attachment(desk, own):
    asked = url("consent_record", own.pk) + "?purpose=assistance&language=az&signing=paper"
    sent = {"giver": "person", **on("given_on")}
    wrong = desk.post(asked, {**sent, "scan": SimpleUploadedFile("x.pdf", b"MZ")})
    assert "Only PDF, JPEG and PNG" in wrong.content.decode()
    assert desk.post(asked, {**sent, "scan": SimpleUploadedFile("x.pdf", PDF)}).status_code == 302
    again(desk.actor)
    answer = desk.post(url("consent_open", Consent.objects.get().pk))
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment")


def test_an_override_is_explained_on_the_consent_tab_and_noted_by_the_officer(desk, own):
    told = {"recipient_id": organisation(code="mia-atd").pk, "told": "later", **on("until")}
    sent = {"ground": "vital_danger", "reason": WHY, **told}
    assert desk.post(url("override_record", own.pk), {**sent, "reason": "x"}).status_code == 200
    assert desk.post(url("override_record", own.pk), sent).status_code == 302
    page = desk.get(url("case_consent", own.pk)).content.decode()
    assert "Imminent danger to life" in page
    assert "has not looked at it yet" in page
    assert WHY not in page
    again(desk.actor)
    key = Override.objects.get().pk
    assert WHY in desk.post(url("override_show", key)).content.decode()
    assert desk.post(url("override_note", key)).status_code == 403
    assert desk.post(url("override_tell", key)).status_code == 302
    officer = desk_client("case_supervisor", organisation="vac", duties=("data_protection_officer",))
    assert desk_client("investigator", organisation="vac").get(url("override_record", own.pk)).status_code == 403
    assert officer.post(url("override_note", key)).status_code == 302


def test_the_officer_finds_it_among_the_work(desk, own):
    again(desk.actor)
    override(desk.actor, own)
    officer = desk_client("case_supervisor", organisation="vac", duties=("data_protection_officer",), language="az")
    assert "Razılıq olmadan məlumat verilib" in officer.get(reverse("desk:work_list")).content.decode()
