"""The child of `paired`: tests as JSON on standard input, their p-values as JSON on standard output."""

import json
import sys
from collections.abc import Sequence

from scipy import stats

FEW = 25  # people who changed, below which McNemar's test is exact (the binomial), above it is a chi-square


def mcnemar(steps: Sequence[int]) -> float | None:
    """Return how likely such a change is where as many gain as lose (McNemar 1947, corrected for continuity)."""
    gained, lost = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
    if not steps:
        return None
    if gained + lost < FEW:
        return float(stats.binomtest(gained, gained + lost).pvalue) if gained + lost else 1.0
    return float(stats.chi2.sf(max(0, abs(gained - lost) - 1) ** 2 / (gained + lost), 1))


def signed_rank(steps: Sequence[int]) -> float | None:
    """Return the same of answers on a scale (Wilcoxon 1945); who did not move says nothing."""
    if not steps:
        return None
    return float(stats.wilcoxon(steps, zero_method="wilcox").pvalue) if any(steps) else 1.0


TESTS = {"mcnemar": mcnemar, "signed_rank": signed_rank}

if __name__ == "__main__":
    json.dump([TESTS[method](steps) for method, steps in json.load(sys.stdin)], sys.stdout)
