"""Many reports in a row: none is lost, none is doubled, and how many are accepted a second."""

from panah.config.evidence import ledger, reporters
from panah.config.evidence.crash import WRITERS, rolled_back
from panah.config.evidence.faults import ROLLED_BACK
from panah.config.evidence.installation import MINIMAL, faulty, installed, served
from panah.config.evidence.proof import Findings, Options, Proof
from panah.config.evidence.reporters import Ledger

GOAL = 25.0


def run(options: Options) -> Findings:
    """Measure one long round without any fault, then plant one."""
    findings = Findings()
    with installed(options.folder, *MINIMAL) as made:
        with served(made) as site:
            seen = Ledger()
            took = reporters.crowd(site.public, seen, writers=WRITERS, until=lambda number: number >= options.concerns)
            account = ledger.account(made, seen, port=None)
            findings.exactly(f"receipts shown to {WRITERS} writers", len(seen.receipts), options.concerns)
            findings.exactly("lost: receipts without exactly one report", account.not_once, 0)
            findings.exactly("doubled: reports more than receipts", ledger.count(made) - len(seen.receipts), 0)
            findings.tell("receipts of reports with a photo", len(seen.with_photo))
            findings.exactly("photos that were not kept exactly once", account.photos_lost, 0)
            findings.exactly("rows and files in which a word or a photo can be read", account.legible, 0)
            findings.exactly("answers with a 5xx", seen.refused, 0)
            findings.tell("forms that had to be opened or sent again", seen.retries)
            findings.tell("seconds", took)
            findings.tell(
                f"accepted a second, form and report (design: at least {GOAL:.0f})", len(seen.receipts) / took
            )
        with faulty(made, ROLLED_BACK, "public") as port:
            rolled_back(findings, made, port)
    return findings


PROOF = Proof(
    name="load",
    promise="Of ten thousand concerns reported at the same door none is lost and none is doubled.",
    done="Eight people at once opened the form, sent it and were shown a receipt, over real connections to the site as "
    "`panah serve` starts it, on the machine that also ran the eight. The tag of every receipt was then looked up in "
    "the table.",
    run=run,
)
