"""A file goes from the reporter into a seal: never to the disk, never without its words, never with its place."""

import io
import tempfile
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from panah.audit.models import Entry
from panah.concerns import attachments, queries
from panah.concerns.attachments import Chosen
from panah.concerns.models import Attachment, Report
from panah.core.errors import InvalidInput
from panah.organisations.queries import organisation
from tests.concerns.support import as_public, send
from tests.concerns.test_views import browser, code_of, count, form, once_of, public_site
from tests.hostile import document_that_lies
from tests.support import again, as_owner, desk_client

__all__ = ["browser", "public_site"]
CANARY = b"Kanareyka 40.4093N"
PHOTO = b"\xff\xd8\xff\xe1" + (len(CANARY) + 2).to_bytes(2) + CANARY + b"\xff\xda\x00\x02picture\xff\xd9"
VOICE = b"\xff\xfb\x90 a voice"
SOUND = b"ID3\x04\x00\x00\x00\x00\x00\x08GPS 40.4" + VOICE
LETTER = b"%PDF-1.7 /Author (GPS)"

ENDLESS = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x08IHDR\x00\x00\xff\xff\x00\x00\xff\xffcrc!\x00\x00\x00\x00IENDcrc!"


def locked_document():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        book.writestr("[Content_Types].xml", "")
        book.writestr("word/vbaProject.bin", "runs")
    return made.getvalue()


BAD = [
    ("empty.jpg", b"", "is empty"),
    ("large.pdf", b"%PDF-1.7" + bytes(10_000_000), "is too large: at most 10 MB"),
    ("page.html", b"<script>", "cannot be taken"),
    ("secret.pdf", b"%PDF-1.7 /Encrypt 4 0 R", "locked with a password"),
    ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Save it as PDF"),
    ("macro.docx", locked_document(), "could do harm"),
    ("phone.heic", b"\x00\x00\x00\x20ftypheic", "Make a screenshot"),
    ("torn.jpg", b"\xff\xd8\xff\xe0\x00", "cannot be opened"),
    ("bomb.png", ENDLESS, "has too many dots"),
    ("torn.mp3", b"ID3\x04 a voice", "Choose another file"),
    ("sheet.zip", b"PK\x03\x04 torn", "cannot be taken"),
]


@pytest.mark.parametrize(("name", "content", "words"), BAD, ids=[bad[0] for bad in BAD])
def test_a_file_that_is_not_taken_is_named_with_the_way_on(name, content, words):
    with pytest.raises(InvalidInput) as refused:
        attachments.attachments([Chosen(name, content, len(content))], most=4, largest=10_000_000)
    said = refused.value.message % refused.value.params
    assert (name in said, words in said, refused.value.field) == (True, True, "files")


def test_the_original_is_kept_beside_what_is_looked_at_wherever_they_differ():
    chosen = [Chosen("a", one, len(one)) for one in (PHOTO, SOUND, VOICE, LETTER)]
    photo, sound, bare, letter = attachments.attachments(chosen, most=4, largest=100)
    assert (CANARY in photo.view, CANARY in photo.original) == (False, True)
    assert (sound.kind, sound.view, sound.original) == ("mp3", VOICE, SOUND)
    assert (bare.view, bare.original) == (VOICE, None)
    assert (letter.kind, letter.view, letter.original) == ("pdf", b"", LETTER)
    with pytest.raises(InvalidInput, match="at most"):
        attachments.attachments(chosen * 3, most=4, largest=100)
    for cut in (PHOTO, b""):
        with pytest.raises(InvalidInput, match="did not arrive whole"):
            attachments.attachments([Chosen("a", cut, len(cut) + 1)], most=4, largest=200)


def upload(name, content):
    return SimpleUploadedFile(name, content)


def no_disk(*args, **kwargs):
    raise AssertionError("something was written to the disk")


def sealed():
    """Every byte that is kept of files, as the database has it."""
    with as_owner():
        kept = list(Attachment.objects.order_by("place").values_list("sealed", "original"))
    return b"".join(bytes(value) for row in kept for value in row if value is not None)


@pytest.mark.django_db
def test_files_are_sealed_with_their_report_and_a_double_tap_is_one(browser, monkeypatch):
    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, name, no_disk)
    data, large = form(browser), VOICE + CANARY * 200_000
    codes = set()
    for _ in range(2):
        sent = {**data, "files": [upload("he.jpg", PHOTO), upload("voice.mp3", large)]}
        codes.add(code_of(browser.post("/en/report/", sent).content.decode()))
    assert (len(codes), count(Report), count(Attachment)) == (1, 1, 2)
    assert CANARY not in sealed()
    assert b"picture" not in sealed()
    page = browser.post("/en/answer/", {"code": codes.pop()}).content.decode()
    token = page.split('name="token" value="')[1].split('"')[0]
    more = {"token": token, "once": once_of(page), "words": "One more", "files": [upload("b.jpg", PHOTO)]}
    assert "We have received your message" in browser.post("/en/answer/", more).content.decode()
    with as_owner():
        assert Attachment.objects.filter(message__isnull=False).count() == 1


