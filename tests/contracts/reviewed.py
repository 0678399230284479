"""Exceptions to the contracts, each with the reason for which it was accepted. A stale one fails a test."""

# where -> what it goes without -> why
ACTIONS_WITHOUT: dict[str, dict[str, str]] = {}

QUERIES_WITHOUT_ACTOR: dict[str, str] = {}

# Pages of the login library: its own views say who may open them; none shows a record.
PAGES_OF_OTHERS: dict[str, str] = {}
