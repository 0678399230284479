"""The same day elsewhere: at NGOs, embassies, offices that wait for an answer, and where posters hang."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from panah.access.policy import Actor
from panah.coordination import actions as coordination
from panah.coordination.models import Referral
from panah.core.clock import today
from panah.demo import agreeing
from panah.demo.acting import acting_as
from panah.demo.logins import second_writer
from panah.demo.today import DAY, HOLDER, SHELTER, Today
from panah.helpline import actions as helpline
from panah.prevention import actions as prevention
from panah.prevention.models import Material
from panah.protection import actions as protection

CAMPAIGN = "numayis"
HANGS_FOR = timedelta(days=40)
ELSEWHERE = (
    *(("airport", "airport-baku"), ("airport", "airport-ganja"), ("border_crossing", "border-red-bridge")),
    *(("border_crossing", "border-astara"), ("school", "school-baku-yasamal"), ("school", "school-ganja")),
)
STATIONS = ("metro-28-may", "metro-ganjlik", "metro-sahil")
WORDS = {
    "az": ("Bayıra çıxa bilmirsiniz?", "Siz tək deyilsiniz. Yardım ödənişsizdir."),
    "en": ("Are you not let out?", "You are not alone. Help is free."),
}


def play(day: Today) -> None:
    """Play every scene."""
    at_ngos(day)
    at_an_embassy(day)
    some_are_declined(day)
    under_ground(day)


def at_ngos(day: Today) -> None:
    """Open cases that need a plan soon."""
    day.case(days=4, holder="ngo-clean-world")
    case = day.case(days=5, holder="ngo-children-union")
    with day.acting("case_manager", "ngo-children-union") as actor:
        agreeing.agrees(day.places, actor, case, SHELTER)
        protection.request_place(
            actor=actor,
            case_id=case.id,
            to_organisation_id=day.places.id(SHELTER),
            needs=("family",),
            wanted_on=today(),
        )
    with day.acting("consular_officer", "mfa-consular") as actor:
        day.assistance(actor, days=1)


def at_an_embassy(day: Today) -> None:
    """Let a person found here choose to have her embassy called, which is asked for papers."""
    case = day.case(days=3, citizenship="MD")
    embassy = day.places.id("emb-moldova")
    with day.acting("case_manager", HOLDER) as actor:
        consent = protection.record_consent(
            actor=actor,
            case_id=case.id,
            purpose="share_foreign",
            text="consular_v1",
            language="ro",
            given_on=today(),
            recipient_id=embassy,
            expires_on=today() + 60 * DAY,
        )
        protection.contact_mission(
            actor=actor,
            case_id=case.id,
            to_organisation_id=embassy,
            consent_id=consent.id,
            seeks_asylum="no",
            fears_state="no",
            help_wanted=("identity", "travel_document"),
            expires_on=today() + 30 * DAY,
        )
    with day.acting("foreign_mission_officer", "emb-moldova") as actor:
        day.assistance(actor, days=1, citizenship="MD", country="AZ")


def some_are_declined(day: Today) -> None:
    """Let the assistance centre decline two referrals, so that those who sent them must find another way."""
    for role, code in (("first_responder", "labour-inspection"), ("first_responder", "moe-ganja")):
        with day.acting(role, code) as actor:
            signal = helpline.make_signal(actor=actor, source="school", summary="Invented: a pupil stays away to work.")
            sent: Referral = coordination.send_referral(
                actor=actor,
                to_organisation_id=day.places.id(HOLDER),
                purpose="assistance",
                basis="child_protection",
                agreed="duty",
                note="Invented: the school says that he is not let out any more.",
                expires_on=today() + 30 * DAY,
                signal_id=signal.id,
            )
        with day.acting("case_manager", HOLDER) as actor:
            coordination.decline_referral(actor=actor, referral_id=sent.id, reason="not_competent")


def under_ground(day: Today) -> None:
    """Let posters hang where people pass; at stations somebody should look after them, and one is damaged."""
    poster = _poster(day)
    with day.acting("campaign_officer", "iom-az") as actor:
        _stock(day, actor, poster.pk)
        for station in STATIONS:
            placement = prevention.record_placement(
                actor=actor,
                material_id=poster.id,
                site="metro",
                venue=station,
                language="az",
                quantity=2,
                up_on=today() - HANGS_FOR,
            )
            placement.check_due_on = today() - DAY
            placement.save(update_fields=["check_due_on"])
        for site, venue in ELSEWHERE:
            prevention.record_placement(
                actor=actor, material_id=poster.id, site=site, venue=venue, language="az", up_on=today() - HANGS_FOR
            )
        prevention.check_placement(actor=actor, placement_id=placement.id, checked_on=today(), found="damaged")


def _poster(day: Today) -> Material:
    """Let one person write a poster, and another approve its words and review its dignity."""
    with day.acting("campaign_officer", "iom-az") as actor:
        prevention.open_campaign(
            actor=actor,
            slug=CAMPAIGN,
            title_en="Demonstration campaign",
            title_az="Nümayiş kampaniyası",
            starts_on=today() - HANGS_FOR,
            languages=tuple(WORDS),
        )
        poster = prevention.add_material(
            actor=actor,
            slug=CAMPAIGN,
            kind="poster",
            title_en="A lit window",
            title_az="İşıqlı pəncərə",
            motif="window",
        )
        versions = [
            prevention.write_version(
                actor=actor, material_id=poster.id, language=language, headline=headline, subline=subline
            )
            for language, (headline, subline) in WORDS.items()
        ]
        prevention.take_campaign_step(actor=actor, slug=CAMPAIGN, to="planned")
        prevention.take_campaign_step(actor=actor, slug=CAMPAIGN, to="running")
    with acting_as(second_writer()) as actor:
        for version in versions:
            prevention.approve_version(actor=actor, version_id=version.pk)
        prevention.review_material(actor=actor, material_id=poster.pk, kind="dignity", held_on=today(), is_passed=True)
    return poster


def _stock(day: Today, actor: Actor, material_id: UUID) -> None:
    """Let a print run lie in the store, some of it at stations and some on its way to a partner."""
    batch = prevention.record_batch(
        actor=actor,
        material_id=material_id,
        language="az",
        printed_on=today() - HANGS_FOR,
        printed_count=200,
        unit_cost=Decimal("1.40"),
        currency="AZN",
    )
    for site, venue, host_id, count in (
        ("metro", STATIONS[0], None, 24),
        ("ngo", "", day.places.id("ngo-clean-world"), 50),
    ):
        prevention.hand_out(
            actor=actor,
            batch_id=batch.pk,
            site=site,
            venue=venue,
            host_id=host_id,
            given_count=count,
            delivered_on=today() - HANGS_FOR,
        )
