// Forms: one press sends once, the server's plain words replace the browser's, errors take the focus.

import { say, untouched } from "./words.js";

const FREE_AGAIN = 15_000; // milliseconds; an answer that is a file leaves the form where it is
const sending = new WeakMap();

export function enhanceForms(root) {
  for (const form of untouched(root, "form[method=post]", "Guarded")) {
    form.noValidate = true;
    form.addEventListener("submit", (event) => guard(event, form));
  }
  for (const summary of untouched(root, "[data-error-summary]", "Announced")) announce(summary);
}

function guard(event, form) {
  if (sending.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  const button = event.submitter;
  sending.set(form, { button, text: button?.innerHTML });
  setTimeout(() => release(form), FREE_AGAIN);
  if (!button || form.method === "dialog") return;
  button.setAttribute("aria-disabled", "true");
  // After this turn: the button's own name and value have to travel first.
  if (button.classList.contains("button")) setTimeout(() => { button.textContent = say("sending"); });
}

function release(form) {
  const { button, text } = sending.get(form) ?? {};
  sending.delete(form);
  if (!button) return;
  button.removeAttribute("aria-disabled");
  button.innerHTML = text;
}

function announce(summary) {
  summary.focus();
  if (!document.title.startsWith(summary.dataset.errorSummary)) {
    document.title = summary.dataset.errorSummary + document.title;
  }
  summary.addEventListener("click", (event) => {
    const target = event.target.closest("a") && document.querySelector(event.target.closest("a").hash);
    if (!target) return;
    event.preventDefault();
    const control = target.matches("input, select, textarea") ? target : target.querySelector("input, select, textarea");
    (control ?? target).focus();
    target.scrollIntoView({ block: "center" });
  });
}

function releaseAll() {
  for (const form of document.querySelectorAll("form[data-is-guarded]")) release(form);
}

addEventListener("pageshow", (event) => { if (event.persisted) releaseAll(); });
document.addEventListener("htmx:afterRequest", releaseAll);
