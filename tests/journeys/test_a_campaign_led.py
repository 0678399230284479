"""Journey 5: for 30 July: words that a second person approves, a poster at a station, a scan, a survey, a response."""

import re
from collections.abc import Callable

import pytest

from tests.journeys.steps import Person
from tests.journeys.test_a_poster_leads_to_help import day

People = Callable[..., Person]
STATION = {"az": "28 May", "en": "28 May"}
TITLE = {"az": "Səsiniz var: yolda", "en": "You still have a voice: on the way"}
HEADLINE = {"az": "Qapı kilidlidir. Nömrə pulsuzdur.", "en": "The door is locked. The number is free."}
FEW = {"az": "11-dən az olan ayların sayı: 12", "en": "Months with fewer than 11: 12"}
SILENT = {"az": "Zənglər və müraciətlər yerlər üzrə göstərilmir", "en": "Calls and reports are not told by place"}
NO_SUM = {
    "az": "Heç bir rəqəm kampaniyanın ümumi təsirini göstərmir",
    "en": "No number stands for its effect as a whole",
}
FEWER = {"az": "30-dan az", "en": "fewer than 30"}
SHOWN = {"az": "Dərc edilib", "en": "Published"}
UNREAD = {"az": "yalnız son mətnə", "en": "the final text only, after reading it"}
OTHER = {"az": "en", "en": "az"}
PHONE = {"width": 375, "height": 700}


def open_campaign(officer: Person) -> str:
    """For the world day: whom it is for, and through which outlets."""
    slug = f"on-the-way-{officer.language}"
    officer.send(
        "/prevention/campaigns/open/",
        title_en=TITLE["en"], title_az=TITLE["az"], slug=slug, observance="world_day_thb", languages=["az", "en"],
        **day("starts_on", ahead=-20),
    )  # fmt: skip
    officer.send(f"/prevention/campaigns/{slug}/audiences/add/", group="job_seekers", size_estimate="4000")
    return slug


def make_poster(officer: Person, second: Person, slug: str) -> str:
    """Written in one language, translated into the other, put back and approved by somebody else, and tried out."""
    first, other = officer.language, OTHER[officer.language]
    officer.send(
        f"/prevention/campaigns/{slug}/materials/add/",
        kind="poster", title_en=TITLE["en"], title_az=TITLE["az"], motif="window",
    )  # fmt: skip
    material = officer.last_id()
    officer.send(f"/prevention/materials/{material}/words/", language=first, headline=HEADLINE[first])
    written = officer.last_id()
    officer.send(
        f"/prevention/materials/{material}/words/", language=other, translated_from=first, headline=HEADLINE[other]
    )
    translated = officer.last_id()
    assert officer.page.locator("main form[action$='/approve/']").count() == 0  # nobody approves their own words
    second.send(f"/prevention/versions/{translated}/back/", back_translation=HEADLINE[first])
    for version in (written, translated):
        second.go(f"/prevention/versions/{version}/")
        second.press("/approve/")
    officer.send(
        f"/prevention/materials/{material}/review/",
        kind="pre_test", is_passed="yes", audience="job_seekers", asked_count="12", understood_count="11",
        accepted_count="10", version_id=written,
    )  # fmt: skip
    second.send(f"/prevention/materials/{material}/review/", kind="dignity", is_passed="yes")
    sheet = second.page.request.get(f"{second.site.desk}/prevention/sheets/{written}.pdf")
    assert sheet.ok
    assert sheet.body().startswith(b"%PDF")
    return material


def print_and_hand_out(officer: Person, material: str) -> None:
    officer.send(f"/prevention/materials/{material}/print-run/", language=officer.language, printed_count="300")
    officer.go("/prevention/stock/")
    row = officer.page.locator("main tr", has_text=TITLE[officer.language]).filter(has_text=f"({officer.language})")
    address = row.locator("a[href*='/hand-out/']").get_attribute("href")
    assert address
    refusal = officer.refused(address, given_count="301", site="metro", venue="metro-28-may")
    assert "300" in refusal
    officer.send(address, given_count="40", site="metro", venue="metro-28-may")


def hang(officer: Person, slug: str, material: str) -> str:
    """Plan it at a station, put it up, and return the code that hangs there."""
    officer.send(f"/prevention/materials/{material}/place/", site="metro", venue="metro-28-may")
    officer.go(f"/prevention/campaigns/{slug}/")
    with officer.page.expect_navigation():
        officer.page.locator("main a[href*='/prevention/placements/']").first.click()
    placement = officer.last_id()
    officer.send(f"/prevention/placements/{placement}/up/", **day("up_on"))
    officer.go(f"/prevention/placements/{placement}/")
    found = re.search(r"^([A-Z0-9]{6})$", officer.page.locator("main").inner_text(), re.MULTILINE)
    assert found
    return found[1]


