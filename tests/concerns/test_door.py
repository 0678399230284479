import pytest
from django.db import DatabaseError, connection, transaction

from panah.concerns import door, receipts, sealing, tokens
from panah.concerns.models import Message, Report
from panah.core.clock import today
from panah.core.errors import InvalidInput
from panah.crypto import boxes, desks
from tests.concerns.support import as_public, send
from tests.support import as_owner

pytestmark = pytest.mark.django_db
RECEIVE = "SELECT concern_receive(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


def execute(statement, values=()):
    """Execute a statement that may be refused, without ending the test's transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def desk_of(channel):
    with as_public():
        return next(desk for desk in door.desks() if desk.channel == channel)


def stored():
    with as_owner():
        return Report.objects.get()


def test_the_countrys_four_desks_are_open_each_with_its_own_key():
    with as_public():
        found = door.desks()
    assert [desk.channel for desk in found] == ["police_helpline", "child_helpline", "ngo", "oversight"]
    assert len({desk.public_key for desk in found}) == 4


def test_a_report_is_stored_sealed_and_its_code_opens_its_mailbox():
    code = send()
    report = stored()
    assert receipts.is_code(code)
    assert bytes(report.mailbox_tag) == receipts.mailbox_of(code).tag
    assert b"lock the door" not in bytes(report.sealed)
    assert (report.topic, report.is_urgent, report.wall) == ("locked_in", True, "helpline")
    assert report.received_on == today()


def test_the_desk_reads_every_answer_with_its_key():
    send(place="Gəncə", whom="other_person")
    report = stored()
    words = sealing.unpadded(desks.open_at_desk(report.desk_key_id, bytes(report.sealed)))
    assert words["words"] == "They lock the door at night."
    assert words["place"] == "Gəncə"
    assert "reader" not in words


def test_fifty_sendings_of_one_form_are_one_report_and_one_code():
    codes = {send() for _ in range(50)}
    with as_owner():
        assert Report.objects.count() == 1
    assert len(codes) == 1


def test_other_words_from_the_same_page_are_kept_under_a_code_of_their_own():
    first, second = send(words="They lock the door."), send(words="They lock the door. A child is there too.")
    elsewhere = send(words="They lock the door.", reader="oversight")
    with as_owner():
        assert Report.objects.count() == 3
    assert len({first, second, elsewhere}) == 3


def test_other_words_from_the_same_open_conversation_are_another_message():
    code = send()
    with as_public():
        mailbox = door.mailbox_of_token(door.open_mailbox(code).token)
        for words in ("He is back", "He is back with two men", "He is back"):
            door.write_more(mailbox=mailbox, words=words, once=b"m" * 16)
    with as_owner():
        assert Message.objects.count() == 2


def test_two_forms_are_two_reports():
    assert send(once=b"1" * 16) != send(once=b"2" * 16)
    with as_owner():
        assert Report.objects.count() == 2


def test_a_report_about_the_police_is_not_taken_by_the_police():
    with pytest.raises(InvalidInput):
        send(about_staff="mia-atd")
    code = send(about_staff="mia-atd", reader="oversight")
    assert code
    assert stored().about_organisation.code == "mia-atd"


def test_the_database_itself_refuses_a_report_about_the_desks_own_staff():
    desk = desk_of("police_helpline")
    values = [door.random_id(), "police_helpline", b"x", desk.key_id, "other", "az", False]
    values += [b"t" * 32, b"k" * 32, "mia-atd", b"s" * 32]
    with as_public(), pytest.raises(DatabaseError, match="own staff"):
        execute(RECEIVE, values)


def test_a_report_sealed_to_another_desk_is_refused():
    other = desk_of("oversight")
    values = [door.random_id(), "police_helpline", b"x", other.key_id, "other", "az", False]
    values += [b"t" * 32, b"k" * 32, "", b"s" * 32]
    with as_public(), pytest.raises(DatabaseError, match="another desk"):
        execute(RECEIVE, values)


def test_a_further_message_sealed_to_another_desk_is_refused():
    code, other = send(), desk_of("oversight")
    with as_public():
        mailbox = door.mailbox_of_token(door.open_mailbox(code).token)
        values = [mailbox.tag, door.random_id(), b"x", other.key_id, b"s" * 32]
        with pytest.raises(DatabaseError, match="another desk"):
            execute("SELECT mailbox_add(%s, %s, %s, %s, %s)", values)
    with as_owner():
        assert not Message.objects.exists()


def answer_to(report, words):
    """Put an answer into the mailbox as a desk does."""
    with as_owner():
        Message.objects.bulk_create(
            [
                Message(
                    organisation_id=report.organisation_id,
                    wall=report.wall,
                    report=report,
                    place=1,
                    is_from_desk=True,
                    sealed=sealing.seal({"words": words}, to=bytes(report.mailbox_key)),
                    written_on=today(),
                )
            ]
        )


def test_whoever_has_the_code_reads_the_answer_and_nothing_else():
    code = send()
    answer_to(stored(), "Are you safe now?")
    with as_public():
        found = door.open_mailbox(receipts.grouped(code))
    assert [answer.words for answer in found.answers] == ["Are you safe now?"]
    assert found.reader.code == "mia-atd"
    with as_owner():
        assert Message.objects.get().read_on == today()


def test_a_wrong_code_finds_nothing_after_the_same_work(monkeypatch):
    send()
    derived = []
    monkeypatch.setattr(boxes, "slow_key", lambda *args, **kwargs: derived.append(args) or b"x" * 64)
    with as_public():
        assert door.open_mailbox("1") is None
        assert door.open_mailbox("12345678901234567890") is None
    assert len(derived) == 2


def test_more_can_be_written_with_the_open_page_and_a_double_tap_is_one_message():
    code = send()
    with as_owner():
        Report.objects.update(has_news=False)
    with as_public():
        mailbox = door.mailbox_of_token(door.open_mailbox(code).token)
        for _ in range(3):
            door.write_more(mailbox=mailbox, words="He is back", once=b"m" * 16)
        assert door.conversation(mailbox).answers == ()
    with as_owner():
        message = Message.objects.get()
        assert Report.objects.get().has_news
    assert sealing.unpadded(desks.open_at_desk(message.desk_key_id, bytes(message.sealed))) == {"words": "He is back"}


def test_writing_to_no_mailbox_does_nothing():
    with as_public():
        door.write_more(mailbox=tokens.OpenMailbox(b"0" * 32, b"1" * 32), words="?", once=b"m" * 16)
    with as_owner():
        assert not Message.objects.exists()


def tables():
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            """SELECT relname FROM pg_class
                WHERE relkind IN ('r', 'v', 'm', 'p') AND relnamespace = 'public'::regnamespace"""
        )
        return [name for (name,) in cursor.fetchall()]


def test_the_public_role_reads_no_table_but_what_is_published():
    open_to_it = []
    for table in tables():
        with as_public(), connection.cursor() as cursor:
            cursor.execute("SAVEPOINT look")
            try:
                cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')
                open_to_it.append(table)
            except DatabaseError:
                cursor.execute("ROLLBACK TO look")
    assert all(table.startswith("published_") for table in open_to_it), open_to_it


@pytest.mark.parametrize(
    "verb",
    [
        "INSERT INTO concerns_report DEFAULT VALUES",
        "DELETE FROM concerns_report",
        "UPDATE concerns_report SET has_news = false",
    ],
)
def test_the_public_role_changes_no_report(verb):
    with as_public(), pytest.raises(DatabaseError, match="permission denied"):
        execute(verb)


def test_the_desk_cannot_write_reports_nor_open_mailboxes():
    for statement in (
        "INSERT INTO concerns_report DEFAULT VALUES",
        "UPDATE concerns_report SET sealed = ''",
        "SELECT mailbox_messages('x')",
        "SELECT concern_receive(null, null, null, null, null, null, null, null, null, null, null)",
    ):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_no_shelter_is_named_to_the_public():
    with as_public():
        known = {body.code for body in door._known(1)[2]}
    assert "mia-atd" in known
    assert "mia-shelter" not in known
