// What the desk loads besides: partial pages and keys.
import htmx from "htmx.org";
import { boards } from "./board.js";
import { callKeys, callTimer, commandKey } from "./keys.js";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0;
document.body.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  if (token) event.detail.headers["X-CSRFToken"] = token.value;
});
// A page that asks by itself finds its session over: it shows the way to sign in, never a form inside the red bar.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const asked = event.target.closest("[data-alarms]")?.getAttribute("hx-get");
  if (asked && new URL(event.detail.xhr.responseURL).pathname !== asked) {
    event.detail.shouldSwap = false;
    location.reload();
  }
});
// Choosing a filter is enough; the button stays for those without script.
document.addEventListener("change", (event) => event.target.closest("form[data-send]")?.requestSubmit());
commandKey();
callKeys();
callTimer();
boards();
