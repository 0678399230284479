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
// Choosing a filter is enough; the button stays for those without script.
document.addEventListener("change", (event) => event.target.closest("form[data-send]")?.requestSubmit());
commandKey();
callKeys();
callTimer();
boards();
