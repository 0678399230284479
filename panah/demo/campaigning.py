"""A campaign as it would be led: its steps, money, posts, and a survey before and after. All of it is invented."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from django.conf import settings

from panah.access.policy import Actor
from panah.core.clock import today
from panah.demo.elsewhere import CAMPAIGN
from panah.demo.today import DAY, Today
from panah.prevention import actions, queries
from panah.prevention.models import Reply, Round, Survey
from panah.published.asking import pairing_tag

DOCUMENT = "world-day-2019"  # the campaign of the second document, where it is loaded
LED_BY = "iom-az"
BEFORE, AFTER = date(2019, 7, 8), date(2019, 9, 9)
PEOPLE, ONLY_ONCE = 38, 3
STEPS = (
    ("analysis", date(2019, 4, 12)),
    ("design", date(2019, 5, 20)),
    ("development", date(2019, 6, 28)),
    ("implementation", date(2019, 9, 6)),
)
LOCAL = (
    ("Invented: puppet theatre at a school", "AZ-GA", 64),
    ("Invented: talk at a job fair", "AZ-SM", 41),
    ("Invented: which stations, airports, border crossings and schools the posters hung at, and when", "AZ-BA", None),
)
MONEY = (
    ("planned", "design", "2400.00"),
    ("planned", "printing", "5200.00"),
    ("planned", "media", "3000.00"),
    ("planned", "survey", "1800.00"),
    ("spent", "design", "2315.40"),
    ("spent", "printing", "5936.75"),
    ("spent", "media", "2120.00"),
    ("spent", "survey", "640.00"),
)
POSTS = (
    ("facebook", "az", "Invented: a lit window", 18400, 9200, 2150, 610),
    ("instagram", "az", "Invented: whom to call", 9700, 6100, 1480, None),
    ("youtube", "en", "Invented: the short film", None, 4300, 1905, 88),
)
# Kind, form, English, Azerbaijani, Russian; how many in a hundred answered as hoped for before, and after.
QUESTIONS = (
    ("knowledge", "yes_counts", "Can a person be trafficked inside the own country?",
     "İnsan öz ölkəsi daxilində insan alverinin qurbanı ola bilərmi?",
     "Может ли человек стать жертвой торговли людьми в своей стране?", 34, 61),
    ("knowledge", "no_counts", "Must a person be locked in to be a victim?",
     "Qurban olmaq üçün insan mütləq kilid altında saxlanılmalıdırmı?",
     "Обязательно ли человека запирают, чтобы он считался жертвой?", 45, 58),
    ("attitude", "disagree_counts", "Whoever went abroad to work has only themselves to blame.",
     "Xaricə işləməyə gedən özü günahkardır.", "Кто поехал работать за границу, виноват сам.", 40, 52),
    ("intention", "agree_counts", "I would call the helpline if I feared for somebody.",
     "Kiminsə üçün narahat olsam, qaynar xəttə zəng edərəm.",
     "Я позвоню на горячую линию, если буду беспокоиться за кого-то.", 38, 60),
    ("practice", "yes_counts", "Have you told somebody a number to call for help?",
     "Kiməsə yardım üçün zəng ediləcək nömrəni demisinizmi?",
     "Говорили ли вы кому-нибудь номер, по которому можно получить помощь?", 12, 20),
    ("recall", "helpline", "Which number would you call?", "Hansı nömrəyə zəng edərdiniz?",
     "По какому номеру вы бы позвонили?", 21, 66),
)  # fmt: skip
WISHED = {"yes_counts": (1,), "no_counts": (2,), "agree_counts": (4, 5), "disagree_counts": (1, 2), "helpline": (152,)}
OTHER = {"yes_counts": (2, 3), "no_counts": (1, 3), "agree_counts": (1, 3), "disagree_counts": (3, 5)}
WRONG_NUMBERS = (102, 112)


def play(day: Today) -> None:
    """Lead the campaign of the second document, or the demonstration's own where no source was loaded."""
    with day.acting("campaign_officer", LED_BY) as actor:
        home = day.places.id(LED_BY)
        slug = campaign_led(actor)
        the_plan(actor, slug, home)
        the_money(actor, slug, home)
        what_it_reached(actor, slug)
        the_survey(actor, slug)
        what_waits(actor, home)


def campaign_led(actor: Actor) -> str:
    """Return the slug of the second document's campaign, or of the demonstration's own where no source was loaded."""
    return DOCUMENT if queries.campaigns(actor=actor).filter(slug=DOCUMENT).exists() else CAMPAIGN


