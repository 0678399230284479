import pytest
from django.urls import reverse

from panah.accounts.models import Account
from panah.demo import logins
from panah.demo.concerns import add_concerns
from panah.demo.sample import OPERATOR
from panah.helpline.models import Concern
from panah.organisations import reference
from tests import support
from tests.helpline.support import report_for


@pytest.mark.django_db
def test_many_concerns_stand_in_the_desks_list_as_any_other(settings, tmp_path, as_owner):
    settings.VAR = tmp_path
    with as_owner():
        reference.load()
        logins.add_logins()
    client = support.client_of(Account.objects.get(email=OPERATOR))
    support.again(client.actor)
    report_for(client.actor)
    with as_owner():
        assert add_concerns(40) == 41
    support.again(client.actor)
    made = Concern.objects.own(client.actor)
    opened = list(made.filter(state="opened").values_list("reference", flat=True))
    assert (made.count(), len(opened)) == (20, 5)
    page = client.get(reverse("helpline:concern_list")).content.decode()
    assert all(reference in page for reference in opened)
