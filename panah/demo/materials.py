"""The materials of the campaign of 2019 in words of our own: its source names them and quotes nothing of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.core.clock import today
from panah.country import places
from panah.demo.acting import acting_as
from panah.demo.logins import second_writer
from panah.demo.pictures import doorway
from panah.demo.today import Today
from panah.partnership import actions as partnership
from panah.partnership import queries as partnership_queries
from panah.prevention import actions as prevention
from panah.prevention import queries
from panah.prevention.models import Version
from panah.prevention.queries.materials import MaterialRow
from panah.prevention.rules.picture import LOGO_DEMANDED

CAMPAIGN = "world-day-2019"
TRIED_ON, UP_ON, DOWN_ON = date(2019, 6, 21), date(2019, 7, 30), date(2019, 11, 29)
# The report names kinds of places only; which of them, and the days, are invented. Kind and place among its kind.
HUNG = (
    (("poster", 1), "az", tuple(venue.code for venue in places.venues(kind="metro", on=UP_ON) if venue.lat)),
    (("poster", 0), "en", ("airport-baku", "airport-ganja", "airport-lankaran")),
    (("poster", 0), "az", ("border-red-bridge", "border-astara", "border-samur", "border-bilasuvar")),
    (("poster", 0), "az", ("school-baku-yasamal", "school-ganja", "school-guba", "school-lankaran")),
)


@dataclass(frozen=True, slots=True)
class Text:
    """What stands on a material in one language."""

    headline: str
    subline: str
    signs_title: str = ""
    signs: tuple[str, ...] = ()
    body: str = ""


AZ_SIGNS = (
    "pasportunuzu saxlayır",
    "borclu olduğunuzu deyir, getməyə qoymur",
    "sizi hər yerdə izləyir",
    "başqa iş vəd etmişdi",
)
EN_SIGNS = (
    "keeps your passport",
    "says that you owe money and may not leave",
    "follows you wherever you go",
    "had promised you other work",
)
AZ_BODY = """Bu nədir?
İnsan alveri insanı aldadaraq və ya məcbur edərək istismar etməkdir.
Bu, başqa ölkədə də, öz evinizin yanında da baş verə bilər.

Kimin başına gələ bilər?
Hər kəsin: kişinin, qadının, uşağın. Çox vaxt yaxşı iş, təhsil və ya nikah vədi ilə başlayır.

Getməzdən əvvəl
Müqaviləni özünüz oxuyun. Sənədlərin surətini yaxın adamınıza verin. Pasportunuzu heç kimə verməyin.

Kömək
Qalmağa yer, həkim, vəkil və evə qayıtmaq üçün kömək var. Sənədiniz olmasa da zəng edə bilərsiniz."""
EN_BODY = """What is it?
Trafficking is deceiving or forcing a person in order to exploit them. It can happen in another country, and next door.

To whom can it happen?
To anybody: a man, a woman, a child. It often begins with the promise of good work, of studies or of a marriage.

Before you leave
Read the contract yourself. Give copies of your papers to somebody close to you. Hand your passport to nobody.

