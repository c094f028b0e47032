// Drafts: what was typed into form[data-draft=key] survives a closed lid, a slip back, a session's end.
// Kept in this tab only (sessionStorage), for a quarter of an hour since the last key, until it is sent
// or dropped (a[data-draft-drop], the button of the note), and on a device that many people use
// (html[data-shared]) not at all. And never: passwords, codes, files, hidden fields, telephone
// numbers, names, e-mail addresses, and whatever stands in or is a [data-private] element.

import { makeButton, say, untouched } from "./words.js";

const PREFIX = "linli-draft:";
const SENT = "linli-sent";
const NEVER = "[type=password], [type=file], [type=hidden], [type=tel], [type=email], [inputmode=tel], [autocomplete=one-time-code], [autocomplete=tel], [autocomplete=name], [data-private], [data-private] *";
const LIFE = 15 * 60 * 1000; // milliseconds
const PAUSE = 800; // milliseconds of rest after a key before the draft is written

export function enhanceDrafts(root) {
  const isShared = "shared" in document.documentElement.dataset;
  if (root === document) {
    forget((draft) => isShared || !(Date.now() - draft.at < LIFE));
    forgetSent();
  }
  for (const link of untouched(root, "[data-draft-drop]", "Drop")) link.addEventListener("click", dropAll);
  if (isShared) return;
  for (const form of untouched(root, "form[data-draft]", "Drafted")) watch(form, PREFIX + form.dataset.draft);
}

function watch(form, key) {
  form.querySelector("[data-draft-told]")?.removeAttribute("hidden");
  if (!document.querySelector("[data-error-summary]")) restore(form, key);
  let timer, end;
  const keepNow = () => {
    clearTimeout(timer);
    timer = null;
    keep(form, key);
    clearTimeout(end);
    end = setTimeout(() => sessionStorage.removeItem(key), LIFE);
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keepNow, PAUSE);
  });
  form.addEventListener("draft-dropped", () => {
    clearTimeout(timer);
    timer = null;
  });
  addEventListener("pagehide", () => { if (timer) keepNow(); });
  form.addEventListener("submit", () => {
    keepNow();
    sessionStorage.setItem(SENT, key);
  });
}

// Everything typed is taken out of the fields, too: going back shows nobody what it was.
function dropAll() {
  forget(() => true);
  for (const form of document.querySelectorAll("form[data-draft]")) {
    form.dispatchEvent(new Event("draft-dropped"));
    form.reset();
  }
}

function forget(isDone) {
  for (const key of Object.keys(sessionStorage).filter((each) => each.startsWith(PREFIX))) {
    if (isDone(JSON.parse(sessionStorage.getItem(key)))) sessionStorage.removeItem(key);
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
  sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), typed }));
}

function restore(form, key) {
  const { typed } = JSON.parse(sessionStorage.getItem(key) ?? '{"typed": []}');
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
    form.dispatchEvent(new Event("draft-dropped"));
    form.reset();
    line.remove();
  });
  line.append(say("restored"), " ", discard);
  return line;
}