def answer_survey(phone: Person, code: str, said: str) -> None:
    """Somebody answers on a phone, without a name."""
    phone.go(f"{phone.site.public}/s/{code}")
    phone.page.locator(f"input[name=q1][value='{said}']").check(force=True)
    phone.fill({"letters": "ayt", "day": "7"})
    phone.leave(phone.page.locator("main form[method=post] button[type=submit]").last)


def ask_before_and_after(officer: Person, phone: Person, slug: str) -> None:
    officer.send(
        f"/prevention/campaigns/{slug}/surveys/plan/", title_en="What passengers know", title_az="Sərnişinlər nə bilir"
    )
    survey = officer.last_id()
    officer.send(
        f"/prevention/surveys/{survey}/questions/add/",
        kind="knowledge", form="yes_counts", text_en="Is the helpline free?", text_az="Qaynar xətt pulsuzdurmu?",
    )  # fmt: skip
    for name, said in (("before", "2"), ("after", "1")):
        officer.send(f"/prevention/surveys/{survey}/rounds/open/", name=name)
        code = officer.page.locator("main a[href*='/s/'] code").inner_text().removeprefix("/s/")
        answer_survey(phone, code, said)
        officer.go(f"/prevention/surveys/{survey}/")
        officer.press("/close/")


def read_response(officer: Person, slug: str, scans: int) -> None:
    """The scan stands at its station and in its week; of calls and reports nothing that could be one person's."""
    officer.page.set_viewport_size(PHONE)
    officer.go(f"/prevention/campaigns/{slug}/response/?by=venue")
    main = officer.page.locator("main")
    row = main.locator("#cut ~ div tr", has_text=STATION[officer.language])
    assert re.findall(r"\d+", row.inner_text().replace(STATION[officer.language], ""))[:3] == ["40", "1", str(scans)]
    said = main.inner_text()
    assert FEW[officer.language] in said
    assert FEWER[officer.language] in said  # two answered: not a share, and no change
    assert SILENT[officer.language] in said
    assert NO_SUM[officer.language] in said
    assert officer.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for cut in ("week", "material", "district"):
        saved = officer.page.request.get(
            f"{officer.site.desk}/prevention/campaigns/{slug}/response.csv?by={cut}"
        ).text()
        assert sum(int(line.split(",")[3]) for line in saved.splitlines()[1:]) == scans


def keep_stories(officer: Person) -> None:
    """A story that is shown opens, and that is logged; to one that is only begun nobody can consent yet."""
    officer.page.set_viewport_size({"width": 1280, "height": 900})
    officer.go("/prevention/stories/")
    with officer.page.expect_navigation():
        officer.page.locator("main tr", has_text=SHOWN[officer.language]).locator("a").first.click()
    officer.press("/read/")
    assert officer.page.locator("main article[lang]").count() > 0
    officer.send("/prevention/stories/begin/", kind="story")
    story = officer.last_id()
    officer.send(f"/prevention/stories/{story}/write/", language=officer.language, title="X", body="Y.")
    agreed = {"uses": ["website"], "language": officer.language, "was_told_limits": True, **day("given_on")}
    assert UNREAD[officer.language] in officer.refused(f"/prevention/stories/{story}/consent/", **agreed)


@pytest.mark.parametrize("language", ["az", "en"])
def test_a_campaign_is_led_for_the_world_day(people: People, language: str) -> None:
    officer, second = people("campaign_officer", language), people("campaign_officer", language, number=1)
    phone = people("public", language)
    phone.page.set_viewport_size(PHONE)
    slug = open_campaign(officer)
    material = make_poster(officer, second, slug)
    officer.send(f"/prevention/campaigns/{slug}/step/", to="planned")
    officer.send(f"/prevention/campaigns/{slug}/step/", to="running")
    print_and_hand_out(officer, material)
    code = hang(officer, slug, material)
    for _ in range(2):
        phone.go(f"{phone.site.public}/p/{code}")
    assert phone.context.cookies() == []
    officer.send(
        f"/prevention/campaigns/{slug}/posts/record/",
        network="facebook", address="the-lit-window", title=TITLE[language], reach_count="900", **day("posted_on"),
    )  # fmt: skip
    ask_before_and_after(officer, phone, slug)
    read_response(officer, slug, 2)
    keep_stories(officer)
