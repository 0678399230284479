import pytest

from panah.accounts.models import Account
from panah.audit.models import Entry
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.country.house_rules import default_rules
from panah.printing.neutral import PLACES, exposing
from panah.protection import actions
from panah.protection.actions.sheet import print_stay
from panah.protection.models import HouseRules, RulesGiven
from panah.protection.queries.house_rules import rules_in_force, rules_work, versions
from panah.protection.rules.house_rules import check_rules_words, check_way
from tests.protection.people import ask_for_place, open_shelter, presumed_case, take_in
from tests.support import again, client_of, sign_in, stood

WORDS = {"az": "Səhər yeməyi yeddidədir.", "en": "Breakfast is at seven.", "ru": "Завтрак в семь."}


def test_nobody_reads_alone_what_is_not_written_in_their_language() -> None:
    check_way("read_out", language="tr")
    check_way("read_alone", language="ru")
    with pytest.raises(InvalidInput, match="not written in this language"):
        check_way("read_alone", language="tr")


def test_the_rules_are_complete_and_tell_a_finder_nothing() -> None:
    with pytest.raises(InvalidInput, match="three languages") as caught:
        check_rules_words({**WORDS, "ru": "  "}, exposing=[])
    assert caught.value.field == "ru"
    with pytest.raises(InvalidInput, match="Choose other words"):
        check_rules_words(WORDS, exposing=["shelter"])
    ours = default_rules()
    assert {len(text.splitlines()) for text in ours.words.values()} == {8}
    assert not exposing(ours.words.values(), also=PLACES)


@pytest.fixture
def house():
    asker = sign_in("case_manager", organisation="vac")
    asked = [ask_for_place(asker, presumed_case(asker)) for _each in range(2)]
    keeper, unit = open_shelter(capacity=3)
    return keeper, unit, asked


@pytest.mark.django_db
def test_a_new_version_leaves_the_old_one_and_asks_for_a_new_reading(house, monkeypatch) -> None:
    keeper, unit, (asked, other) = house
    stay = take_in(keeper, asked, unit)
    (first,) = RulesGiven.objects.own(keeper)
    assert (first.rules_id, first.version, first.language, first.way) == (None, 1, "az", "read_out")
    old = actions.write_house_rules(actor=keeper, shelter_id=unit.shelter_id, **WORDS)
    changed = {**WORDS, "en": "Breakfast is at eight."}
    new = actions.write_house_rules(actor=keeper, shelter_id=unit.shelter_id, **changed)
    told = [rules.words["en"] for rules in versions(actor=keeper, shelter_id=unit.shelter_id)]
    assert told == ["Breakfast is at eight.", "Breakfast is at seven."]
    assert [item.reference for item in rules_work(actor=keeper)] == [stay.reference]
    for stale in (old.pk, None):
        with pytest.raises(WrongState, match="not the rules in force"):
            give(keeper, stay, stale)
    with pytest.raises(WrongState, match="not the rules in force"):
        take_in(keeper, other, unit)
    take_in(keeper, other, unit, rules_seen=[new.pk], way="read_alone")
    given = give(keeper, stay, new.pk, way="read_alone")
    assert (given.version, list(rules_work(actor=keeper))) == (2, [])
    assert Entry.objects.filter(event="protection.rules.given", subject_id=given.pk).exists()
    papers: list = []
    monkeypatch.setattr("panah.protection.actions.sheet.office_pdf", lambda sheet: papers.append(sheet) or b"%PDF-")
    print_stay(actor=keeper, stay_id=stay.pk, form="house_rules", language="en", handling="handed_out")
    lines, told = papers[0].parts[1:]
    assert lines.points == ("Breakfast is at eight.",)
    assert next(value for _label, value in told.rows) == "2" and "Read by the person" in dict(told.rows).values()


def give(keeper, stay, rules_id, way="read_out"):
    return actions.give_house_rules(actor=keeper, stay_id=stay.pk, rules_id=rules_id, rules_language="az", way=way)


@pytest.mark.django_db
def test_the_rules_belong_to_the_house_alone(house) -> None:
    keeper, unit, (asked, _other) = house
    stay = take_in(keeper, asked, unit)
    with pytest.raises(InvalidInput, match="Choose other words"):
        actions.write_house_rules(actor=keeper, shelter_id=unit.shelter_id, **{**WORDS, "en": "This shelter"})
    client = client_of(Account.objects.get(pk=keeper.id))
    page = client.get(f"/protection/shelters/{unit.shelter_id}/rules/write/").content.decode()
    assert "Tell nobody where the house is" in page
    client.post(f"/protection/shelters/{unit.shelter_id}/rules/write/", WORDS | stood(page))
    again(keeper)
    assert HouseRules.objects.own(keeper).count() == 1
    newest = rules_in_force(actor=keeper, shelter_id=unit.shelter_id).id
    client.post(f"/protection/stays/{stay.pk}/rules/", {"rules_id": newest, "rules_language": "ru", "way": "read_out"})
    page = client.get(f"/protection/stays/{stay.pk}/").content.decode()
    assert "Russian" in page and "Read out" in page and "12 Invented Street" not in page
    assert "Breakfast is at seven." in client.get(f"/protection/shelters/{unit.shelter_id}/rules/").content.decode()
    foreign = sign_in("shelter_manager", organisation="ngo-clean-world")
    with pytest.raises(NotVisible):
        actions.write_house_rules(actor=foreign, shelter_id=unit.shelter_id, **WORDS)
    with pytest.raises(NotVisible):
        give(foreign, stay, newest)
    other = sign_in("case_manager", organisation="mia-shelter")
    with pytest.raises(NotPermitted):
        actions.write_house_rules(actor=other, shelter_id=unit.shelter_id, **WORDS)
    with pytest.raises(NotPermitted):
        give(other, stay, newest)
