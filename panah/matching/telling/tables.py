"""The lists of words beside this file: `lists.csv`, one list a line; `cues.csv`, one pattern a line. No Django here."""

import csv
from functools import cache
from pathlib import Path


@cache
def words(name: str) -> tuple[str, ...]:
    """
    Return a list of words in its order.

    :raises KeyError: if there is no such list
    """
    return {row["list"]: tuple(row["words"].split()) for row in read("lists.csv")}[name]


def read(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
