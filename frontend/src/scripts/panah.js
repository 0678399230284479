// What every page loads. All pages work without it.
import { Checkboxes, ErrorSummary, PasswordInput, Radios, createAll } from "govuk-frontend";
import { exitThisPage, forgetForms } from "./exit.js";
import { LocalCount } from "./count.js";
import { sendOnce } from "./once.js";

function words() {
  const element = document.querySelector("[data-words]");
  return element ? JSON.parse(element.dataset.words) : {};
}

document.body.classList.add("js-enabled", "govuk-frontend-supported");
const { password = {}, count = {} } = words();
createAll(Checkboxes);
createAll(Radios);
createAll(ErrorSummary);
createAll(LocalCount, { i18n: count });
createAll(PasswordInput, { i18n: password });
exitThisPage();
forgetForms();
sendOnce();