def the_plan(actor: Actor, slug: str, home: UUID) -> None:
    """Take four of the five steps, and hold two local actions."""
    for kind, on in STEPS:
        entry = actions.plan_entry(actor=actor, slug=slug, kind=kind, responsible_id=home, due_on=on)
        actions.finish_entry(actor=actor, entry_id=entry.pk, done_on=on - 2 * DAY)
    for title, division, people in LOCAL:
        held = actions.plan_entry(
            actor=actor,
            slug=slug,
            kind="local_action",
            title=title,
            division=division,
            responsible_id=home,
            due_on=AFTER,
        )
        actions.finish_entry(actor=actor, entry_id=held.pk, done_on=AFTER, people_count=people)


def the_money(actor: Actor, slug: str, home: UUID) -> None:
    """Plan and spend; printing cost more than was planned."""
    for side, cost, amount in MONEY:
        actions.enter_money(
            actor=actor,
            slug=slug,
            side=side,
            cost=cost,
            amount=Decimal(amount),
            currency="AZN",
            funder_id=home,
            entered_on=STEPS[1][1] if side == "planned" else AFTER,
            note="Invented",
        )


def what_it_reached(actor: Actor, slug: str) -> None:
    """Read three posts and note one article."""
    for number, (network, language, title, reach, views, completed, clicks) in enumerate(POSTS):
        actions.record_reading(
            actor=actor,
            slug=slug,
            network=network,
            language=language,
            title=title,
            address=f"invented-{number + 1}",
            posted_on=date(2019, 7, 30) + timedelta(days=number),
            read_on=AFTER,
            reach_count=reach,
            views_count=views,
            completed_count=completed,
            clicks_count=clicks,
        )
    actions.add_mention(
        actor=actor,
        slug=slug,
        outlet="An invented newspaper",
        kind="newspaper",
        published_on=date(2019, 8, 1),
        title="Invented: help is free",
        tone="supportive",
        number_named="yes",
        dignity_kept="yes",
    )


def the_survey(actor: Actor, slug: str) -> None:
    """Ask before and after. The worker compares once the round is closed."""
    survey = actions.plan_survey(
        actor=actor,
        slug=slug,
        title_en="Demonstration: what passengers know",
        title_az="Nümayiş: sərnişinlər nə bilir",
        title_ru="Демонстрация: что знают пассажиры",
    )
    for kind, form, english, azerbaijani, russian, *_shares in QUESTIONS:
        actions.add_question(
            actor=actor,
            survey_id=survey.pk,
            kind=kind,
            form=form,
            text_en=english,
            text_az=azerbaijani,
            text_ru=russian,
        )
    actions.note_back_translation(actor=actor, survey_id=survey.pk, languages=["az", "ru"], on=STEPS[2][1])
    chance = Random("an invented survey")  # noqa: S311 - drawn the same every time
    for name, on, column, people in (("before", BEFORE, 5, PEOPLE), ("after", AFTER, 6, PEOPLE - ONLY_ONCE)):
        held = actions.open_round(actor=actor, survey_id=survey.pk, name=name)
        Round.objects.own(actor).filter(pk=held.pk).update(held_on=on)
        Reply.objects.own(actor).bulk_create([_reply(survey, held, number, column, chance) for number in range(people)])
        actions.close_round(actor=actor, round_id=held.pk)


def what_waits(actor: Actor, home: UUID) -> None:
    """Plan what comes next in the demonstration's own campaign."""
    later = today() + 20 * DAY
    actions.plan_entry(actor=actor, slug=CAMPAIGN, responsible_id=home, kind="evaluation", due_on=later)
    actions.plan_entry(
        actor=actor,
        kind="local_action",
        title="Invented: a stand at the station",
        division="AZ-BA",
        due_on=today() + 6 * DAY,
        slug=CAMPAIGN,
        responsible_id=home,
    )


def _reply(survey: Survey, held: Round, number: int, column: int, chance: Random) -> Reply:
    answers = {}
    for place, question in enumerate(QUESTIONS, start=1):
        form, share = question[1], int(str(question[column]))
        others = OTHER.get(form, WRONG_NUMBERS)
        answers[str(place)] = chance.choice(WISHED[form] if chance.random() * 100 < share else others)
    code = f"{chr(97 + number // 26)}x{chr(97 + number % 26)}{number % 28 + 1:02d}"
    return Reply(
        organisation_id=survey.organisation_id,
        round=held,
        way=("paper", "event")[number % 2],
        language=("az", "az", "ru", "en")[number % 4],
        tag=pairing_tag(survey.pk, code, secret=settings.PANAH_PAIRING_KEY),
        answers=answers,
    )
