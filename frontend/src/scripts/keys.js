// One-key work at the desk. Keys come from the page (`data-key`), so a layout can change them.
const typing = (target) => target.closest("input:not([type=radio],[type=checkbox]), textarea, select, [contenteditable]");

export function commandKey() {
  const box = document.querySelector("[data-command]");
  if (!box) return;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}

function press(form, key) {
  const target = form.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target) return false;
  if (target.matches("input[type=radio], input[type=checkbox], button, a")) target.click();
  else if (target.matches("details")) target.open = !target.open;
  if (target.matches("input, textarea, button, summary, a")) target.focus();
  else target.querySelector("input, textarea, select, summary")?.focus();
  return true;
}

// Words that nobody can choose again: Escape leaves them.
const isWritten = (form) => ["note", "way", "number"].some((name) => form.elements[name]?.value.trim());

// <form data-keys>: a key chooses, Enter saves, Escape clears.
export function callKeys() {
  const form = document.querySelector("form[data-keys]");
  if (!form) return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      event.target.blur?.();
      if (!typing(event.target) && !isWritten(form)) form.reset();
      return;
    }
    if (typing(event.target)) return;
    if (event.key === "Enter" && !event.target.closest("a, button, summary")) {
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    // Where the layout has no such letter (Cyrillic; no W on an Azerbaijani one) the place of the key counts.
    const place = event.code.replace(/^(Key|Digit)(?=.$)/, "");
    if (press(form, event.key.toUpperCase()) || press(form, place)) event.preventDefault();
  });
}

// <span data-timer>: how long this call has been on screen.
export function callTimer() {
  const clock = document.querySelector("[data-timer]");
  if (!clock) return;
  const start = performance.now();
  setInterval(() => {
    const seconds = Math.floor((performance.now() - start) / 1000);
    clock.textContent = [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, "0")).join(":");
  }, 1000);
}
