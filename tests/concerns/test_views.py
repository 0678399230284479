import re
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError

from panah.concerns import busy, door, receipts
from panah.concerns.limits import Buckets
from panah.concerns.models import Desk, Message, Report
from panah.core.db import unforced
from tests.support import as_owner
from tests.website.conftest import browser, public_site

__all__ = ["browser", "public_site"]
pytestmark = pytest.mark.django_db


def once_of(page):
    return re.search(r'name="once" value="([^"]+)"', page).group(1)


def code_of(page):
    return receipts.digits_of(re.search(r'pn-receipt__code">(.*?)</span>\s*</div>', page, re.DOTALL).group(1))


def form(browser, **answers):
    page = browser.get("/en/report/").content.decode()
    return {"reader": "police_helpline", "words": "The door is locked", "once": once_of(page), **answers}


def count(model):
    with as_owner():
        return model.objects.count()


def test_a_report_gets_a_receipt_that_opens_the_conversation(browser):
    answer = browser.post("/en/report/", form(browser))
    code = code_of(answer.content.decode())
    assert receipts.is_code(code)
    assert count(Report) == 1
    back = browser.post("/en/answer/", {"code": receipts.grouped(code)})
    assert "There is no answer yet" in back.content.decode()
    assert "The door is locked" not in back.content.decode()
    assert code not in back.content.decode()


def test_a_reporter_is_not_offered_the_answer_of_somebody_who_did_not_ask(browser):
    page = browser.get("/en/report/").content.decode()
    assert 'value="poster"' in page
    assert 'value="not_asked"' not in page


def test_the_same_form_posted_fifty_times_is_one_report_and_one_confirmation(browser, monkeypatch):
    naps, began = [], busy.time.monotonic()
    monkeypatch.setattr(busy, "time", SimpleNamespace(monotonic=lambda: began, sleep=naps.append))
    monkeypatch.setattr(busy, "OF_ALL", Buckets(capacity=300, per_minute=3000))
    data = form(browser)
    pages = [browser.post("/en/report/", data).content for _ in range(50)]
    assert naps == [busy.DELAY] * (1 + 50 - busy.OF_A_NETWORK.capacity)
    assert count(Report) == 1
    assert len({code_of(page.decode()) for page in pages}) == 1


def test_the_receipt_is_shown_only_after_the_report_is_stored(browser, monkeypatch):
    def broken(*args, **kwargs):
        raise OperationalError("no space left on device")

    data = form(browser)
    monkeypatch.setattr(door, "receive", broken)
    answer = browser.post("/en/report/", data)
    assert answer.status_code == 503
    assert "pn-receipt" not in answer.content.decode()
    assert "The door is locked" in answer.content.decode()
    assert once_of(answer.content.decode()) == data["once"]


def test_the_form_stays_open_while_the_database_is_away(browser, monkeypatch):
    def away(_minute):
        raise OperationalError("the server closed the connection")

    data = form(browser)
    monkeypatch.setattr(door, "_known", away)
    assert "police_helpline" in browser.get("/en/report/").content.decode()
    monkeypatch.setattr(door, "receive", lambda **_: away(0))
    answer = browser.post("/en/report/", data)
    assert answer.status_code == 503
    assert "The door is locked" in answer.content.decode()


def test_without_a_reader_the_words_are_kept(browser):
    answer = browser.post("/en/report/", form(browser, reader=""))
    assert answer.status_code == 422
    assert "Choose who should read it." in answer.content.decode()
    assert "The door is locked" in answer.content.decode()


def test_the_body_that_a_report_is_about_cannot_be_chosen(browser):
    answer = browser.post("/en/report/", form(browser, about_staff="mia-atd"))
    assert answer.status_code == 422
    assert "It must not read it" in answer.content.decode()
    assert browser.post("/en/report/", form(browser, about_staff="mia-atd", reader="oversight")).status_code == 200


def test_an_empty_report_is_asked_for_something(browser):
    assert browser.post("/en/report/", form(browser, words="")).status_code == 422
    assert browser.post("/en/report/", form(browser, words="", topics=["work"])).status_code == 200


