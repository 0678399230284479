from datetime import date

import pytest

from panah.codes.catalogue import code_list
from panah.core.errors import InvalidInput
from panah.country import lined, places
from panah.country.tables import PACK
from panah.organisations import queries, reference
from panah.organisations.forms import choices_of
from panah.organisations.models import Organisation

ENTRIES = lined.read(PACK / reference.FILE)["organisations"]
NAMED_IN_THE_DOCUMENTS = {
    *("iom-az", "iom-development-fund", "mia", "mia-atd", "mlspp", "moe", "sms", "mfa", "mfa-consular"),
    *("us-state", "us-inl", "eu", "eu-delegation", "emb-moldova", "emb-georgia", "emb-turkiye", "emb-ukraine"),
    *("aid-fund", "azertac", "az-government", "ngo-children-union"),
}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["code"])
def test_every_body_has_a_name_in_every_language(entry):
    assert all(entry[lang] for lang in ("en", "az", "ru"))
    assert entry["kind"] in code_list("organisation_kind")


def test_every_body_that_the_documents_name_is_in_the_pack():
    assert {entry["code"] for entry in ENTRIES} >= NAMED_IN_THE_DOCUMENTS


def test_an_embassy_names_the_state_that_sends_it():
    assert all(entry.get("sending") for entry in ENTRIES if entry["kind"] == "embassy")


def test_a_mission_abroad_names_the_state_it_is_in():
    assert all(entry.get("host") for entry in ENTRIES if entry["kind"].startswith("own_"))


def _pack(tmp_path, text):
    (tmp_path / reference.FILE).write_text("organisations:\n" + text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("    kind: ministri", "organisations.yaml:3: 'ministri' is not in the code list"),
        ("    parent: mia-at", "organisations.yaml:3: unknown organisation 'mia-at'"),
        ("    divison: AZ-BA", "organisations.yaml:3: 'divison' is not expected here; nearest: 'division'"),
        ("    division: AZ-BAA", "organisations.yaml:3: there is no division 'AZ-BAA'; nearest: 'AZ-BA'"),
    ],
)
@pytest.mark.django_db
def test_a_wrong_entry_names_file_line_and_the_nearest_value(tmp_path, line, said):
    kind = "" if "kind" in line else "    kind: ministry\n"
    entry = f"  - code: new\n{line}\n{kind}    en: New\n    az: Yeni\n    ru: Новое\n    country: AZ\n"
    with pytest.raises(InvalidInput) as caught:
        reference.load(_pack(tmp_path, entry))
    assert str(caught.value).startswith(said)


@pytest.mark.django_db
def test_loading_again_doubles_nothing(as_owner):
    with as_owner():
        reference.load()
        count = Organisation.objects.count()
        reference.load()
    assert Organisation.objects.count() == count


@pytest.mark.django_db
def test_the_tree_leads_from_the_ministry_to_its_offices():
    assert {office.code for office in queries.offices(code="moe")} >= {"moe-ganja", "moe-guba"}
    shelter = queries.organisation(code="mia-shelter")
    assert shelter.id in queries.tree_ids(code="mia")
    assert shelter.parent.code == "mia-atd"


@pytest.mark.django_db
def test_the_group_of_eu_embassies_follows_membership():
    assert "emb-uk" in {found.code for found in queries.eu_embassies(on=date(2019, 5, 31))}
    assert "emb-uk" not in {found.code for found in queries.eu_embassies(on=date(2026, 1, 1))}
    assert "emb-moldova" not in {found.code for found in queries.eu_embassies(on=date(2019, 5, 31))}


@pytest.mark.django_db
def test_a_wrong_code_gets_the_nearest_one():
    with pytest.raises(queries.UnknownOrganisation, match="nearest: 'mia-atd'"):
        queries.organisation(code="mia-adt")


@pytest.mark.django_db
def test_names_and_choices_come_in_the_language_asked_for():
    ministry = queries.organisation(code="mfa")
    assert queries.names(ids=[ministry.id], language="az") == {ministry.id: "Xarici İşlər Nazirliyi"}
    assert ("mfa", "Министерство иностранных дел") in queries.choices(language="ru", kinds=("ministry",))


@pytest.mark.django_db
def test_a_consul_is_found_by_the_state_abroad():
    assert {found.code for found in queries.own_missions(country="TR")} == {"mfa-ankara", "mfa-istanbul"}


def test_every_division_of_the_pack_exists():
    for entry in ENTRIES:
        if entry.get("division"):
            places.division(entry["division"])


def test_bodies_stand_in_the_order_of_the_names_that_are_read():
    read = {
        "en": ["Embassy of Germany", "State Migration Service"],
        "az": ["Almaniya səfirliyi", "Dövlət Miqrasiya Xidməti"],
    }
    bodies = [Organisation(name_en=en, name_az=az) for en, az in zip(*read.values(), strict=True)]
    for language, names in read.items():
        assert [name for _pk, name in choices_of(reversed(bodies), language=language)] == names
