from pathlib import Path

import pytest

from panah.core.db import unforced
from panah.core.errors import InvalidInput
from panah.country.models import SourceDocument, SourceSentence, SourceStatement
from panah.country.tables import PACK
from panah.exchange import sources
from panah.exchange.claims import read_sentences
from panah.partnership.models import Event, EventRole, Funding, Participation, Project, Speech, Topic
from panah.prevention.models import Campaign, Delivery, Material
from panah.published.models import Page

pytestmark = pytest.mark.django_db
SOURCES = PACK / "sources"
QUIET = {"say": lambda words: None}
COUNTED = (Project, Funding, Event, EventRole, Participation, Speech, Topic, Campaign, Material, Delivery, Page)
COUNTED += (SourceDocument, SourceSentence, SourceStatement)

DOCUMENT = """
document: {code: sample, title: A sample, sentences: sample.txt}
keeper: iom-az
"""
EVENT = """
events:
  - slug: sample
    kind: KIND
    title: {en: A talk, az: Söhbət}
    starts_on: 2026-05-04
    from:
      - {of: [kind, title], sentence: 1, quote: QUOTE}
      - {of: [starts_on, year], sentence: 1, quote: on 4 May 2026}
    roles:
      - body: BODY
        role: organiser
        from: [{of: [body, role], inferred: {en: It sent the invitation., az: Dəvəti o göndərib.}}]
"""


@pytest.fixture
def write(tmp_path):
    def write(text=EVENT, **words):
        (tmp_path / "sample.txt").write_text("1\tA round table took place on 4 May 2026.\n", encoding="utf-8")
        for name, value in {
            "KIND": "round_table",
            "QUOTE": "A round table took place",
            "BODY": "iom-az",
            **words,
        }.items():
            text = text.replace(name, value)
        path = tmp_path / "sample.yaml"
        path.write_text(DOCUMENT + text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def load(as_owner):
    def load(*paths: Path, **options):
        with as_owner():
            sources.load(paths, **{**QUIET, **options})

    return load


@pytest.fixture
def counts(as_owner):
    def counts():
        with as_owner(), unforced(*sources.secured_tables()):
            return {model.__name__: model.objects.count() for model in COUNTED}

    return counts


def test_a_file_becomes_an_event_with_its_sources(load, write, as_owner):
    load(write())
    with as_owner():
        stated = set(SourceStatement.objects.values_list("field", "basis", "quote"))
    assert ("starts_on", "stated", "on 4 May 2026") in stated
    assert ("body", "inferred", "") in stated


@pytest.mark.parametrize(
    ("words", "line", "said"),
    [
        ({"KIND": "roundtable"}, 7, "'roundtable' is not in the code list 'campaign_event'; nearest: 'round_table'"),
        ({"BODY": "iom-as"}, 14, "unknown organisation 'iom-as'; nearest: 'iom-az'"),
        ({"QUOTE": "A workshop took place"}, 11, "sentence 1 does not have the words 'A workshop took place'"),
        ({"slug: sample": "slug: sample\n    plaze: x"}, 7, "an event has no 'plaze'"),
        ({"[starts_on, year]": "[starts_on]"}, 6, "'year' of an event has no source"),
        ({"sentence: 1": "sentence: 9"}, 11, "the document has no sentence 9"),
        ({", az: Dəvəti o göndərib.": ""}, 16, "'inferred' needs the reason in en and az"),
        ({"[body, role]": "[bodi, role]"}, 16, "there is no 'bodi' here; nearest: 'body'"),
        ({"2026-05-04": "spring"}, 9, "'starts_on' must be a date such as 2019-05-31"),
        ({"{en: A talk, az: Söhbət}": "A talk"}, 8, "'title' must have words in en and az"),
    ],
)
def test_a_mistake_names_file_line_and_what_is_wrong(load, write, words, line, said):
    with pytest.raises(InvalidInput) as caught:
        load(write(**words))
    assert str(caught.value).startswith(f"sample.yaml:{line}: {said}")


def test_a_mistake_leaves_nothing_behind(load, write, counts):
    before = counts()
    with pytest.raises(InvalidInput):
        load(write(BODY="nobody"))
    assert counts() == before


def test_a_missing_file_is_named(load, tmp_path):
    with pytest.raises(InvalidInput, match="there is no such file or folder"):
        load(tmp_path / "nothing.yaml")


def test_both_documents_load_and_loading_again_doubles_nothing(load, counts):
    load(SOURCES)
    first = counts()
    assert first["Event"] == 2
    assert first["Project"] == 2
    assert first["Campaign"] == 1
    assert first["Page"] == 10
    load(SOURCES)
    assert counts() == first


def test_sources_that_are_known_are_left_alone_when_asked(load):
    load(SOURCES)
    said = []
    load(SOURCES, if_new=True, say=said.append)
    assert said == []


def test_the_texts_are_numbered_without_a_gap():
    for path in SOURCES.glob("*.txt"):
        numbers = list(read_sentences(path))
        assert numbers == list(range(numbers[0], numbers[-1] + 1))


def test_a_changed_file_corrects_its_records_says_so_and_doubles_nothing(load, write, counts, as_owner):
    said = []
    load(write())
    before = counts()
    changed = EVENT.replace("A talk", "A long talk").replace("role: organiser", "role: co_facilitator")
    load(write(changed), say=said.append)
    assert counts() == before
    with as_owner(), unforced(*sources.secured_tables()):
        event, role = Event.objects.get(slug="sample"), EventRole.objects.get(event__slug="sample")
        page = Page.objects.get(slug="sample", language="en")
    assert (event.title_en, role.role, page.title) == ("A long talk", "co_facilitator", "A long talk")
    assert said[0].endswith("an event changed: title_en")
    load(write(changed), say=said.append)
    assert len([words for words in said if "changed" in words]) == 2  # the event and the role, once
