from datetime import date

import pytest

from panah.concerns.limits import Buckets, network_of

TODAY = date(2026, 11, 22)


def test_an_empty_bucket_fills_again_with_time():
    buckets = Buckets(capacity=2, per_minute=6)
    taken = [buckets.take("10.0.0.1", seconds=0, today=TODAY) for _ in range(3)]
    assert taken == [True, True, False]
    assert not buckets.take("10.0.0.1", seconds=9, today=TODAY)
    assert buckets.take("10.0.0.1", seconds=11, today=TODAY)


def test_one_network_does_not_empty_the_bucket_of_another():
    buckets = Buckets(capacity=1, per_minute=1)
    assert buckets.take("10.0.0.1", seconds=0, today=TODAY)
    assert not buckets.take("10.0.0.200", seconds=0, today=TODAY)
    assert buckets.take("10.0.1.1", seconds=0, today=TODAY)


def test_no_address_and_no_network_is_kept():
    buckets = Buckets(capacity=1, per_minute=1)
    buckets.take("203.0.113.7", seconds=0, today=TODAY)
    assert "203.0.113" not in repr(buckets._levels)
    assert b"203.0.113" not in b"".join(buckets._levels)


def test_a_new_day_forgets_the_old_names():
    buckets = Buckets(capacity=1, per_minute=0)
    assert buckets.take("10.0.0.1", seconds=0, today=TODAY)
    salt = buckets._salt[1]
    assert buckets.take("10.0.0.1", seconds=1, today=date(2026, 11, 23))
    assert buckets._salt[1] != salt
    assert len(buckets._levels) == 1


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("", "unknown"),
        ("x" * 999, "unknown"),
    ],
)
def test_networks(address, network):
    assert network_of(address) == network
