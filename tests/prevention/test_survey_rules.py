"""Tests of answers against the references: statsmodels, SciPy, and samples that stand in books."""

from itertools import product
from math import isclose
from random import Random
from uuid import UUID

import pytest
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar as mcnemar_of_the_books
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import proportion_confint

from panah.core.errors import InvalidInput, WrongState
from panah.core.paired import p_values
from panah.core.paired_child import mcnemar, signed_rank
from panah.prevention import rules
from panah.prevention.rules import survey
from panah.published.asking import check_answer, pairing_code, pairing_tag


@pytest.mark.parametrize(("count", "of"), [(0, 1), (1, 1), (0, 30), (30, 30), (3, 31), (81, 263), (1999, 4000)])
def test_the_interval_is_that_of_statsmodels_and_of_scipy(count: int, of: int) -> None:
    share = rules.wilson(count, of)
    assert share is not None
    low, high = proportion_confint(count, of, method="wilson")
    other = stats.binomtest(count, of).proportion_ci(method="wilson")
    assert share.low == pytest.approx(low, abs=1e-6) == pytest.approx(other.low, abs=1e-6)
    assert share.high == pytest.approx(high, abs=1e-6) == pytest.approx(other.high, abs=1e-6)


@pytest.mark.parametrize(("gained", "lost"), [(0, 0), (1, 0), (5, 1), (12, 12), (20, 4), (20, 5), (59, 16), (86, 150)])
def test_mcnemar_is_that_of_statsmodels(gained: int, lost: int) -> None:
    steps = [1] * gained + [-1] * lost + [0] * 40
    table = [[20, lost], [gained, 20]]
    exact = gained + lost < 25
    wanted = mcnemar_of_the_books(table, exact=exact, correction=True).pvalue if gained + lost else 1.0
    assert mcnemar(steps) == pytest.approx(float(wanted))


def test_the_signed_ranks_are_those_of_the_books() -> None:
    # Hollander and Wolfe 1973, table 3.1, in thousandths: depression before and after a first session, V = 40.
    before = [1830, 500, 1620, 2480, 1680, 1880, 1550, 3060, 1300]
    after = [878, 647, 598, 2050, 1060, 1290, 1060, 3140, 1290]
    moved = [one - other for one, other in zip(before, after, strict=True)]
    assert signed_rank(moved) == pytest.approx(0.0390625)


@pytest.mark.parametrize("steps", [[1, 1, 2, -1, 3, 1], [2, 2, 2, 2], [1, -1, 1, -1], [1], [-4, 1, 1, 1, 2, 2, 3, 4]])
def test_on_a_scale_with_ties_every_way_to_turn_the_signs_is_tried(steps: list[int]) -> None:
    ranks = stats.rankdata([abs(step) for step in steps])
    seen = abs(sum(rank if step > 0 else -rank for rank, step in zip(ranks, steps, strict=True)))
    turns = list(product((1, -1), repeat=len(steps)))
    as_far = sum(abs(sum(sign * rank for sign, rank in zip(turn, ranks, strict=True))) >= seen - 1e-9 for turn in turns)
    assert signed_rank(steps) == pytest.approx(as_far / len(turns))


def test_a_long_tied_scale_leaves_out_who_did_not_move() -> None:
    steps = [0] * 9 + [1] * 8 + [2] * 6 + [3] * 2 + [-1] * 4 + [-2] * 3
    wanted = stats.wilcoxon([step for step in steps if step], method="approx", correction=False).pvalue
    assert signed_rank(steps) == pytest.approx(float(wanted))
    for other in ("pratt", "zsplit"):
        assert signed_rank(steps) != pytest.approx(float(stats.wilcoxon(steps, zero_method=other).pvalue), rel=0.001)


def test_at_the_edges_nobody_is_made_to_have_changed() -> None:
    asked = [(method, steps) for method in ("mcnemar", "signed_rank") for steps in ([], [0], [0, 0, 0], [1])]
    assert p_values(asked) == [None, 1.0, 1.0, 1.0] * 2