Help
There is a place to stay, a doctor, a lawyer and help to go home. You can call even if you have no papers."""
# Kind and place among its kind, the drawing, the words in Azerbaijani and in English.
WORDS: dict[tuple[str, int], tuple[str, Text, Text]] = {
    ("brochure", 0): (
        "door",
        Text("Gedə bilərsiniz. Kömək ala bilərsiniz.", "Sizi dinləyirik.", "Zəng edin, əgər kimsə", AZ_SIGNS, AZ_BODY),
        Text("You can leave. You can get help.", "We listen.", "Call if somebody", EN_SIGNS, EN_BODY),
    ),
    ("leaflet", 0): (
        "passport",
        Text("Pasport sizindir.", "Onu heç kim saxlaya bilməz.", "Zəng edin, əgər kimsə", AZ_SIGNS, AZ_BODY),
        Text("The passport is yours.", "Nobody may keep it.", "Call if somebody", EN_SIGNS, EN_BODY),
    ),
    ("poster", 0): (
        "phone",
        Text("İş yaxşıdır. Bəs suallarınız?", "Getməzdən əvvəl soruşun."),
        Text("The job sounds good. And your questions?", "Ask before you go."),
    ),
    ("poster", 1): (
        "window",
        Text("Qapı kilidlidir. Telefon hələ də sizdədir.", "Zəng edin. Sizi dinləyirik."),
        Text("The door is locked. You still have a phone.", "Call. We listen."),
    ),
}


def play(day: Today) -> None:
    """Write the words, translate them back and approve them, as two people do."""
    written: list[tuple[Version, str]] = []
    with day.acting("project_officer", "iom-az") as actor:
        what_funders_demand(actor)
    with day.acting("campaign_officer", "iom-az") as actor:
        the_library(actor)
        for row, (motif, az, en) in _drawn(actor):
            shown = row.material
            prevention.change_material(
                actor=actor,
                material_id=shown.pk,
                title_en=shown.title_en,
                title_az=shown.title_az,
                motif=motif,
                exploitation_forms=shown.exploitation_forms,
                violence_shown=shown.violence_shown,
            )
            for language, text in (("az", az), ("en", en)):
                written.append((_write(actor, row, language, text), f"{az.headline} {az.subline}"))
    with acting_as(second_writer()) as actor:
        for version, back in written:
            if version.translated_from:
                prevention.translate_version_back(actor=actor, version_id=version.pk, back_translation=back)
            prevention.approve_version(actor=actor, version_id=version.pk)
        for material_id in dict.fromkeys(version.material_id for version, _back in written):
            prevention.review_material(
                actor=actor, material_id=material_id, kind="dignity", held_on=today(), is_passed=True
            )
        for row, _words in _drawn(actor):
            if queries.violence_shown(actor=actor, material=row.material):
                tried_out(actor, row)
            prevention.publish_material(actor=actor, material_id=row.material.pk, is_kept=True)
    with day.acting("campaign_officer", "iom-az") as actor:
        the_end(actor)


def tried_out(actor: Actor, row: MaterialRow) -> None:
    """Ask passengers what they understand of what shows violence, before it hangs."""
    prevention.review_material(
        actor=actor,
        material_id=row.material.pk,
        kind="pre_test",
        held_on=TRIED_ON,
        is_passed=True,
        audience="general_public",
        asked_count=24,
        understood_count=21,
        accepted_count=19,
        remarks="Invented: passengers at two stations",
    )


def the_end(actor: Actor) -> None:
    """Keep where posters hung that year, and end a campaign that nobody leads any more."""
    drawn = {place: row for place, (row, _words) in _numbered(actor)}
    if not drawn:
        return
    for place, language, venues in HUNG:
        for code in venues:
            prevention.record_placement(
                actor=actor,
                material_id=drawn[place].material.pk,
                site=places.venue(code).kind,
                venue=code,
                language=language,
                up_on=UP_ON,
                down_on=DOWN_ON,
            )
    prevention.take_campaign_step(actor=actor, slug=CAMPAIGN, to="ended")
    prevention.publish_campaign(actor=actor, slug=CAMPAIGN)


def the_library(actor: Actor) -> None:
    """Keep a picture of our own, and the names of those who pay as marks: their logos are theirs to give."""
    prevention.add_picture(
        actor=actor,
        file=SimpleUploadedFile("doorway.png", doorway()),
        rights_holder="Panah",
        licence="own",
        consent="nobody",
        alt_az="Gecə işıqlı qapı",
        alt_en="A lit doorway at night",
        alt_ru="Освещённая дверь ночью",
        checks=[code.code for code in code_list("picture_check")],
    )
    led = next((one for one in queries.campaigns(actor=actor, state="", year=None) if one.slug == CAMPAIGN), None)
    for body in queries.payers(actor=actor, campaign=led) if led else ():
        prevention.keep_logo(actor=actor, body_id=body)


def what_funders_demand(actor: Actor) -> None:
    """Keep, as the project does, in which order and with which sentence those who pay want to be named."""
    led = next((one for one in queries.campaigns(actor=actor, state="", year=None) if one.slug == CAMPAIGN), None)
    if led is None or led.project is None:
        return
    shown = partnership_queries.project_page(actor=actor, slug=led.project.slug, language="en")
    paying = [row.funder for row in shown.funding if row.role in LOGO_DEMANDED] if shown.is_own else []
    for place, body in enumerate(paying, start=1):
        partnership.keep_visibility(
            actor=actor,
            slug=led.project.slug,
            funder=body.code,
            position=place,
            sentence_az=f"Maliyyələşdirir: {body.name('az')}",
            sentence_en=f"Funded by {body.name('en')}",
            sentence_ru=f"Финансирует: {body.name('ru')}",
        )


def _drawn(actor: Actor) -> Iterable[tuple[MaterialRow, tuple[str, Text, Text]]]:
    return (drawn for _place, drawn in _numbered(actor))


def _numbered(actor: Actor) -> Iterable[tuple[tuple[str, int], tuple[MaterialRow, tuple[str, Text, Text]]]]:
    seen: dict[str, int] = {}
    led = next((one for one in queries.campaigns(actor=actor, state="", year=None) if one.slug == CAMPAIGN), None)
    for row in queries.materials(actor=actor, campaign=led) if led else ():
        place = seen[row.material.kind] = seen.get(row.material.kind, -1) + 1
        if words := WORDS.get((row.material.kind, place)):
            yield (row.material.kind, place), (row, words)


def _write(actor: Actor, row: MaterialRow, language: str, text: Text) -> Version:
    return prevention.write_version(
        actor=actor,
        material_id=row.material.pk,
        language=language,
        translated_from="az" if language == "en" else "",
        headline=text.headline,
        subline=text.subline,
        signs_title=text.signs_title,
        signs=text.signs,
        body=text.body,
    )
