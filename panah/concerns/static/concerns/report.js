// One question at a time, on one address; and a lost connection loses nothing. Without this script the form is one page.
function setUp(form) {
  const words = form.dataset;
  const steps = [...form.querySelectorAll("[data-step]")].filter((step) => step.textContent.trim());
  const intro = document.querySelectorAll("[data-intro]");

  function make(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function show(number, isFirst) {
    steps.forEach((step, index) => (step.hidden = index !== number));
    intro.forEach((part) => (part.hidden = number > 0));
    if (isFirst) return;
    steps[number].querySelector("[data-place]").focus();
    steps[number].scrollIntoView({ block: "nearest" });
  }

  function prepare(step, number) {
    const place = make("p", "govuk-body pn-mute", words.count.replace("%n", number + 1).replace("%m", steps.length));
    place.dataset.place = "";
    place.tabIndex = -1;
    const marks = make("ol", "pn-steps", "");
    marks.setAttribute("aria-hidden", "true");
    steps.forEach((_, index) => marks.append(make("li", index < number ? "on" : index === number ? "now" : "", "")));
    step.prepend(marks, place);
    const row = make("div", "pn-row-actions", "");
    if (number < steps.length - 1) {
      const next = make("button", "pn-btn", words.next);
      next.type = "button";
      next.addEventListener("click", () => show(number + 1));
      row.append(next);
    }
    if (number > 0) {
      const back = make("button", "pn-btn pn-btn--2", words.back);
      back.type = "button";
      back.addEventListener("click", () => show(number - 1));
      row.append(" ", back);
    }
    step.append(row);
  }

  function tell(role, text) {
    const told = form.querySelector("[data-told]") || form.appendChild(make("p", "", ""));
    told.dataset.told = "";
    told.className = role === "alert" ? "govuk-error-message" : "govuk-body";
    told.setAttribute("role", role);
    told.textContent = text;
  }

  // Files are sent with a count of what has left the device: on a slow line that takes minutes.
  function post(body) {
    return new Promise((done, failed) => {
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.upload.addEventListener("progress", ({ loaded, total }) => {
        if (body instanceof FormData) tell("status", words.sending.replace("%n", Math.round((100 * loaded) / total)));
      });
      request.addEventListener("load", () => done(request));
      request.addEventListener("error", () => failed(new TypeError("no answer")));
      request.send(body);
    });
  }

  async function send(event) {
    event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    const most = Number(words.megabytes);
    const files = [...(form.querySelector("input[type=file]")?.files ?? [])];
    const large = files.find(({ size }) => size > most * 1e6);
    if (large || files.length > Number(words.files)) {
      tell("alert", large ? words.large.replace("%m", most).replace("%n", () => large.name) : words.many);
      return;
    }
    button.disabled = true;
    try {
      const filled = new FormData(form);
      if (!files.length) filled.delete("files");
      const answer = await post(files.length ? filled : new URLSearchParams(filled));
      const page = new DOMParser().parseFromString(answer.responseText, "text/html");
      const main = page.querySelector("main");
      // Whoever stands before us answers with pages of its own while we are away: the form with the words stays then.
      if (!main?.querySelector("form[data-report], .pn-receipt")) throw new TypeError("no page of ours");
      if (answer.status < 300) form.reset();
      document.querySelector("main").replaceWith(main);
      const again = main.querySelector("form[data-report]");
      if (again) setUp(again);
      const heading = main.querySelector(".govuk-error-summary") || main.querySelector("h1");
      heading.tabIndex = -1;
      heading.focus();
      scrollTo(0, 0);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      tell("alert", words.failed);
      button.disabled = false;
    }
  }

  // Of abuse by those who should help an independent body reads: then nobody has to choose.
  const reader = form.querySelector("[data-reader]");
  function readerFollows() {
    reader.hidden = form.querySelector("input[name=abuse]:checked")?.value === "yes";
    if (reader.hidden) reader.querySelectorAll("input").forEach((input) => (input.checked = false));
  }
  form.querySelectorAll("input[name=abuse]").forEach((input) => input.addEventListener("change", readerFollows));
  if (!form.querySelector(".govuk-error-summary")) readerFollows();

  // Before sending only those are named who can open what goes to the line that was chosen.
  const lines = form.querySelectorAll("[data-reads]");
  function namedFollows() {
    const isAbuse = form.querySelector("input[name=abuse]:checked")?.value === "yes";
    const chosen = form.querySelector("input[name=reader]:checked")?.value;
    lines.forEach((line) => {
      line.hidden = isAbuse ? !("abuse" in line.dataset) : Boolean(chosen) && line.dataset.reads !== chosen;
    });
  }
  form.addEventListener("change", namedFollows);
  namedFollows();

  form.addEventListener("submit", send);
  if ("whole" in words || steps.length < 2) return;
  steps.forEach(prepare);
  show(0, true);
}

const report = document.querySelector("form[data-report]");
if (report) setUp(report);
// Whoever comes back to this page later finds the empty form: neither words nor code.
addEventListener("pagehide", () => document.querySelector(".pn-receipt")?.remove());
addEventListener("pageshow", (event) => event.persisted && location.reload());
