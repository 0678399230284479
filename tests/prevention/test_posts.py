"""Online posts: exports of networks are read, shown first, taken over whole or not at all, and never twice."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from panah.access.policy import Actor
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible
from panah.prevention import actions
from panah.prevention.models import Campaign, PostReading
from panah.prevention.queries.posts import mentions, posts
from panah.prevention.rules import posts as rules
from tests.support import DeskClient, again

SignIn = Callable[..., Actor]
DAY = date(2026, 8, 20)
META = (
    "\ufeffPost ID,Title,Publish time,Permalink,Reach,Views,Link clicks\r\n"
    '77,"Qapı, kilidlidir",07/30/2026 14:05,https://social.example/p/77,"12,345",20001,\r\n'
    ",,,,,,\r\n"
    "78,=1+1,08/01/2026 09:00,https://social.example/p/78,400,-,12\r\n"
)


def test_an_export_gives_its_columns_away() -> None:
    table = rules.read_table(META)
    columns = rules.guess(table.header)
    assert {field: table.header[place] for field, place in columns.items()} == {
        "address": "Permalink",
        "title": "Title",
        "posted_on": "Publish time",
        "reach_count": "Reach",
        "views_count": "Views",
        "clicks_count": "Link clicks",
    }
    found, faults = rules.read_posts(table, columns, dates="month", read_on=DAY)
    assert faults == []
    assert [(post.posted_on.month, post.figures["reach_count"]) for post in found] == [(7, 12345), (8, 400)]
    assert found[0].figures["clicks_count"] is None
    faults = rules.read_posts(table, columns, dates="day", read_on=DAY)[1]
    assert [(fault.row, fault.column) for fault in faults] == [(2, "posted_on")]


@pytest.mark.parametrize("text", ["", "Only one column\nx", "A;B;C", "a,b\n" + "x,y\n" * 1001, "a,b\n" + "x" * 400_001])
def test_what_is_no_export_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        rules.read_table(text)


def test_impressions_are_nobody_reached_and_a_moment_is_a_day_here() -> None:
    assert "reach_count" not in rules.guess(["Link", "Date", "Impressions"])
    table = rules.read_table("Link,Date\na,2026-08-01T21:30:00+0000\n\nb,soon\n")
    found, faults = rules.read_posts(table, rules.guess(table.header), dates="day", read_on=DAY)
    assert [post.posted_on for post in found] == [date(2026, 8, 2)]
    assert [(fault.row, fault.column) for fault in faults] == [(4, "posted_on")]
    for broken in ("a,b\n" + '"' + "x" * 131_073, "a,b\nx\ry,z\n" + '"' + "x" * 131_073):
        with pytest.raises(InvalidInput, match="no CSV"):
            rules.read_table(broken)


def test_every_fault_is_named_with_its_row() -> None:
    rows = (
        "Link\tDate\tViews\n"
        "https://a.example/1\t2026-08-01\t1 200\n"
        "https://a.example/1\t01.08.2026\t12.5\n"
        "\tsoon\t-4\n"
        "https://a.example/2\t2026-08-21\t99999999999\n"
    )
    table = rules.read_table(rows)
    found, faults = rules.read_posts(table, rules.guess(table.header), dates="day", read_on=DAY)
    assert [post.figures["views_count"] for post in found] == [1200]
    assert [(fault.row, fault.column) for fault in faults] == [
        (3, "address"),
        (3, "views_count"),
        (4, "posted_on"),
        (4, "address"),
        (4, "views_count"),
        (5, "posted_on"),
        (5, "views_count"),
    ]
    with pytest.raises(InvalidInput):
        rules.read_posts(table, {"address": 0}, dates="day", read_on=DAY)


@pytest.fixture
def maker(sign_in: SignIn) -> Actor:
    return sign_in("campaign_officer", organisation="iom-az")


@pytest.fixture
def campaign(maker: Actor) -> Campaign:
    return actions.open_campaign(actor=maker, slug="posts", title_en="Posts")


@pytest.mark.django_db
def test_an_import_is_shown_first_and_repeated_without_doubles(
    maker: Actor, campaign: Campaign, desk_client: Callable[..., DeskClient]
) -> None:
    client, address = desk_client("campaign_officer", organisation="iom-az"), "/prevention/campaigns/posts/posts/"
    asked = {"network": "facebook", "dates": "month", "language": "az"}
    asked |= {"read_on_day": "20", "read_on_month": "8", "read_on_year": "2026"}

    def send(text: bytes) -> str:
        file = SimpleUploadedFile("export.csv", text, "text/csv")
        return client.post(f"{address}import/", {**asked, "file": file}).content.decode()

    assert "Save it as CSV UTF-8" in send("Qapı,ə\n1,2".encode("utf-16"))
    assert "Choose the file." in client.post(f"{address}import/", asked).content.decode()
    page = send(META.encode())
    assert "2 posts can be read" in page
    assert "12,345" in page
    columns = {"col_address": "3", "col_title": "1", "col_posted_on": "2", "col_reach_count": "4"}
    broken = client.post(f"{address}import/", {**asked, "text": META, **columns, "dates": "day", "import": "1"})
    assert "Nothing was imported" in broken.content.decode()
    again(maker)
    assert not PostReading.objects.own(maker).exists()
    for _ in range(2):
        done = client.post(f"{address}import/", {**asked, "text": META, **columns, "import": "1"})
        assert done.status_code == 302
    again(maker)
    assert PostReading.objects.own(maker).count() == 2
    shown = client.get(address).content.decode()
    assert "=1+1" in shown
    assert "12,345" in shown


@pytest.mark.django_db
def test_a_later_reading_is_another_row_and_the_newest_is_shown(maker: Actor, campaign: Campaign) -> None:
    given: dict[str, Any] = {"slug": "posts", "network": "youtube", "address": "v1", "posted_on": DAY}
    for days, views in ((1, 10), (9, 90)):
        actions.record_reading(actor=maker, read_on=DAY + timedelta(days=days), views_count=views, **given)
    (shown,) = posts(actor=maker, campaign=campaign)
    assert (shown.views_count, shown.reach_count) == (90, None)
    for read_on in (DAY + timedelta(days=9), DAY - timedelta(days=1), today() + timedelta(days=1)):
        with pytest.raises(InvalidInput):
            actions.record_reading(actor=maker, read_on=read_on, **given)
    with connection.cursor() as cursor:
        for table in ("prevention_postreading", "prevention_mention"):
            cursor.execute("SELECT has_table_privilege(%s, 'UPDATE')", [table])
            assert cursor.fetchone() == (False,)


@pytest.mark.django_db
def test_nobody_else_writes_what_a_campaign_reached(sign_in: SignIn, maker: Actor, campaign: Campaign) -> None:
    wrote: dict[str, Any] = {
        "slug": "posts",
        "outlet": "An invented paper",
        "kind": "newspaper",
        "title": "Help is free",
    }
    wrote |= {"tone": "neutral", "number_named": "yes", "dignity_kept": "no"}
    actions.add_mention(actor=maker, published_on=today(), **wrote)
    assert mentions(actor=maker, campaign=campaign)[0].dignity_kept == "no"
    with pytest.raises(InvalidInput):
        actions.add_mention(actor=maker, published_on=today() + timedelta(days=1), **wrote)
    read: dict[str, Any] = {"slug": "posts", "network": "x", "read_on": DAY}
    donor, other = sign_in("donor", organisation="iom-az"), sign_in("campaign_officer", organisation="mlspp")
    for actor, refusal in ((donor, NotPermitted), (other, NotVisible)):
        again(actor)
        for act in (
            lambda actor: actions.add_mention(actor=actor, published_on=today(), **wrote),
            lambda actor: actions.record_reading(actor=actor, address="p", posted_on=DAY, **read),
            lambda actor: actions.import_posts(actor=actor, text=META, columns={}, **read),
        ):
            with pytest.raises(refusal):
                act(actor)


@pytest.mark.django_db
def test_readings_and_mentions_are_kept_by_form(
    maker: Actor, campaign: Campaign, desk_client: Callable[..., DeskClient]
) -> None:
    client, address = desk_client("campaign_officer", organisation="iom-az"), "/prevention/campaigns/posts/"
    days = {f"{name}_{part}": str(getattr(DAY, part)) for name in ("posted_on", "read_on", "published_on")
            for part in ("day", "month", "year")}  # fmt: skip
    reading = {"network": "tiktok", "address": "https://t.example/1", "completed_count": "31", **days}
    assert client.post(f"{address}posts/record/", reading).status_code == 302
    mention = {"outlet": "An invented paper", "kind": "newspaper", "title": "Help is free", "tone": "supportive"}
    mention |= {"number_named": "yes", "dignity_kept": "yes", **days}
    assert client.post(f"{address}media/add/", mention).status_code == 302
    page = client.get(f"{address}posts/").content.decode()
    assert "An invented paper" in page
    assert "t.example" in page
    assert "posts/" in client.get(address).content.decode()
