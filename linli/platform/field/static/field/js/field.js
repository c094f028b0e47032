// Field work without a network. The page works without this, too: it lists the tasks with links.

import { make } from "./elements.js";
import { deedForm } from "./forms.js";
import { drawn } from "./page.js";
import { sync } from "./sync.js";
import { say } from "./words.js";

const HOUR = 3600 * 1000; // milliseconds
const SOONEST = 2_000, LATEST = 300_000; // milliseconds until a round that failed is tried again
const root = document.querySelector("[data-field]");
const { list, receive, standing, worker, home, hours, days, photos } = root.dataset;
const addresses = { list, receive, standing };
const isAble = isSecureContext && "indexedDB" in window && crypto.subtle && root.dataset.dexie;
const live = make("p", { role: "status" }); // stays, so that what changes in it is read out
const body = make("div", { class: "field-app" });
let vault, outcome, retry, pause = SOONEST, busy = false, again = false, forgotten = false, writing = false;

if (isAble) begin();

async function begin() {
  vault = await import("./vault.js");
  navigator.serviceWorker?.register(worker, { scope: home });
  addEventListener("online", round);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) round(); });
  setInterval(expire, 60_000);
  root.replaceChildren(live, body);
  await expire();
  await round();
}

// After 72 hours without the server the tasks go; what waits to be sent stays.
async function expire() {
  const here = await vault.about();
  const age = here ? Date.now() - here.contactAt : 0;
  if (age <= Number(hours) * HOUR || !(await vault.bag())) return;
  await vault.forgetBag();
  forgotten = true;
  await show();
}

// The network may come back while a round is failing for want of it: then another one follows.
async function round() {
  if (busy) { again = true; return; }
  busy = true;
  do {
    again = false;
    await show();
    outcome = await sync(addresses);
  } while (again);
  if (outcome === "synced") {
    forgotten = false;
    navigator.serviceWorker?.controller?.postMessage("fresh");
  }
  busy = false;
  later();
  await show();
}

// "online" only says that there is some network, so what failed is tried again, less and less often.
function later() {
  clearTimeout(retry);
  const failed = outcome === "offline" || outcome === "trouble";
  if (failed) retry = setTimeout(() => document.hidden || round(), pause);
  pause = failed ? Math.min(pause * 2, LATEST) : SOONEST;
}

// A form that is being filled in stays as it is.
async function show() {
  if (writing) return;
  const [here, bag, waiting, others] = await Promise.all([vault.about(), vault.bag(), vault.mine(), vault.ofOthers()]);
  const oldest = waiting.length ? Date.parse(waiting[0].madeAt) : null;
  const state = { here, bag, waiting, others, oldest, forgotten, outcome, busy, warnAfter: Number(days) };
  if (writing) return;
  const focused = body.contains(document.activeElement) && document.activeElement.textContent;
  body.replaceChildren(...drawn(state, { sync: round, begin: write, drop, sendAsNew, signIn: home }));
  if (focused) [...body.querySelectorAll("button, a")].find((each) => each.textContent === focused)?.focus();
}

function write(deed, task) {
  writing = true;
  live.textContent = "";
  const leave = async () => { writing = false; await show(); body.querySelector("button")?.focus(); };
  const save = async (typed, pictures) => {
    await vault.post({ key: deed.key, title: deed.title, about: task?.title ?? "", subject: task?.subject ?? "", typed }, pictures);
    live.textContent = say("saved");
    await leave();
    round();
  };
  body.replaceChildren(deedForm(deed, task?.title ?? "", Number(photos), save, leave));
  body.querySelector("h2").focus();
}

async function drop(deed) {
  await vault.remove(deed.id);
  await show();
}

async function sendAsNew(deed) {
  const { key, title, about, subject, typed } = deed;
  const pictures = await vault.photosOf(deed.id);
  await vault.post({ key, title, about, subject, typed }, pictures);
  await vault.remove(deed.id);
  await round();
}
