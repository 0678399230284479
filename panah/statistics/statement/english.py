"""
The statement in English, in the words of the speech of 31 May 2019.

A clause of zero value is left out. "Each of them" stands only where it is true.
"""

from collections.abc import Mapping
from datetime import date

from panah.core.formats import day_text
from panah.statistics.rules import Period, is_just_past, whole_years
from panah.statistics.statement.segments import Figure, Paragraph, Segment, joined, line, paragraph

PILLARS = {"M1": "prevention", "M2": "protection", "M3": "prosecution", "M4": "partnership"}
NOTHING = "nothing that this statement counts is recorded."


def write(counts: Mapping[str, int], *, period: Period, as_of: date, country: str) -> Paragraph:
    """Return the statement's paragraph. `counts` holds the values of K1 to K8 and M0 to M4."""
    opening = f"{_opening(period, as_of=as_of)} in {country}, "
    sentences = [sentence for sentence in (_measures(counts), _groups(counts), _victims(counts)) if sentence]
    if not sentences:
        return paragraph([line(opening, NOTHING)])
    sentences[0] = line(opening, sentences[0])
    if _measures(counts) and len(sentences) > 1:
        sentences[1] = line("In the same period, ", sentences[1])
    return paragraph([*sentences, *_help(counts)])


def day(value: date) -> str:
    """Return a date as it is written in running text: 31 May 2019."""
    return day_text(value, "en")


def number(value: int) -> str:
    """Return a number as it is written in running text: 12,345."""
    return f"{value:,}"


def _opening(period: Period, *, as_of: date) -> str:
    length = whole_years(period)
    between = f"from {day(period.first)} to {day(period.last)}"
    if length is None:
        return f"F{between[1:]}"
    some = "year" if length == 1 else f"{length} years"
    if is_just_past(period, as_of=as_of):
        return f"Over the past {some}"
    return f"Over the {some} {between}"


def _figure(counts: Mapping[str, int], key: str, words: str = "") -> Figure:
    return Figure(key, counts.get(key, 0), words or number(counts.get(key, 0)))


def _counted(counts: Mapping[str, int], key: str, one: str, many: str) -> list[Segment]:
    return line(_figure(counts, key), f" {one if counts.get(key) == 1 else many}")


def _measures(counts: Mapping[str, int]) -> list[Segment]:
    if not counts.get("M0"):
        return []
    by_pillar = [line(_figure(counts, key), f" in {name}") for key, name in PILLARS.items() if counts.get(key)]
    verb = "was" if counts["M0"] == 1 else "were"
    whole = line(_counted(counts, "M0", "measure", "measures"), f" of the National Action Plan {verb} completed")
    return line(whole, ": ", joined(by_pillar, last=" and "), ".") if by_pillar else line(whole, ".")


def _groups(counts: Mapping[str, int]) -> list[Segment]:
    clauses = []
    if counts.get("K1"):
        one = counts["K1"] == 1
        many = f"{number(counts['K1'])} international criminal networks"
        networks = "an international criminal network" if one else many
        clauses.append(line("the operation of ", _figure(counts, "K1", networks), " was prevented"))
    groups = []
    if counts.get("K2"):
        groups.append(_counted(counts, "K2", "organised group", "organised groups"))
    if counts.get("K3"):
        groups.append(_counted(counts, "K3", "criminal group", "criminal groups"))
    if groups:
        verb = "was" if counts.get("K2", 0) + counts.get("K3", 0) == 1 else "were"
        clauses.append(line(joined(groups, last=" and "), f" {verb} neutralised"))
    return line(joined(clauses, last=", and "), ".") if clauses else []


def _victims(counts: Mapping[str, int]) -> list[Segment]:
    if not counts.get("K4"):
        return []
    verb = "was" if counts["K4"] == 1 else "were"
    return line(_counted(counts, "K4", "victim", "victims"), f" of trafficking {verb} identified.")


def _help(counts: Mapping[str, int]) -> list[list[Segment]]:
    """Return what was done for those identified: of those sheltered first, then of all."""
    if not counts.get("K4"):
        return []
    sentences = []
    if counts.get("K5"):
        verb = "was" if counts["K5"] == 1 else "were"
        placed = line("Of them, ", _figure(counts, "K5"), f" {verb} placed in a safe shelter")
        sentences.append(line(placed, _allowance_of_sheltered(counts), "."))
    clauses = []
    if counts.get("K7"):
        clauses.append(line(_figure(counts, "K7"), " received a one-time allowance"))
    if counts.get("K8"):
        clauses.append(line(_figure(counts, "K8"), " received aid from the Aid Fund for Victims of Trafficking"))
    if clauses:
        whom = "Of all those identified, " if counts.get("K5") else "Of them, "
        sentences.append(line(whom, joined(clauses, last=" and "), "."))
    return sentences


def _allowance_of_sheltered(counts: Mapping[str, int]) -> list[Segment]:
    sheltered, paid = counts.get("K5", 0), counts.get("K6", 0)
    if not paid:
        return []
    if paid < sheltered:
        return line(", and ", _figure(counts, "K6"), " of those sheltered received a one-time allowance")
    whom = "this person" if paid == 1 else "each of them"
    return line(", and ", _figure(counts, "K6", whom), " received a one-time allowance")
