"""E-mail says that something waits, once, to whom it waits; and nothing is lost while the mail server is away."""

import socket
from threading import Thread

import pytest
from django.core import mail as outbox
from django.db import connection

from panah.accounts import mail
from panah.accounts.models import Account, Notification
from panah.config.mail import MailServer, mail_server
from panah.config.refusal import Refusal
from panah.helpline import actions
from tests.support import as_owner

REPLIES = {b"EHLO": b"250 here", b"DATA": b"354 go on", b".": b"250 taken", b"QUIT": b"221 bye"}


def relay(heard: list[bytes]) -> int:
    """Listen once, as a mail server does, and return the port."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connected, _ = listening.accept()
        with listening, connected, connected.makefile("rwb") as lines:
            lines.write(b"220 ready\r\n")
            lines.flush()
            in_message = False
            for line in lines:
                heard.append(line)
                word = line.strip() if in_message else line[:4].upper()
                if not in_message or word == b".":
                    lines.write(REPLIES.get(word, b"250 well") + b"\r\n")
                    lines.flush()
                in_message = word == b"DATA" or (in_message and word != b".")

    Thread(target=serve, daemon=True).start()
    return int(listening.getsockname()[1])


def address(person) -> str:
    return Account.objects.get(pk=person.id).email


@pytest.fixture
def paged(sign_in, settings):
    """Two operators on a line without a roster: a danger is told to everyone of it."""
    settings.EMAIL_HOST = "mail.example"
    people = [sign_in("helpline_operator", organisation="mia-atd") for _ in range(2)]
    for _ in range(2):
        actions.log_call(actor=people[1], topic="tip_victim", disposition="emergency", is_danger=True)
    return people


@pytest.mark.django_db
def test_whoever_is_paged_is_told_once_that_something_waits(paged):
    Account.objects.filter(pk=paged[0].id).update(language="en")
    with as_owner():
        told = set(Notification.objects.values_list("account_id", flat=True))
        assert {person.id for person in paged} <= told
        assert mail.send_waiting() == len(told) == len(outbox.outbox)
        assert mail.send_waiting() == 0
        english = next(one for one in outbox.outbox if one.to == [address(paged[0])])
        words = english.subject + english.body
    assert words == "Something urgent waits for youSomething urgent waits for you. Sign in now to see it."


@pytest.mark.django_db
def test_the_desk_cannot_read_whom_anybody_told(paged):
    with pytest.raises(Exception, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_notification")


@pytest.mark.enable_socket
@pytest.mark.django_db
def test_a_mail_server_that_is_away_loses_nothing(paged, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with as_owner():
        Notification.objects.exclude(account_id=paged[0].id).delete()
        assert mail.send_waiting() == 0
        assert Notification.objects.get().tries == 1
        assert address(paged[0]) not in caplog.text
        Notification.objects.update(tries=mail.TRIES - 1)
        assert mail.send_waiting() == 0
        assert not Notification.objects.exists()  # given up: the next page is told again
        Notification.objects.create(account_id=paged[0].id)
        heard: list[bytes] = []
        settings.EMAIL_PORT = relay(heard)
        assert mail.send_waiting() == 1
        assert Notification.objects.get().sent_at is not None
    assert f"rcpt TO:<{address(paged[0])}>".encode() in b"".join(heard)


@pytest.mark.django_db
def test_without_a_mail_server_it_waits_and_is_forgotten_after_a_week(paged, settings, monkeypatch):
    settings.EMAIL_HOST = ""
    with as_owner():
        assert mail.send_waiting() == 0
        assert mail.forget_sent() == 0
        monkeypatch.setattr(mail, "now", lambda real=mail.now: real() + 2 * mail.KEPT)
        assert mail.forget_sent() >= len(paged)
        assert not Notification.objects.exists()


def test_an_address_names_the_server_and_how_it_is_reached():
    assert mail_server("") == MailServer()
    found = mail_server("smtp://desk:p%40ss@mail.example.org")
    assert (found.host, found.port, found.user, found.password) == ("mail.example.org", 587, "desk", "p@ss")
    assert "p@ss" not in repr(found)
    assert mail_server("smtps://mail.example.org").port == 465


@pytest.mark.parametrize("address", ["mail.example.org", "http://mail.example.org", "smtp+plain://mail.example.org"])
def test_an_address_that_would_not_work_or_sends_in_clear_is_refused(address):
    with pytest.raises(Refusal, match="PANAH_SMTP"):
        mail_server(address)
