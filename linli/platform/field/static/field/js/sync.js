// Bringing what waits to the server, and the tasks from there. Safe to do at any time and twice: each
// deed carries an id by which the server knows it again, and what it already has is answered, not done.

import * as vault from "./vault.js";

const PATIENCE = { ask: 30_000, send: 300_000 }; // milliseconds; photos over a weak network take long
const LATER = [403, 429, 503, 507]; // answers after which there is no use in sending the next one
const NEVER = [400, 413, 422]; // this one won't be taken, however often it is sent

/** One round; answers what the page has to say about it: "synced", "offline", "sign_in", "trouble". */
export function sync(addresses) {
  const round = () => goRound(addresses);
  return navigator.locks ? navigator.locks.request("linli-field", round) : round();
}

async function goRound(addresses) {
  const bag = await fetchBag(addresses);
  if (typeof bag === "string") return bag;
  let worst = "synced", sent = 0;
  for (const deed of await vault.mine()) {
    if (deed.refused) continue;
    const outcome = await send(addresses, bag.csrf, deed);
    if (["offline", "sign_in", "later"].includes(outcome)) return outcome === "later" ? "trouble" : outcome;
    if (outcome === "synced") sent += 1;
    else worst = outcome; // trouble with one is no trouble with the next
  }
  if (sent) await fetchBag(addresses);
  return worst;
}

async function fetchBag(addresses) {
  const answer = await ask(addresses.list);
  if (!answer) return "offline";
  if (answer.type === "opaqueredirect" || answer.status === 401) return signedOut(addresses);
  if (!answer.ok) return answer.status === 403 ? forbidden() : "trouble";
  const { secret, csrf, visit, owner, ...bag } = await answer.json();
  await vault.settle(owner, secret, visit);
  await vault.keepBag(bag);
  return { csrf };
}

// Nobody is signed in. A visit that only ran out of time leaves its tasks here for their 72 hours; one
// that was ended, by whomever, takes them along.
async function signedOut(addresses) {
  const here = await vault.about();
  if (here) {
    const answer = await ask(`${addresses.standing}?visit=${encodeURIComponent(here.visit)}`);
    if (answer?.ok && !(await answer.json()).rests) await vault.leave();
  }
  return "sign_in";
}

async function forbidden() {
  await vault.forgetBag();
  return "trouble";
}

async function send(addresses, csrf, deed) {
  const parcel = new FormData();
  parcel.set("client_id", deed.id);
  parcel.set("key", deed.key);
  parcel.set("made_at", deed.madeAt);
  parcel.set("subject", deed.subject ?? "");
  parcel.set("after", deed.after.join(","));
  parcel.set("payload", JSON.stringify(deed.typed));
  (await vault.photosOf(deed.id)).forEach((photo, index) => parcel.append("photos", photo, `${index + 1}.jpg`));
  const answer = await ask(addresses.receive, { method: "POST", body: parcel, headers: { "X-CSRFToken": csrf } }, PATIENCE.send);
  if (!answer) return "offline";
  if (answer.type === "opaqueredirect" || answer.status === 401) return signedOut(addresses);
  if (answer.ok) await vault.remove(deed.id);
  else if (NEVER.includes(answer.status)) await vault.mark(deed.id, { refused: await whyNot(answer) });
  else return LATER.includes(answer.status) ? "later" : "trouble";
  return "synced";
}

async function whyNot(answer) {
  return (await answer.json().catch(() => ({}))).detail ?? String(answer.status);
}

async function ask(address, more = {}, patience = PATIENCE.ask) {
  try {
    return await fetch(address, { redirect: "manual", cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout?.(patience), ...more });
  } catch {
    return null;
  }
}
