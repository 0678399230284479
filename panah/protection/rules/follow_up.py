"""What is asked a year after help: four outcomes, each a code of its own list. Pure."""

from panah.core.errors import InvalidInput, gettext_noop

OUTCOMES = ("employment", "housing", "safety", "studies")
OUTCOME_MONTH = 12


def check_outcomes(outcomes: dict[str, str], *, month: int) -> dict[str, str]:
    """
    Return the outcomes that were answered.

    :raises InvalidInput: if they are given before a year has passed
    """
    given = {name: code for name, code in outcomes.items() if name in OUTCOMES and code}
    if given and month < OUTCOME_MONTH:
        raise InvalidInput(gettext_noop("These outcomes belong to the follow-up after 12 months."), field="month")
    return given
