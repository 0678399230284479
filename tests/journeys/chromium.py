"""Where this machine's Chromium is: `python -m tests.journeys.chromium` prints its path, or nothing."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def path() -> str | None:
    """Return the browser given in PANAH_CHROMIUM, or the first that is installed."""
    given = os.environ.get("PANAH_CHROMIUM")
    return given or next((found for found in map(shutil.which, NAMES) if found), None)


if __name__ == "__main__":
    print(path() or "")  # noqa: T201
