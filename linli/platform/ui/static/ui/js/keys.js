// Keys of the console: / search, j k rows, Enter opens, x ticks, g h home, g 1-9 the menu, ? the sheet
// that says so.
// They are silent while somebody types, and can be switched off in the sheet (WCAG 2.1.4).

import { open } from "./dialogs.js";

const OFF = "linli-keys-off"; // this device's taste, nothing about anybody
const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog[open] *";
let leader = "";

const DEEDS = {
  "/": () => document.querySelector("[data-key='/']")?.focus(),
  "?": () => open("keys"),
  j: () => step(1),
  k: () => step(-1),
  x: () => here()?.querySelector("input[type=checkbox]")?.click(),
  Enter: () => here()?.querySelector("a[href]")?.click(),
  gh: () => location.assign("/"),
};

export function enhanceKeys() {
  const toggle = document.querySelector("[data-keys-toggle]");
  if (!toggle) return;
  toggle.checked = !localStorage.getItem(OFF);
  toggle.addEventListener("change", () => localStorage.setItem(OFF, toggle.checked ? "" : "1"));
  document.addEventListener("keydown", onKey);
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (localStorage.getItem(OFF) || event.target.matches(TYPING)) return;
  if (event.key === "Enter" && event.target.matches("a, button, summary")) return;
  const deed = (leader && entry(event.key)) || DEEDS[leader + event.key] || DEEDS[event.key];
  leader = event.key === "g" ? "g" : "";
  if (!deed) return;
  event.preventDefault();
  deed();
}

function entry(digit) {
  const link = /^[1-9]$/.test(digit) && document.querySelectorAll("#menu li a")[digit - 1];
  return link && (() => link.click());
}

function rows() {
  return [...document.querySelectorAll("[data-table] tbody tr")];
}

function here() {
  return document.querySelector("[data-table] tr[data-here]");
}

function step(by) {
  const all = rows();
  if (!all.length) return;
  const now = all.indexOf(here());
  const next = all[Math.min(all.length - 1, Math.max(0, now + by))];
  here()?.removeAttribute("data-here");
  next.setAttribute("data-here", "");
  next.scrollIntoView({ block: "nearest" });
  (next.querySelector("a[href]") ?? next).focus({ preventScroll: true });
}
