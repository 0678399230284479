from datetime import timedelta

import pytest
from django.db import connection

from panah.concerns.models import Message, Report
from panah.concerns.tasks import forget_messages
from panah.core.clock import today
from tests.concerns.support import send
from tests.support import as_owner

pytestmark = pytest.mark.django_db


def test_answers_leave_when_their_time_is_over_and_the_reporters_words_stay():
    send()
    ages = ((True, 40, 30), (True, 40, 29), (True, 180, None), (True, 179, None), (False, 400, None))
    with as_owner():
        report = Report.objects.get()
        Message.objects.bulk_create(
            [
                Message(
                    organisation_id=report.organisation_id,
                    wall=report.wall,
                    report=report,
                    place=place,
                    is_from_desk=is_from_desk,
                    sealed=b"x",
                    written_on=today() - timedelta(days=written),
                    read_on=None if read is None else today() - timedelta(days=read),
                )
                for place, (is_from_desk, written, read) in enumerate(ages, 1)
            ]
        )
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE panah_worker")
        assert forget_messages() == 2
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
        assert list(Message.objects.order_by("place").values_list("place", flat=True)) == [2, 4, 5]
