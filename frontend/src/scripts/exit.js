// Leave at once: blank the page first, then replace it, so that Back does not return here.
const SHIFT_PRESSES = 3;
const FORGET_AFTER = 5000;

// A form that came back with errors holds the words as its own: these go as well.
function empty(form) {
  form.querySelectorAll("textarea, input:not([type=hidden])").forEach((box) => {
    if (box.matches("[type=radio], [type=checkbox]")) box.defaultChecked = false;
    else box.defaultValue = "";
  });
  form.reset();
}

function leave(link) {
  document.querySelectorAll("form").forEach(empty);
  document.title = "…";
  document.body.classList.add("pn-exiting");
  location.replace(link.href);
}

function watchShift(link) {
  let presses = 0;
  let timer;
  document.addEventListener("keyup", (event) => {
    presses = event.key === "Shift" ? presses + 1 : 0;
    clearTimeout(timer);
    timer = setTimeout(() => (presses = 0), FORGET_AFTER);
    if (presses >= SHIFT_PRESSES) leave(link);
  });
}

export function exitThisPage() {
  const links = [...document.querySelectorAll("[data-exit]")];
  links.forEach((link) =>
    link.addEventListener("click", (event) => {
      event.preventDefault();
      leave(link);
    }),
  );
  if (links.length) watchShift(links[0]);
}

// Chromium's Back restores typed text even after no-store: forget it on the way out.
export function forgetForms() {
  const forget = () => document.querySelectorAll("form[data-forget]").forEach(empty);
  addEventListener("pagehide", forget);
  addEventListener("pageshow", (event) => event.persisted && forget());
}