def test_the_smallest_change_is_that_of_statsmodels() -> None:
    h = NormalIndPower().solve_power(nobs1=120, ratio=80 / 120, alpha=0.05, power=0.8)
    rise = survey.smallest_between(0.4, 120, 80)
    assert rise is not None
    assert isclose(NormalIndPower().power(h, 120, 0.05, ratio=80 / 120), 0.8, abs_tol=1e-6)
    assert survey._risen(0.4, h) == pytest.approx(rise, abs=1e-4)
    h = NormalIndPower().solve_power(nobs1=36, ratio=0, alpha=0.05, power=0.8)
    more = survey._risen(0.5, h)
    assert more is not None
    assert survey.smallest_in_pairs(90, 36) == pytest.approx(36 * 2 * more / 90, abs=1e-4)
    assert survey.smallest_between(0.99, 10, 10) is None
    assert (survey.smallest_between(0.4, 0, 9), survey.smallest_in_pairs(0, 0), survey.smallest_in_pairs(5, 2)) == (
        None,
        None,
        None,
    )


def coverage(interval, *, share: float, of: int, rounds: int = 3000) -> float:  # type: ignore[no-untyped-def]
    draw, hits = Random(f"{share} {of}"), 0
    cases = {count: interval(count, of) for count in range(of + 1)}
    for _ in range(rounds):
        low, high = cases[sum(draw.random() < share for _ in range(of))]
        hits += low <= share <= high
    return hits / rounds


def test_the_intervals_cover_as_promised_and_a_narrower_one_is_caught() -> None:
    def ours(count: int, of: int) -> tuple[float, float]:
        share = rules.wilson(count, of)
        assert share is not None
        return share.low, share.high

    def narrow(count: int, of: int) -> tuple[float, float]:
        low, high = ours(count, of)
        return low + (high - low) * 0.15, high - (high - low) * 0.15

    cases = [(0.1, 40), (0.3, 30), (0.5, 60), (0.8, 45)]
    found = [coverage(ours, share=share, of=of) for share, of in cases]
    assert all(part >= 0.925 for part in found), found
    assert 0.94 <= sum(found) / len(found) <= 0.975
    assert sum(coverage(narrow, share=share, of=of) for share, of in cases) / len(cases) < 0.9


def test_a_code_that_two_people_share_pairs_nobody() -> None:
    first = [(b"a", {"1": 1}), (b"b", {"1": 2}), (b"b", {"1": 1}), (None, {"1": 1}), (b"c", {"1": 2})]
    second = [(b"a", {"1": 2}), (b"b", {"1": 1}), (None, {"1": 1}), (b"d", {"1": 1})]
    assert survey.pairs_of(first, second) == ([({"1": 1}, {"1": 2})], 1)


def test_what_is_hoped_for_decides_the_direction() -> None:
    pairs = [(2, 4), (5, 5), (4, 1)]
    assert survey.steps("agree_counts", pairs, helpline=152) == [2, 0, -3]
    assert survey.steps("disagree_counts", pairs, helpline=152) == [-2, 0, 3]
    assert survey.steps("yes_counts", [(2, 1), (3, 2)], helpline=152) == [1, 0]
    assert survey.steps("helpline", [(102, 152), (152, 112)], helpline=152) == [1, -1]


def test_a_code_is_the_same_however_it_is_typed_and_another_in_each_survey() -> None:
    assert pairing_code(" İlq ", 7) == pairing_code("ılq", 7) == pairing_code("ILQ", 7) == "ilq07"
    assert pairing_code("", None) == ""
    for letters, day in (("", 3), ("ab", 3), ("ab1", 3), ("abc", None), ("abc", 0), ("abc", 32)):
        with pytest.raises(InvalidInput):
            pairing_code(letters, day)
    tags = {pairing_tag(UUID(int=survey), code, secret="s" * 50) for survey in (1, 2) for code in ("ilq07", "ilq08")}
    assert len(tags) == 4
    assert pairing_tag(UUID(int=1), "", secret="s") is None


def test_an_answer_fits_its_question_and_a_survey_its_languages() -> None:
    assert check_answer("helpline", 152) == 152
    for form, value in (("yes_counts", 4), ("agree_counts", 0), ("agree_counts", 6), ("helpline", -1)):
        with pytest.raises(InvalidInput):
            check_answer(form, value)
    assert survey.languages_of([("Sual", "Question", ""), ("Bir", "One", "Один")]) == ["az", "en"]
    for questions, languages in ((0, ["az"]), (1, [])):
        with pytest.raises(WrongState):
            survey.check_may_open(questions=questions, languages=languages)
