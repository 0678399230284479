"""A reader finds every fact of both documents on their pages: checked sentence by sentence, clause by clause."""

import csv
import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from panah.country.models import SourceSentence, SourceStatement
from panah.country.tables import PACK
from panah.exchange import sources
from panah.exchange.claims import read_sentences
from panah.published import queries
from tests.support import as_owner

SOURCES = PACK / "sources"
SENTENCES = {
    (path.stem, number): text for path in SOURCES.glob("*.txt") for number, text in read_sentences(path).items()
}
# Every clause of both documents and where a reader finds it. What remains of a sentence when its clauses are taken
# out may only be these words: so a clause that nobody lists is noticed.
CONNECTING = set(
    """also and are as at attended be by during eloquent event gave his in include included including is it material
    mentioned mr noted of order participants past produced provided relevant representatives should speech that the
    these to was well were which widely with within workshop""".split()  # noqa: SIM905
)
with Path(__file__).with_name("clauses.tsv").open(encoding="utf-8", newline="") as file:
    CLAUSES = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
PAGES = sorted({(clause["kind"], clause["slug"]) for clause in CLAUSES})


def clauses_of(where):
    """Return the clauses of a sentence, the longest first."""
    found = [clause["clause"] for clause in CLAUSES if (clause["document"], int(clause["sentence"])) == where]
    return sorted(found, key=len, reverse=True)


def shown(kind, slug, language="en"):
    """Return the words of a published page without the quotations of its sources."""
    page = queries.page(kind=kind, slug=slug, language=language)
    page.body["main"] = [block for block in page.body["main"] if block["kind"] != "sources"]
    html = render_to_string("published/_page.html", {"page": page})
    return " ".join(strip_tags(re.sub(r"<[^>]+>", " ", html)).replace("&#x27;", "'").split())


@pytest.fixture
def loaded(db):
    with as_owner():
        sources.load([SOURCES], say=lambda words: None)


@pytest.mark.parametrize("where", SENTENCES, ids=str)
def test_a_sentence_is_nothing_but_its_clauses_and_connecting_words(where):
    left = SENTENCES[where]
    assert clauses_of(where)
    for words in clauses_of(where):
        assert words in SENTENCES[where], words
        left = left.replace(words, " ")
    assert {word.lower() for word in re.findall(r"\w+", left)} <= CONNECTING, left


def test_a_reader_finds_every_clause_on_a_page(loaded):
    pages = {page: shown(*page) for page in PAGES}
    missing = [clause for clause in CLAUSES if clause["shown"] not in pages[clause["kind"], clause["slug"]]]
    assert missing == []


def test_every_sentence_is_the_source_of_a_record(loaded):
    cited = set(SourceStatement.objects.filter(basis="stated").values_list("sentence_id", flat=True))
    silent = [str(sentence) for sentence in SourceSentence.objects.all() if sentence.id not in cited]
    assert silent == []


def test_what_is_inferred_says_so_and_why_on_the_page(loaded):
    table = shown("event", "round-table-prevention-2019")
    assert "The English report gives no year. The Azerbaijani report of the same event is dated October 2019" in table
    assert "The English report says Phase VI, the Azerbaijani report of the same event says Phase IV" in shown(
        "project", "inl-cooperation"
    )
    assert "When it ended is not said." in shown("campaign", "world-day-2019")
    workshop = shown("event", "workshop-diplomatic-missions-2019")
    assert "The speech names no dates. We take the five years from 1 June 2014 to 31 May 2019" in workshop


def test_every_page_can_be_read_in_azerbaijani(loaded):
    english = {"Who took part", "What was discussed", "Funded by", "Overall objective", "Materials", "Not said", "Kind"}
    for page in PAGES:
        words = shown(*page, language="az")
        assert {each for each in english if each in words} == set(), page


def test_the_desk_shows_the_same_pages(loaded, desk_client):
    browser = desk_client("project_officer", organisation="iom-az")
    for slug in ("workshop-diplomatic-missions-2019", "round-table-prevention-2019"):
        said = browser.get(f"/partnership/events/{slug}/").content.decode()
        assert "Stated in the document, sentence by sentence" in said
        assert "Not said in the document: how we read it" in said