def test_a_form_that_was_open_for_too_long_loses_nothing(browser):
    data = form(browser, once="stale")
    answer = browser.post("/en/report/", data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "open for a long time" in page
    assert "The door is locked" in page
    assert browser.post("/en/report/", {**data, "once": once_of(page)}).status_code == 200


def test_a_hundred_thousand_letters_are_answered_in_words(browser):
    answer = browser.post("/en/report/", form(browser, words="ə" * 100_000))
    assert answer.status_code == 422
    assert "too long" in answer.content.decode()
    assert "ə" * 100_000 in answer.content.decode()


def test_words_from_right_to_left_and_in_many_scripts_arrive(browser):
    assert browser.post("/en/report/", form(browser, words="سلام Привет გამარჯობა 👋")).status_code == 200


def test_a_code_in_the_words_is_refused_and_shown_to_be_taken_out(browser):
    answer = browser.post("/en/report/", form(browser, words=f"my code {receipts.new_code()}"))
    assert answer.status_code == 422
    assert "Take the code out" in answer.content.decode()


@pytest.mark.parametrize("code", ["1", "12345678901234567890", "x" * 79, "٠١٢٣٤"])
def test_a_wrong_code_gets_the_same_page_whatever_is_wrong(browser, code):
    answer = browser.post("/en/answer/", {"code": code})
    assert answer.status_code == 422
    assert "We found nothing under this code" in answer.content.decode()


def test_more_is_written_from_the_open_page_and_a_double_tap_is_one_message(browser):
    code = code_of(browser.post("/en/report/", form(browser)).content.decode())
    page = browser.post("/en/answer/", {"code": code}).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', page).group(1)
    data = {"token": token, "once": once_of(page), "words": "He came back"}
    for _ in range(3):
        assert "We have received your message" in browser.post("/en/answer/", data).content.decode()
    assert count(Message) == 1


def test_after_ten_minutes_the_code_is_asked_again_and_the_words_are_kept(browser):
    answer = browser.post("/en/answer/", {"token": "old", "words": "He came back", "once": ""})
    page = answer.content.decode()
    assert "closed itself" in page
    assert 'value="He came back"' in page


def test_a_busy_process_shows_the_shorter_form_and_never_refuses(browser, monkeypatch):
    monkeypatch.setattr("panah.concerns.views.report.is_busy", lambda address: True)
    page = browser.get("/en/report/").content.decode()
    assert 'name="safe_way"' not in page
    assert 'name="words"' in page
    assert "tel:152" in page


def test_the_kind_of_material_and_its_district_go_along_only_if_the_reporter_agrees(browser):
    page = browser.get("/en/report/?m=poster").content.decode()
    assert [f'name="{name}"' in page for name in ("material", "material_agreed", "material_district")] == [True] * 3
    assert 'name="material_agreed"' not in browser.get("/en/report/?m=<script>").content.decode()
    said = {"material": "poster", "material_district": "AZ-SM", "place": ""}
    assert not {"material", "material_district"} & set(door.message_of(said))
    assert door.message_of({**said, "material_agreed": True}) == {"material": "poster", "material_district": "AZ-SM"}
    unknown = form(browser, material="poster", material_agreed="on", material_district="Street 5")
    assert browser.post("/en/report/", unknown).status_code == 422


def test_abuse_by_staff_goes_to_the_body_that_the_country_names_and_is_counted_as_its_own_channel(browser):
    refused = browser.post("/en/report/", form(browser, abuse="yes"))
    assert refused.status_code == 422
    assert "is read by: " in refused.content.decode()
    assert browser.post("/en/report/", form(browser, abuse="yes", reader="", about_staff="vac")).status_code == 200
    with as_owner():
        report = Report.objects.get()
        assert (report.organisation.code, report.topic) == ("ombudsman", "staff_abuse")


def test_the_answer_comes_in_the_language_that_was_asked_for(browser):
    assert browser.post("/en/report/", form(browser, language="ru", safe_time="after six")).status_code == 200
    with as_owner():
        assert Report.objects.get().language == "ru"


def test_while_the_database_is_away_a_further_message_is_kept_on_the_page(browser, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("the server closed the connection")

    code = code_of(browser.post("/en/report/", form(browser)).content.decode())
    page = browser.post("/en/answer/", {"code": code}).content.decode()
    sent = {"token": re.search(r'name="token" value="([^"]+)"', page).group(1), "once": once_of(page), "words": "More"}
    with monkeypatch.context() as broken:
        broken.setattr(door, "write_more", away)
        answer = browser.post("/en/answer/", sent)
        shown = answer.content.decode()
        assert (answer.status_code, once_of(shown), sent["token"] in shown) == (503, sent["once"], True)
        assert "More</textarea>" in shown
        broken.setattr(door, "open_mailbox", away)
        assert browser.post("/en/answer/", {"code": code}).status_code == 503
    assert (
        "Write your message, or choose a file." in browser.post("/en/answer/", {**sent, "words": ""}).content.decode()
    )
    photo = SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00IENDcrc!")
    alone = browser.post("/en/answer/", {**sent, "words": "", "files": photo}).content.decode()
    assert "We have received your message" in alone
    over = browser.post("/en/answer/", {**sent, "token": "old", "files": SimpleUploadedFile("a.png", b"x")})
    assert "Your files were not kept" in over.content.decode()


def set_open(channel, is_open):
    with as_owner(), unforced("concerns_desk"):
        assert Desk.objects.filter(channel=channel).update(is_open=is_open) == 1


def test_a_line_that_closed_since_the_form_was_shown_loses_no_word_and_another_is_offered(browser):
    for already_known in (False, True):
        data = form(browser, reader="ngo")
        set_open("ngo", False)
        if already_known:
            door.forget_known()
        answer = browser.post("/en/report/", data)
        page = answer.content.decode()
        assert (answer.status_code, count(Report)) == (422, 0)
        assert "Nobody reads there any more" in page
        assert "The door is locked</textarea>" in page
        assert 'value="police_helpline"' in page
        assert 'value="ngo"' not in page
        set_open("ngo", True)
        door.forget_known()
    assert browser.post("/en/report/", {**data, "once": once_of(page)}).status_code == 200


def test_before_sending_the_form_names_the_body_that_can_open_it_and_those_above_that_cannot(browser):
    end = browser.get("/en/report/").content.decode().split("Who can open it")[1].split("</ul>")[0]
    own = re.search(r'data-reads="police_helpline">(.*?)</li>', end, re.DOTALL).group(1)
    assert "Main Department on Combating Trafficking in Human Beings" in own
    assert "It belongs to Ministry of Internal Affairs; nobody there can open it." in own
    assert re.findall(r'data-reads="(\w+)" data-abuse', end) == ["ngo", "oversight"]


def test_at_the_question_about_danger_stand_the_number_the_hours_and_what_is_not_known(browser, monkeypatch):
    step = "Is somebody in danger now?"
    asked = browser.get("/en/report/").content.decode().split(step)[1].split("</section>")[0]
    assert "call <b>152</b>" in asked
    assert "No other emergency number is confirmed" in asked
    assert "open now, day and night" in asked
    assert re.search(r"Mon–Fri 9:00–18:00, Sat 10:00–16:00", asked)
    monkeypatch.setattr("panah.website.queries.emergency_number", lambda: "000")
    assert "The police in an emergency: <b>000</b>" in browser.get("/en/report/").content.decode()


def test_every_sending_is_charged_before_its_files_are_opened(browser, monkeypatch):
    charged = []
    for view in ("report", "mailbox"):
        monkeypatch.setattr(f"panah.concerns.views.{view}.wait_if_busy", lambda request: charged.append(request.path))
    page = browser.post("/en/report/", form(browser, reader="")).content.decode()
    browser.post("/en/answer/", {"token": "old", "words": "x", "once": once_of(page)})
    assert charged == ["/en/report/", "/en/answer/"]


def test_the_time_until_an_answer_is_the_countrys(browser, monkeypatch):
    assert "answer by the end of the next day" in browser.get("/en/report/").content.decode()
    monkeypatch.setattr("panah.website.queries.answer_days", lambda: 3)
    page = browser.get("/en/report/").content.decode()
    assert "answer within 3 days" in page
    sent = browser.post("/en/report/", form(browser)).content.decode()
    assert "reads your message within 3 days" in sent
    assert "We answer within 3 days" in browser.post("/en/answer/", {"code": code_of(sent)}).content.decode()
