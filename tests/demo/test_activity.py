"""A year with the shape of the published one: the same each time, and overlapping as published."""

from collections import Counter

from panah.demo import activity
from tests.demo.year import LINES


def test_the_year_is_the_same_every_time_and_overlaps_as_published():
    people = activity.people()
    assert people == activity.people()
    assert len(people) == activity.IDENTIFIED + activity.PRESUMED
    assert sum(paid.amount for person in people for paid in person.paid if paid.kind == "aid") == LINES["C20"]
    held = Counter(person.holder for person in people)
    assert held["vac"] == activity.AT_CENTRE
    assert held["ngo-children-union"] == activity.CHILDREN
