"""The machinery of `panah evidence`: what a verdict may rest on, how a result reads, what is said when nothing ran."""

import argparse
import os
from pathlib import Path

import pytest

from panah.config import postgres
from panah.config.commands import evidence
from panah.config.evidence import headers, report
from panah.config.evidence.installation import Installation
from panah.config.evidence.proof import Findings, Proof, Verdict
from panah.config.evidence.reporters import Ledger, Sending, code_in

AROUND = report.Circumstances("2026-01-01 00:00 UTC", "abc", "2 cores", "Python 3")


def kept() -> Findings:
    findings = Findings()
    findings.exactly("lost", 0, 0)
    findings.plant("a fault", "1 lost", is_caught=True)
    return findings


def proof(findings: Findings, lacking: str = "") -> Proof:
    return Proof("sample", "It holds.", "It was tried.", lambda _options: findings, lambda: lacking)


def options(folder: Path) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    evidence.arguments(parser)
    return parser.parse_args(["--out", str(folder)])


def test_a_promise_is_kept_when_every_number_holds_and_the_planted_fault_was_caught():
    assert kept().verdict is Verdict.KEPT


def test_a_promise_is_not_proved_when_a_planted_fault_was_missed():
    findings = kept()
    findings.plant("another fault", "nothing", is_caught=False)
    assert findings.verdict is Verdict.UNPROVED


def test_a_promise_is_not_proved_without_a_planted_fault_or_without_a_number():
    findings = Findings()
    findings.exactly("lost", 0, 0)
    assert findings.verdict is Verdict.UNPROVED
    findings = Findings()
    findings.plant("a fault", "found", is_caught=True)
    assert findings.verdict is Verdict.UNPROVED


@pytest.mark.parametrize("spoil", [
    lambda findings: findings.exactly("lost", 1, 0),
    lambda findings: findings.at_least("accepted", 3, 25),
    lambda findings: findings.at_most("memory", 200, 160),
])  # fmt: skip
def test_one_number_that_does_not_hold_breaks_the_promise(spoil):
    findings = kept()
    spoil(findings)
    assert findings.verdict is Verdict.BROKEN


def test_what_could_not_be_tried_is_neither_kept_nor_broken():
    assert Findings(skipped="there is no browser here.").verdict is Verdict.SKIPPED


def test_a_page_says_verdict_numbers_and_planted_faults():
    findings = kept()
    findings.tell("receipts", 10_000)
    text = report.page(proof(findings), findings, AROUND, seconds=12.4)
    for line in (
        "> It holds.",
        "| verdict | **kept** |",
        "| duration | 12 s |",
        "| lost | 0 | 0 | yes |",
        "| receipts | 10 000 |  |  |",
        "| a fault | 1 lost | yes |",
    ):
        assert line in text


def test_a_missed_fault_and_a_broken_number_stand_out():
    findings = Findings()
    findings.exactly("lost | doubled", 2, 0)
    findings.plant("a fault", "nothing", is_caught=False)
    text = report.page(proof(findings), findings, AROUND, seconds=1)
    assert "| lost \\| doubled | 2 | 0 | **no** |" in text
    assert "| a fault | nothing | **no** |" in text


def test_a_page_names_no_place_and_no_host():
    around = report.circumstances()
    text = report.page(proof(kept()), kept(), around, seconds=1)
    assert str(postgres.ROOT) not in text
    assert os.uname().nodename not in text


def test_what_is_lacking_is_said_in_plain_words_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    found = evidence.prove(proof(kept(), "no Chromium is installed here."), options(tmp_path))
    assert found.verdict is Verdict.SKIPPED
    assert "skipped: no Chromium is installed here." in capsys.readouterr().err
    assert "**Skipped:** no Chromium is installed here." in (tmp_path / "sample.md").read_text("utf-8")


def test_what_cannot_be_tried_here_leaves_the_last_result(tmp_path: Path):
    evidence.prove(proof(kept()), options(tmp_path))
    evidence.prove(proof(kept(), "there is no browser here."), options(tmp_path))
    assert "**kept**" in (tmp_path / "sample.md").read_text("utf-8")


def test_the_index_shows_the_last_result_of_each_proof(tmp_path: Path):
    evidence.prove(proof(kept()), options(tmp_path))
    text = report.index(
        tmp_path, {"sample": proof(kept()), "other": Proof("other", "Too.", "", lambda _options: kept())}
    )
    assert "| [sample](sample.md) | It holds. | **kept** |" in text
    assert "| other | Too. | never run |" in text


def test_a_broken_promise_ends_the_command_with_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    broken = Findings()
    broken.exactly("lost", 1, 0)
    monkeypatch.setattr(evidence, "PROOFS", {"sample": proof(broken)})
    assert evidence.run(options(tmp_path)) == 1
    monkeypatch.setattr(evidence, "PROOFS", {"sample": proof(kept())})
    assert evidence.run(options(tmp_path)) == 0


def test_a_proof_that_fails_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(evidence.tempfile, "mkdtemp", lambda **_: str(tmp_path / "work"))
    (tmp_path / "work").mkdir()

    def fail(_options: object) -> Findings:
        raise ValueError

    with pytest.raises(ValueError):
        evidence.prove(Proof("sample", "", "", fail), options(tmp_path))
    assert not (tmp_path / "work").exists()


def test_an_installation_of_a_proof_inherits_nothing_that_leads_to_another(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    for name in ("PANAH_ROOT_KEY_FILE", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PGHOST"):
        monkeypatch.setenv(name, "elsewhere")
    environment = Installation(tmp_path, {"PANAH_SECURE": "1"}).environment
    assert "elsewhere" not in environment.values()
    assert environment["PANAH_VAR"] == str(tmp_path)
    assert environment["PANAH_SECURE"] == "1"


def test_a_second_receipt_for_the_same_sending_is_kept_apart():
    ledger, sending = Ledger(), Sending("once", "reader", "words")
    ledger.shown(sending, "1")
    ledger.shown(sending, "1")
    assert ledger.others == {}
    ledger.shown(sending, "2")
    assert ledger.others == {"once": "2"}


def test_a_code_is_read_from_the_page_with_the_receipt():
    page = b'<span class="pn-receipt__code"><span>12345</span> <span>67890</span> </span>\n  </div>'
    assert code_in(page) == "1234567890"
    assert code_in(b"<p>It could not be sent now.</p>") == ""


GOOD = {
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "strict-transport-security": "max-age=63072000",
    "cache-control": "no-store",
    "content-security-policy": "; ".join(f"{name} {value}" for name, value in headers.POLICY.items()),
    "set-cookie": "__Host-panah=1; HttpOnly; Path=/; SameSite=Strict; Secure",
}


@pytest.mark.parametrize("change", [
    {"content-security-policy": ""},
    {"content-security-policy": GOOD["content-security-policy"].replace("script-src 'self'", "script-src 'self' *")},
    {"content-security-policy": GOOD["content-security-policy"].replace("base-uri 'none'; ", "")},
    {"cache-control": "private"},
    {"x-content-type-options": ""},
    {"set-cookie": "panah=1; HttpOnly; Path=/; SameSite=Strict; Secure"},
    {"set-cookie": "__Host-panah=1; Path=/; SameSite=Strict; Secure"},
])  # fmt: skip
def test_a_header_that_is_missing_or_weaker_is_found(change: dict[str, str]):
    assert headers.faults(GOOD) == []
    assert len(headers.faults(GOOD | change)) == 1
