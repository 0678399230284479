from panah.codes import countries


def test_a_country_is_named_in_every_language():
    assert countries.name("AZ", "az") == "Azərbaycan"
    assert countries.name("TR", "en") == "Türkiye"
    assert countries.name("MD", "ru") == "Молдова"


def test_unions_and_reserved_codes_are_no_countries():
    assert not {"EU", "UN", "ZZ"} & set(countries.codes())
    assert len(countries.codes()) > 240


def test_choices_follow_the_alphabet_of_the_language():
    names = [name for _, name in countries.choices("az")]
    assert names.index("Çexiya") < names.index("Danimarka") < names.index("Əfqanıstan") < names.index("Fransa")


def test_the_european_union_had_twenty_eight_members_in_2019():
    assert len(countries.eu_members("2019-05-31")) == 28
    assert len(countries.eu_members("2026-01-01")) == 27