@pytest.mark.django_db
def test_a_refused_file_stores_nothing_and_keeps_the_words(browser):
    answer = browser.post("/en/report/", {**form(browser), "files": [upload("<b>.pdf", b"not one")]})
    page = answer.content.decode()
    assert (answer.status_code, count(Report)) == (422, 0)
    assert "The door is locked" in page
    assert "&lt;b&gt;.pdf cannot be taken" in page
    assert "Choose your files again" in page
    answer = browser.post(
        "/en/report/", {**form(browser), "files": [upload("b.docx", document_that_lies(megabytes=900))]}
    )
    page = answer.content.decode()
    assert (answer.status_code, count(Report), "The door is locked" in page) == (422, 0, True)
    assert "b.docx could not be opened safely" in page
    answer = browser.post("/en/report/", {**form(browser), "once": "old", "files": [upload("a.jpg", PHOTO)]})
    assert "Choose your files again" in answer.content.decode()
    browser.post("/en/report/", {**form(browser), "files": [upload("a.jpg", PHOTO)], "words": ""})
    assert count(Report) == 1


@pytest.mark.django_db
def test_the_database_takes_a_file_only_for_the_desk_and_the_sending_it_belongs_to(browser):
    browser.post("/en/report/", {**form(browser), "files": [upload("a.jpg", PHOTO)]})
    with as_owner():
        trace = bytes(Report.objects.get().sending)
    attach = "SELECT concern_attach(%s, gen_random_uuid(), %s, 'pdf', %s, 'x', NULL)"
    own = _key("police_helpline")
    for sent, place, key in ((trace, 2, _key("oversight")), (trace, 11, own), (b"?" * 32, 1, own)):
        with as_public(), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attach, [sent, place, key])
    assert count(Attachment) == 1


def _key(channel):
    with as_public(), connection.cursor() as cursor:
        cursor.execute("SELECT key_id FROM concern_desks() WHERE channel = %s", [channel])
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
def test_a_desk_opens_the_copy_and_only_for_a_reason_the_original():
    chosen = [Chosen("a", one, len(one)) for one in (PHOTO, LETTER)]
    send(files=attachments.attachments(chosen, most=2, largest=100))
    with as_owner():
        file, letter = Attachment.objects.order_by("place").values_list("pk", flat=True)
        report = Report.objects.get().pk
    copy = reverse("helpline:attachment_open", args=[file])
    original = reverse("helpline:attachment_original", args=[file])
    supervisor = desk_client("helpline_supervisor", organisation="mia-atd")
    page = supervisor.post(reverse("helpline:concern_open", args=[report]), follow=True).content.decode()
    assert copy in page
    assert original in page
    assert "a supervisor opens the original" in page
    assert f'action="{reverse("helpline:attachment_open", args=[letter])}"' not in page
    assert supervisor.post(reverse("helpline:attachment_open", args=[letter])).status_code == 404
    as_it_came = reverse("helpline:attachment_original", args=[letter])
    assert supervisor.post(as_it_came, {"reason": "evidence"}).content == LETTER
    opened = supervisor.post(copy)
    assert opened.content == b"\xff\xd8\xff\xda\x00\x02picture\xff\xd9"
    assert opened["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert opened["Content-Disposition"] == 'attachment; filename="file.jpg"'
    assert CANARY not in supervisor.post(original, {"reason": "curious"}).content
    assert supervisor.post(original, {"reason": "evidence"}).content == PHOTO
    operator = desk_client("helpline_operator", organisation="mia-atd")
    assert [operator.post(copy).status_code, operator.get(original).status_code] == [200, 403]
    elsewhere = desk_client("helpline_supervisor", organisation="child-helpline")
    assert [elsewhere.post(copy).status_code, elsewhere.get(original).status_code] == [404, 404]
    assert desk_client("first_responder", organisation="mia-atd").post(copy).status_code == 403
    with as_owner():
        events = list(Entry.objects.filter(subject_id=file).values_list("event", flat=True))
    assert sorted(events) == ["concerns.attachment.opened"] * 2 + ["concerns.original.opened"]


@pytest.mark.django_db
def test_no_file_is_opened_at_the_body_that_its_report_is_about():
    send(files=attachments.attachments([Chosen("a.jpg", PHOTO, len(PHOTO))], most=1, largest=100))
    with as_owner():
        file = Attachment.objects.get()
        Report.objects.update(about_organisation=file.organisation.parent_id)
    supervisor = desk_client("helpline_supervisor", organisation="mia-atd")
    assert supervisor.post(reverse("helpline:attachment_open", args=[file.pk])).status_code == 404
    again(supervisor.actor)
    assert not queries.waiting_reports(actor=supervisor.actor).exists()
    with as_owner():
        Report.objects.update(about_organisation=organisation(code="vac").id)
    assert queries.waiting_reports(actor=supervisor.actor).count() == 1
