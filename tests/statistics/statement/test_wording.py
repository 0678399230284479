from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.statistics.rules import Period
from panah.statistics.statement.segments import Figure, keyed, plain
from panah.statistics.statement.wording import write

FIVE_YEARS = Period(date(2014, 6, 1), date(2019, 5, 31))
SPEECH = date(2019, 5, 31)
COUNTRY = {"en": "Azerbaijan", "az": "Azərbaycan"}
SEED = {"K1": 1, "K2": 2, "K3": 58, "K4": 356, "K5": 312, "K6": 312, "K7": 356, "K8": 280}


def text(counts, language="en", *, period=FIVE_YEARS, as_of=SPEECH):
    return plain(write(counts, language=language, period=period, as_of=as_of, country=COUNTRY[language]))


def test_the_speech_in_english():
    assert text(SEED) == (
        "Over the past 5 years in Azerbaijan, the operation of an international criminal network was prevented, "
        "and 2 organised groups and 58 criminal groups were neutralised. 356 victims of trafficking were identified. "
        "Of them, 312 were placed in a safe shelter, and each of them received a one-time allowance. Of all those "
        "identified, 356 received a one-time allowance and 280 received aid from the Aid Fund for Victims of "
        "Trafficking."
    )


def test_the_speech_in_azerbaijani():
    assert text(SEED, "az") == (
        "Son 5 il ərzində Azərbaycanda insan alveri ilə məşğul olan beynəlxalq cinayətkar şəbəkənin fəaliyyətinin "
        "qarşısı alınıb, 2 mütəşəkkil dəstə və 58 cinayətkar qrup zərərsizləşdirilib. Bu müddətdə 356 insan alveri "
        "qurbanı müəyyən edilib. Onlardan 312 nəfər sığınacağa yerləşdirilib, onların hər birinə birdəfəlik müavinət "
        "ödənilib. Müəyyən edilmiş bütün şəxslərdən 356 nəfərə birdəfəlik müavinət ödənilib, 280 nəfərə İnsan Alveri "
        "Qurbanlarına Kömək Fondunun vəsaiti hesabına yardım göstərilib."
    )


def test_measures_by_pillar_come_first():
    counts = {**SEED, "M0": 3, "M1": 2, "M4": 1}
    assert text(counts).startswith(
        "Over the past 5 years in Azerbaijan, 3 measures of the National Action Plan were completed: "
        "2 in prevention and 1 in partnership. In the same period, the operation of"
    )
    assert text(counts, "az").startswith(
        "Son 5 il ərzində Azərbaycanda Milli Fəaliyyət Planından 3 tədbir icra olunub: "
        "insan alverinin qarşısının alınması üzrə 2, tərəfdaşlıq üzrə 1 tədbir. Bu müddətdə insan alveri ilə"
    )


@pytest.mark.parametrize(("language", "words"), [("en", "each of them"), ("az", "onların hər birinə")])
@given(sheltered=st.integers(0, 400), paid=st.integers(0, 400))
def test_each_of_them_only_when_it_is_true(language, words, sheltered, paid):
    paid = min(paid, sheltered)
    said = words in text({**SEED, "K4": 400, "K5": sheltered, "K6": paid, "K7": paid}, language)
    assert said == (paid == sheltered > 1)


def test_those_sheltered_and_all_identified_are_counted_apart():
    counts = {**SEED, "K6": 300, "K7": 341}
    assert "312 were placed in a safe shelter, and 300 of those sheltered received a one-time allowance" in text(counts)
    assert "Of all those identified, 341 received a one-time allowance" in text(counts)
    assert "sığınacağa yerləşdirilənlərdən 300 nəfərə birdəfəlik müavinət ödənilib" in text(counts, "az")
    assert "Müəyyən edilmiş bütün şəxslərdən 341 nəfərə" in text(counts, "az")


