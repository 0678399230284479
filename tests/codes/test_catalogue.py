import csv
from datetime import date

import pytest

from panah.codes import catalogue
from panah.codes.catalogue import UnknownCode, code_list, indicator_list

TODAY = date(2026, 11, 22)
ALL = [(code_list, name) for name in catalogue.names()] + [
    (indicator_list, name) for name in catalogue.indicator_names()
]


@pytest.mark.parametrize(("read", "name"), ALL)
def test_every_open_code_has_a_label_in_every_language(read, name):
    for code in read(name):
        if code.is_open(TODAY):
            assert set(code.labels) == {"en", "az", "ru"}, code


@pytest.mark.parametrize(("read", "name"), ALL)
def test_every_label_says_how_sure_it_is(read, name):
    for code in read(name):
        assert {code.conf_az, code.conf_ru} <= {"A", "B"}, code


@pytest.mark.parametrize(("folder", "name"), [
    *((catalogue.LISTS, name) for name in catalogue.names()),
    *((catalogue.INDICATORS, name) for name in catalogue.indicator_names()),
])  # fmt: skip
def test_no_code_stands_twice_in_its_file(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        codes = [row["code"] for row in csv.DictReader(file)]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("name", catalogue.indicator_names())
def test_every_indicator_stands_under_a_labelled_group(name):
    assert set(indicator_list(name).by_group()) <= set(code_list("indicator_group").codes)


def test_a_retired_code_is_not_offered_but_keeps_its_label(tmp_path, monkeypatch):
    head = "code,label_en,label_az,label_ru,conf_az,conf_ru,map,ictip,retired\n"
    (tmp_path / "sample.csv").write_text(head + "old,Old,Köhnə,Старый,A,A,,,2020-01-01\n", encoding="utf-8")
    monkeypatch.setattr(catalogue, "LISTS", tmp_path)
    sample = code_list.__wrapped__("sample")
    assert sample.choices("az", TODAY) == []
    assert sample.choices("az", date(2019, 12, 31)) == [("old", "Köhnə")]
    assert sample.label("old", "ru") == "Старый"


def test_presumed_and_potential_are_two_things():
    status = code_list("trafficking_status")
    assert status.label("presumed", "az") == "İnsan alverinin ehtimal olunan qurbanı"
    assert status.label("potential", "az").startswith("Potensial qurban")


def test_a_wrong_code_names_the_nearest_one():
    with pytest.raises(UnknownCode, match="nearest: 'round_table'") as caught:
        code_list("campaign_event").check("roundtable")
    assert caught.value.nearest == "round_table"


def test_there_is_no_list_of_an_unknown_name():
    with pytest.raises(KeyError):
        code_list("nothing")


def test_the_delphi_list_has_its_six_dimensions():
    groups = indicator_list("ilo_delphi_adult_labour").by_group()
    assert [len(codes) for codes in groups.values()] == [10, 10, 16, 9, 15, 7]


def test_no_label_uses_a_moralising_word():
    words = ("əxlaqsız", "аморальн", "immoral", "qeyri-qanuni", "нелегал", "dilənçi uşaq", "evsiz", "narkoman")
    for read, name in ALL:
        for code in read(name):
            text = " ".join(code.labels.values()).lower()
            assert not any(word in text for word in words), code
