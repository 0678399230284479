"""Every page that links lead to, as every role and in both languages, in a real Chromium: axe and the browser agree."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from typing import Any

from panah.config import postgres
from panah.config.evidence.installation import DEMO, Installation, Served, installed, served
from panah.config.evidence.proof import Findings, Options, Proof
from panah.config.refusal import Refusal

NEEDED = ("playwright", "axe_playwright_python", "pytest")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CRAWLER = "tests.evidence.crawler"


def lacks() -> str:
    """Return what is missing: the tests' requirements, or a browser."""
    if any(importlib.util.find_spec(name) is None for name in NEEDED):
        return "the tests' requirements are not installed: `python3 panah/config/environment.py requirements-dev.txt`."
    if not os.environ.get("PANAH_CHROMIUM") and not any(map(shutil.which, BROWSERS)):
        return "no Chromium is installed here (on Debian: apt install chromium)."
    return ""


def run(options: Options) -> Findings:
    """Crawl the desk and the public pages."""
    findings = Findings()
    with installed(options.folder, *DEMO) as made, served(made) as site:
        logins = made.panah("demo", "--logins").stdout
        met = crawled(made, site, logins)
    findings.tell("roles that signed in with a password", met["roles"])
    findings.tell("languages", "az, en")
    findings.tell("pages visited, desk", met["desk"])
    findings.tell("pages visited, public", met["public"])
    findings.tell("kinds of pages (views) reached by links", met["kinds"])
    findings.tell("runs of axe: pages whose structure was not seen before", met["axe"])
    findings.exactly("pages that did not open", len(met["broken"]), 0)
    findings.exactly("violations that axe found", len(met["violations"]), 0)
    findings.exactly("violations of the content security policy", len(met["policy"]), 0)
    findings.exactly("other errors in the browser's console", len(met["complaints"]), 0)
    findings.exactly("pages wider than the screen, at 375 and 1280 px", len(met["wide"]), 0)
    findings.printed = "\n".join(line for kind in KINDS for line in met[kind][:8])
    for planted, said in met["planted"].items():
        findings.plant(planted, said or "nothing", is_caught=bool(said))
    return findings


KINDS = ("broken", "violations", "policy", "complaints", "wide")


def crawled(made: Installation, site: Served, logins: str) -> dict[str, Any]:
    """
    Run the crawler, which lies beside the tests because it needs what they need.

    :raises Refusal: if it does not come to an end
    """
    task = {"desk": f"http://localhost:{site.desk}", "public": f"http://localhost:{site.public}", "said": logins}
    done = subprocess.run(
        [sys.executable, "-m", CRAWLER],
        cwd=postgres.ROOT,
        env=made.environment | {"DJANGO_SETTINGS_MODULE": "panah.config.settings.desk", "PANAH_ROLE": "desk"},
        input=json.dumps(task),
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise Refusal(f"The crawl broke off: {(done.stderr.strip().splitlines() or ['it said nothing'])[-1]}")
    met: dict[str, Any] = json.loads(done.stdout)
    return met


PROOF = Proof(
    name="crawl",
    promise="Every page can be used by everybody: with a keyboard, a screen reader, on a telephone; and none does what "
    "its own policy forbids.",
    done="A Chromium signed in as each role of the demonstration, in Azerbaijani and in English, followed every link "
    "from the first page to each kind of page once, ran axe on it (unless a page of the same structure, tags and "
    "attributes, was looked at before) and kept what the browser complained of. The public pages were walked likewise.",
    run=run,
    lacks=lacks,
)
