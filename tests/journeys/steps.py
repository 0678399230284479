"""What people do in a browser, in the same words for both languages: fields by their names, buttons by their forms."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page

from tests.journeys.site import Site

EXPECTED_REFUSALS = ("favicon",)
WRONG_STATE = 409


@dataclass
class Person:
    """Somebody at a browser of their own; what the browser complains about is kept."""

    context: BrowserContext
    page: Page
    site: Site
    language: str
    complaints: list[str] = field(default_factory=list)
    password: str = ""

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(word in message.text for word in EXPECTED_REFUSALS):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def go(self, path: str) -> None:
        """Open a page of the desk; it has to open."""
        answer = self.page.goto(path if "://" in path else f"{self.site.desk}{path}")
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        if "/account/reauthenticate/" in self.page.url:
            self.confirm()

    def confirm(self) -> None:
        """Say once more that it is oneself: the last sign-in is older than five minutes."""
        self.page.fill("input[name=password]", self.password)
        self.leave(self.page.locator("main button[type=submit]").last)

    def send(self, path: str, **values: Any) -> None:
        """Open a page, fill its form and send it; an error summary is a failure."""
        self.go(path)
        self.fill(values)
        form = self.page.locator("main form[method=post]")
        if values:
            form = form.filter(has=self.page.locator(f"[name={next(iter(values))}]"))
        self.leave(form.first.locator("button[type=submit]:not([formaction])").last)

    def refused(self, path: str, **values: Any) -> str:
        """Send a form that has to be refused, and return what the page says is wrong."""
        self.go(path)
        self.fill(values)
        form = self.page.locator("main form[method=post]").filter(has=self.page.locator(f"[name={next(iter(values))}]"))
        with self.page.expect_navigation() as arrived:
            form.first.locator("button[type=submit]:not([formaction])").last.click()
        assert arrived.value is not None
        is_summed_up = self.page.locator(".govuk-error-summary").count() == 1
        assert is_summed_up or arrived.value.status == WRONG_STATE, f"{path}: {arrived.value.status}"
        self.complaints = [each for each in self.complaints if f"status of {WRONG_STATE}" not in each]
        return self.page.locator("main").inner_text()

    def fill(self, values: dict[str, Any]) -> None:
        for name, value in values.items():
            controls = self.page.locator(f"main [name={name}]")
            kind = controls.first.evaluate("node => node.tagName === 'SELECT' ? 'select' : node.type")
            if value is True:
                controls.first.check(force=True)
            elif kind in ("radio", "checkbox"):
                for each in value if isinstance(value, list | tuple) else [value]:
                    self.page.locator(f"main [name={name}][value='{each}']").check(force=True)
            elif kind == "select" or kind.startswith("select"):
                choose(controls.first, str(value))
            else:
                controls.first.fill(str(value))

    def press(self, path_end: str, **button: str) -> None:
        """Press the button of the form that is sent to an address."""
        wanted = f"main form[action*='{path_end}'] button[type=submit]"
        for name, value in button.items():
            wanted += f"[name={name}][value='{value}']"
        self.leave(self.page.locator(wanted).first)

    def leave(self, button: Locator) -> None:
        """Press a button that leads to another page, and look whether that page complains."""
        with self.page.expect_navigation() as arrived:
            button.click()
        assert arrived.value is not None
        assert arrived.value.ok, f"{self.page.url}: {arrived.value.status}"
        errors = self.page.locator(".govuk-error-summary, .pn-error")
        assert errors.count() == 0, errors.first.inner_text()

    @property
    def here(self) -> str:
        """The path of the open page."""
        return "/" + self.page.url.split("/", 3)[3]

    def last_id(self) -> str:
        """The id in the address of the open page."""
        return next(part for part in reversed(self.here.split("?")[0].split("/")) if len(part) == 36)

    def says(self, words: str) -> bool:
        return words in self.page.locator("main").inner_text()


TO_THE_POLICE = {"az": "Hüquq-mühafizə orqanına ötürmə", "en": "Share with police/prosecution"}


def agree(worker: Person, case: str, purpose: str, **who: str) -> None:
    """The person agrees aloud to one purpose, whichever body of that kind it will be."""
    said = {"giver": "person", "witness_name": "An interpreter"} | who
    worker.send(f"/protection/cases/{case}/consent/record/?purpose={purpose}&language=az&signing=oral", **said)


def draw_consent(worker: Person, case: str, *, purpose: str, recipient: str) -> None:
    """Choose what is consented to; the text is shown, and the person draws their name below it."""
    page = worker.page
    worker.go(f"/protection/cases/{case}/consent/record/")
    worker.fill({"purpose": purpose, "language": worker.language, "signing": "drawn", "recipient_id": recipient})
    worker.leave(page.locator("main form[method=get] button[type=submit]"))
    board = page.locator("[data-board] canvas")
    board.scroll_into_view_if_needed()
    box = board.bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + 60)
    page.mouse.down()
    for across in range(60, 240, 20):
        page.mouse.move(box["x"] + across, box["y"] + 60 + across % 40)
    page.mouse.up()
    worker.leave(page.locator("main form[method=post] button[type=submit]").last)


def choose(select: Locator, wanted: str) -> None:
    """Choose an option by its value, or by words in its label."""
    options = select.locator("option").evaluate_all("all => all.map(one => [one.value, one.textContent.trim()])")
    for value, label in options:
        if wanted in (value, label) or (value and wanted in label):
            select.select_option(value)
            return
    raise LookupError(f"no option {wanted!r} among {[label for _, label in options][:12]}")


def arrive(browser: Browser, site: Site, language: str) -> Person:
    """Somebody opens a browser."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale=f"{language}-AZ")
    page = context.new_page()
    person = Person(context, page, site, language)
    page.on("console", person.hear)
    return person


def sign_in(
    browser: Browser, site: Site, role: str, language: str, *, organisation: str = "", number: int = 0
) -> Person:
    """Somebody signs in with the demonstration account of a role, and chooses the language."""
    person = arrive(browser, site, language)
    email, password = site.account(role, organisation, number=number)
    person.password = password
    page = person.page
    page.goto(f"{site.desk}/account/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/account/login" not in url)
    page.goto(f"{site.desk}/desk/account/")
    if page.locator("html").get_attribute("lang") != language:
        page.locator(f"button[name=language][value={language}]").first.click()
        page.wait_for_selector(f"html[lang={language}]")
    return person