def test_an_allowance_without_any_shelter_is_said_of_those_identified():
    assert text({"K4": 4, "K7": 3}).endswith("identified. Of them, 3 received a one-time allowance.")
    assert text({"K4": 4, "K7": 3}, "az").endswith("Onlardan 3 nəfərə birdəfəlik müavinət ödənilib.")


counts_of_anything = st.fixed_dictionaries(
    {key: st.sampled_from([0, 1, 2, 3, 21, 22, 101, 1_356]) for key in [*SEED, "M0", "M1", "M2", "M3", "M4"]}
)


@pytest.mark.parametrize("language", ["en", "az"])
@given(counts=counts_of_anything)
def test_no_clause_stands_for_a_zero_and_every_figure_has_its_value(language, counts):
    paragraph = write(counts, language=language, period=FIVE_YEARS, as_of=SPEECH, country=COUNTRY[language])
    figures = [segment for segment in paragraph if isinstance(segment, Figure)]
    assert all(figure.value == counts[figure.key] > 0 for figure in figures)
    assert len({figure.key for figure in figures}) == len(figures)
    assert "  " not in plain(paragraph)
    assert plain(paragraph).endswith(".")


@pytest.mark.parametrize("language", ["en", "az"])
def test_nothing_recorded_is_said_plainly(language):
    assert text({}, language).endswith({"en": "is recorded.", "az": "qeydə alınmayıb."}[language])


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"K2": 1}, "1 organised group was neutralised"),
        ({"K3": 1}, "1 criminal group was neutralised"),
        ({"K2": 1, "K3": 1}, "1 organised group and 1 criminal group were neutralised"),
        ({"K1": 3}, "the operation of 3 international criminal networks was prevented."),
        ({"K4": 1, "K5": 1, "K6": 1}, "Of them, 1 was placed in a safe shelter, and this person received"),
        ({"K4": 1_356}, "1,356 victims of trafficking were identified"),
    ],
)
def test_english_agrees_in_number(counts, words):
    assert words in text(counts)


def test_azerbaijani_nouns_stay_singular_and_thousands_are_spaced():
    said = text({"K1": 3, "K2": 2, "K3": 1_058, "K4": 12_356}, "az")
    assert "3 beynəlxalq cinayətkar şəbəkənin" in said
    assert "1\N{NO-BREAK SPACE}058 cinayətkar qrup zərərsizləşdirilib" in said
    assert "12\N{NO-BREAK SPACE}356 insan alveri qurbanı" in said


@pytest.mark.parametrize(
    ("period", "as_of", "english", "azerbaijani"),
    [
        (FIVE_YEARS, date(2019, 6, 1), "Over the past 5 years in Azerbaijan", "Son 5 il ərzində Azərbaycanda"),
        (
            FIVE_YEARS,
            date(2026, 11, 22),
            "Over the 5 years from 1 June 2014 to 31 May 2019 in Azerbaijan",
            "2014-cü il iyunun 1-dən 2019-cu il mayın 31-dək olan 5 il ərzində Azərbaycanda",
        ),
        (
            Period(date(2018, 4, 1), date(2019, 3, 31)),
            date(2019, 3, 31),
            "Over the past year in Azerbaijan",
            "Son 1 il ərzində Azərbaycanda",
        ),
        (
            Period(date(2016, 2, 10), date(2016, 8, 23)),
            date(2016, 8, 23),
            "From 10 February 2016 to 23 August 2016 in Azerbaijan",
            "2016-cı il fevralın 10-dan 2016-cı il avqustun 23-dək Azərbaycanda",
        ),
    ],
)
def test_the_past_years_are_said_only_of_years_just_past(period, as_of, english, azerbaijani):
    assert text(SEED, period=period, as_of=as_of).startswith(english)
    assert text(SEED, "az", period=period, as_of=as_of).startswith(azerbaijani)


def test_on_paper_each_figure_carries_its_key():
    paragraph = write(SEED, language="en", period=FIVE_YEARS, as_of=SPEECH, country="Azerbaijan")
    assert "356 [K4] victims" in keyed(paragraph)
    assert "each of them [K6]" in keyed(paragraph)
