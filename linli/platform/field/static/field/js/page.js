// The page as it stands: what waits, what has to be dealt with, tasks and their deeds.

import { button, make } from "./elements.js";
import { moment, say } from "./words.js";

const DAY = 24 * 3600 * 1000; // milliseconds

/** Everything below the heading. `state` is what is known, `act` what the buttons do. */
export function drawn(state, act) {
  return [
    standing(state, act),
    notice(state),
    own(state, act),
    kept(state),
    outbox(state, act),
    tasks(state, act),
  ].filter(Boolean);
}

/** The deeds that are open on a task when those that wait on this device have been done. */
export function openDeeds(task, waiting) {
  return waiting.filter((each) => each.subject === task.subject).reduce((_open, each) => task.then[each.key] ?? [], task.deeds);
}

function standing({ outcome, waiting, here, busy }, act) {
  const count = waiting.length;
  const words = count ? say("waiting", { count }) : say("nothing_waiting");
  const last = here ? say("synced", { time: moment(here.contactAt) }) : say("never");
  const how = busy ? say("syncing") : { offline: here ? say("offline") : say("first_time"), trouble: say("trouble"), sign_in: say("sign_in") }[outcome];
  return make(
    "div", { class: "panel", "data-tone": count ? "warn" : "good" },
    make("div", { class: "field-state" }, badge(words, count ? "warn" : "good"), make("span", {}, last), how ? make("span", {}, how) : ""),
    make("p", { class: "field-deeds" }, button(say("sync"), act.sync), outcome === "sign_in" ? make("a", { class: "button button-primary", href: act.signIn }, say("sign_in_link")) : ""),
  );
}

function notice({ oldest, forgotten, others, warnAfter }) {
  const days = oldest ? Math.floor((Date.now() - oldest) / DAY) : 0;
  const said = [
    days >= warnAfter ? say("old_warning", { days }) : "",
    forgotten ? say("forgotten") : "",
    others ? say("others_wait") : "",
  ].filter(Boolean);
  return said.length ? make("div", { class: "panel", "data-tone": "warn" }, said.map((words) => make("p", {}, words))) : null;
}

function own({ bag }, act) {
  const free = bag?.deeds.filter((deed) => !deed.about_a_task) ?? [];
  return free.length ? make("p", { class: "field-deeds" }, free.map((deed) => button(deed.title, () => act.begin(deed, null), "button button-primary"))) : null;
}

function kept({ bag }) {
  return section(say("to_deal_with"), bag?.kept, (deed) => card(
    deed.title, badge(deed.state_words, deed.state === "held" ? "info" : "bad"),
    deed.words, make("a", { href: deed.url }, say("open_page")),
  ));
}

function outbox({ waiting }, act) {
  return section(say("outbox"), waiting, (deed) => card(
    deed.title, deed.refused ? badge(say("not_taken"), "bad") : badge(say("to_send"), "warn"),
    deed.about ?? "",
    [say("made", { time: moment(deed.madeAt) }), deed.photos ? say("photos", { count: deed.photos }) : ""].filter(Boolean).join(" · "),
    deed.refused ? say("refused", { words: deed.refused }) : "",
    deed.refused ? make("span", { class: "field-deeds" }, button(say("as_new"), () => act.sendAsNew(deed)), dropper(deed, act)) : "",
  ));
}

// Twice, since nothing brings it back.
function dropper(deed, act) {
  const drop = button(say("drop"), () => {
    if (drop.dataset.sure) act.drop(deed);
    drop.dataset.sure = "yes";
    drop.textContent = say("drop_sure");
  }, "button button-danger");
  return drop;
}

function tasks({ bag, waiting }, act) {
  if (!bag) return null;
  if (!bag.tasks.length) return make("p", { class: "hint" }, say("no_tasks"));
  return section(say("tasks"), bag.tasks, (task) => card(
    task.title, badge(task.state, task.tone), [task.kind, task.place].filter(Boolean).join(" · "), due(task),
    task.url ? make("a", { href: task.url }, say("open_page")) : "",
    make("span", { class: "field-deeds" }, openDeeds(task, waiting).map((key) => bag.deeds.find((deed) => deed.key === key)).filter(Boolean)
      .map((deed) => button(deed.title, () => act.begin(deed, task)))),
  ));
}

function due(task) {
  if (!task.due_at) return "";
  const late = new Date(task.due_at) < new Date();
  return make("span", {}, say("due", { time: moment(task.due_at) }), late ? badge(say("overdue"), "bad") : "");
}

function section(title, rows, draw) {
  if (!rows?.length) return null;
  return make("section", { class: "stack" }, make("h2", {}, title), make("ul", { class: "field-list" }, rows.map(draw)));
}

function card(title, mark, ...lines) {
  return make("li", { class: "panel", "data-tone": "plain" }, make("p", {}, make("strong", {}, title), " ", mark), lines.filter(Boolean).map((line) => make("p", {}, line)));
}

function badge(words, tone) {
  return make("span", { class: "badge", "data-tone": tone }, words);
}
