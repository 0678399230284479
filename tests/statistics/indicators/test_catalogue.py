import pytest

from panah.statistics.indicators.catalogue import (
    FOLDER,
    LANGUAGES,
    BadDefinitionError,
    Each,
    indicators,
    of_statement,
    read,
)


def test_the_statement_has_its_eight_figures_and_the_measures():
    assert list(of_statement()) == [*(f"K{number}" for number in range(1, 9)), *(f"M{number}" for number in range(5))]


def test_every_definition_is_explained_in_every_language():
    for indicator in indicators().values():
        for language in LANGUAGES:
            wording = indicator.wording[language]
            assert all([wording.title, wording.counts, wording.whom, wording.dated, wording.facts]), indicator.key


def test_shelter_allowance_and_aid_are_counted_among_those_identified():
    members = {key: one.count.of for key, one in indicators().items() if one.count.each is Each.MEMBER}
    assert members == {"K5": "K4", "K6": "K5", "K7": "K4", "K8": "K4"}
    assert all(indicators()[key].counts_persons for key in ["K4", *members])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('unit = "identified_victim"', 'unit = "head"', "there is no unit"),
        ('date = "decided_on"', 'date = "decided_on; DROP"', "not the name"),
        ('each = "person"', 'each = "member"', "of a cohort"),
        ('each = "person"', 'each = "soul"', "soul"),
        ('[az]\ntitle = "Müəyyən edilmiş qurbanlar"', "[az]", "title"),
        ('name = "victims_identified"', 'name = "victims"', "must be named"),
    ],
)
def test_a_wrong_definition_is_named_with_its_file(tmp_path, old, new, said):
    text = (FOLDER / "k4_victims_identified.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "k4_victims_identified.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BadDefinitionError, match=r"k4_victims_identified\.toml") as refusal:
        read(path)
    assert said in str(refusal.value)
