"""A site of its own for the journeys: what `./run` makes on a fresh machine, and a real Chromium to walk through it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from panah.config import postgres
from tests.journeys import chromium

STARTS_WITHIN = 400
BROWSER = chromium.path()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys share one site, so one process runs them all; without a browser they are skipped in plain words."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.enable_socket)
            item.add_marker(pytest.mark.xdist_group("journeys"))
            if BROWSER is None:
                item.add_marker(
                    pytest.mark.skip(reason="no Chromium is installed here (on Debian: apt install chromium)")
                )


@dataclass
class Site:
    """A served installation: where it is, what it said when it started, who can sign in."""

    desk: str
    public: str
    said: list[str] = field(default_factory=list)

    def account(self, role: str) -> tuple[str, str]:
        """The e-mail and password of the demonstration account of a role, as they were printed."""
        for line in self.said:
            cells = [cell.strip() for cell in line.split("  ") if cell.strip()]
            if cells and cells[0] == role and "@" in line:
                return cells[-2], cells[-1]
        raise LookupError(f"no login was printed for {role}")


def free_ports() -> int:
    """Find a port whose neighbour is free as well."""
    while True:
        with closing(socket.socket()) as first, closing(socket.socket()) as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Set up and serve an installation beside any other, and remove it afterwards."""
    var = tmp_path_factory.mktemp("site") / "var"
    port = free_ports()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PANAH_", "DJANGO_"))}
    environment |= {"PANAH_VAR": str(var), "PYTHONPATH": str(postgres.ROOT), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "panah", "up", "--port", str(port)],
        cwd=postgres.ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    made = Site(desk=f"http://localhost:{port}", public=f"http://localhost:{port + 1}")
    reader = threading.Thread(target=listen, args=(process, made.said), daemon=True)
    reader.start()
    try:
        wait(process, made, port)
        yield made
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        reader.join(10)
        if process.stdout is not None:
            process.stdout.close()
        remove_system_folder(var)


def listen(process: "subprocess.Popen[str]", said: list[str]) -> None:
    if process.stdout is not None:
        said.extend(iter(process.stdout.readline, ""))


def wait(process: "subprocess.Popen[str]", made: Site, port: int) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        if any(line.startswith("Serving.") for line in made.said) and answers(port) and answers(port + 1):
            return
        time.sleep(0.2)
    pytest.fail("the site did not start:\n" + "".join(made.said[-40:]))


def answers(port: int) -> bool:
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def remove_system_folder(var: Path) -> None:
    """As root the data lie outside the temporary folder."""
    if os.geteuid() == 0:
        digest = postgres.digest(var.resolve())
        shutil.rmtree(postgres.SYSTEM_HOME / digest, ignore_errors=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@dataclass
class Visitor:
    """Somebody at a browser; what the browser complains about is kept."""

    context: BrowserContext
    page: Page
    site: Site
    complaints: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "favicon" not in message.text:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def sign_in(self, role: str, language: str) -> None:
        """Sign in with the demonstration account of a role."""
        email, password = self.site.account(role)
        self.page.goto(f"{self.site.desk}/account/login/")
        self.page.fill("input[name=login]", email)
        self.page.fill("input[name=password]", password)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(lambda url: "/account/login" not in url)
        self.page.goto(f"{self.site.desk}/desk/account/")
        self.speak(language)

    def speak(self, language: str) -> None:
        """Choose the language of the desk."""
        if self.page.locator("html").get_attribute("lang") != language:
            self.page.locator(f"button[name=language][value={language}]").first.click()
            self.page.wait_for_selector(f"html[lang={language}]")


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Visitor]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="az-AZ")
    page = context.new_page()
    somebody = Visitor(context, page, site)
    page.on("console", somebody.hear)
    yield somebody
    context.close()
    assert somebody.complaints == []
