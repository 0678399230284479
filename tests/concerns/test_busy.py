"""Where a request came from: the peer, or what our own front server added, never what the client claims."""

from django.test import RequestFactory

from panah.concerns.busy import address_of


def asked(**headers):
    return RequestFactory().get("/az/report/", REMOTE_ADDR="127.0.0.1", headers=headers)


def test_without_a_front_server_a_claimed_address_counts_for_nothing(settings):
    settings.IS_SECURE = False
    assert address_of(asked(**{"X-Forwarded-For": "203.0.113.9"})) == "127.0.0.1"


def test_behind_a_front_server_only_what_it_added_itself_counts(settings):
    settings.IS_SECURE = True
    assert address_of(asked(**{"X-Forwarded-For": "198.51.100.1, 203.0.113.9"})) == "203.0.113.9"
    assert address_of(asked()) == "127.0.0.1"
