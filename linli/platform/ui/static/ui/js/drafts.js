// Drafts: what was typed into form[data-draft=key] survives a closed lid, a slip back, a session's end.
// Kept in this tab only (sessionStorage), and never: passwords, codes, files, hidden fields, telephone
// numbers, names, e-mail addresses, and whatever stands in or is a [data-private] element.

import { makeButton, say, untouched } from "./words.js";

const PREFIX = "linli-draft:";
const SENT = "linli-sent";
const NEVER = "[type=password], [type=file], [type=hidden], [type=tel], [type=email], [inputmode=tel], [autocomplete=one-time-code], [autocomplete=tel], [autocomplete=name], [data-private], [data-private] *";
const PAUSE = 800; // milliseconds of rest after a key before the draft is written

export function enhanceDrafts(root) {
  if (root === document) forgetSent();
  for (const form of untouched(root, "form[data-draft]", "Drafted")) {
    const key = PREFIX + form.dataset.draft;
    if (!document.querySelector("[data-error-summary]")) restore(form, key);
    let timer;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => keep(form, key), PAUSE);
    });
    addEventListener("pagehide", () => { if (timer) keep(form, key); });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      keep(form, key);
      sessionStorage.setItem(SENT, key);
    });
  }
}

// A draft is done with once its form has led to a page that neither refuses nor asks who is there.
function forgetSent() {
  const key = sessionStorage.getItem(SENT);
  const stillOpen = "[data-error-summary], [data-refusal], [type=password]";
  if (!key || document.querySelector(stillOpen)) return;
  sessionStorage.removeItem(key);
  sessionStorage.removeItem(SENT);
}

function controls(form) {
  return [...form.elements].filter((each) => each.name && each.type !== "submit" && !each.matches(NEVER));
}

function isTick(control) {
  return control.type === "checkbox" || control.type === "radio";
}

function keep(form, key) {
  const typed = controls(form).map((each) => [each.name, isTick(each) ? [each.value, each.checked] : each.value]);
  sessionStorage.setItem(key, JSON.stringify(typed));
}

function restore(form, key) {
  const typed = JSON.parse(sessionStorage.getItem(key) ?? "[]");
  const open = controls(form);
  let changed = false;
  for (const [name, value] of typed) {
    const control = open.find((each) => each.name === name && (!isTick(each) || each.value === value[0]));
    if (!control) continue;
    const [property, wanted] = isTick(control) ? ["checked", value[1]] : ["value", value];
    changed ||= control[property] !== wanted;
    control[property] = wanted;
  }
  if (changed) form.prepend(note(form, key));
}

function note(form, key) {
  const line = document.createElement("p");
  line.className = "draft-note";
  line.setAttribute("role", "status");
  const discard = makeButton(say("discard"));
  discard.addEventListener("click", () => {
    sessionStorage.removeItem(key);
    form.reset();
    line.remove();
  });
  line.append(say("restored"), " ", discard);
  return line;
}
