// Secret ballots: the browser draws a token, hides it, lets it be signed for the roll, and sends the
// ballot without saying who it is. Blind signatures as in RFC 9474 (RSABSSA-SHA384-PSSZERO-
// Deterministic), the same as rules/blind.py. Where this can't run, the form votes by itself.

const EXPONENT = 65537n;
const TOKEN = 32, HASH = 48;

const place = document.querySelector("[data-ballot]");
const kept = place && `ballot:${place.dataset.ballot}`;

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const number = (bytes) => BigInt(`0x${hex(bytes)}`);
const random = (size) => crypto.getRandomValues(new Uint8Array(size));
const hash = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));

function power(base, exponent, modulus) {
  let result = 1n;
  for (let left = exponent, square = base % modulus; left > 0n; left >>= 1n, square = (square * square) % modulus) {
    if (left & 1n) result = (result * square) % modulus;
  }
  return result;
}

function inverse(value, modulus) {
  let [before, rest, first, second] = [modulus, value % modulus, 0n, 1n];
  while (rest > 0n) {
    const times = before / rest;
    [before, rest] = [rest, before - times * rest];
    [first, second] = [second, first - times * second];
  }
  if (before !== 1n) throw new Error("The factor has no inverse.");
  return ((first % modulus) + modulus) % modulus;
}

async function mask(seed, size) {
  const made = new Uint8Array(Math.ceil(size / HASH) * HASH);
  for (let round = 0; round * HASH < size; round += 1) {
    made.set(await hash(new Uint8Array([...seed, 0, 0, 0, round])), round * HASH);
  }
  return made.slice(0, size);
}

// EMSA-PSS with an empty salt, RFC 8017, 9.1.1.
async function encoded(token, bits) {
  const size = Math.ceil((bits - 1) / 8);
  const hashed = await hash(new Uint8Array([...new Uint8Array(8), ...(await hash(token))]));
  const block = new Uint8Array(size - HASH - 1);
  block[block.length - 1] = 1;
  const masked = (await mask(hashed, block.length)).map((byte, at) => byte ^ block[at]);
  masked[0] &= 0xff >> (8 * size - (bits - 1));
  return number([...masked, ...hashed, 0xbc]);
}

// A fresh token and the number that hides it; kept in this browser until the ballot has arrived.
async function drawn(key, said, voter) {
  const token = random(TOKEN), bits = key.toString(2).length;
  let factor = 0n;
  while (factor < 2n) factor = number(random(bits / 8 + 8)) % key;
  const value = await encoded(token, bits);
  const blinded = (value * power(factor, EXPONENT, key)) % key;
  return { token: hex(token), factor: factor.toString(16), blinded: blinded.toString(16), key: key.toString(16), said, voter };
}

async function sent(address, options) {
  const answer = await fetch(address, { method: "POST", referrerPolicy: "no-referrer", ...options });
  const told = await answer.json();
  if (!answer.ok) throw new Refusal(told.words);
  return told;
}

class Refusal extends Error {}

async function signed(ballot) {
  if (ballot.signature) return ballot.signature;
  const body = new FormData();
  body.set("voter", ballot.voter);
  body.set("blinded", ballot.blinded);
  const headers = JSON.parse(document.body.getAttribute("hx-headers"));
  const told = await sent(place.dataset.draw, { body, headers, credentials: "same-origin" });
  const key = BigInt(`0x${ballot.key}`);
  const signature = (BigInt(`0x${told.signature}`) * inverse(BigInt(`0x${ballot.factor}`), key)) % key;
  const token = new Uint8Array(ballot.token.match(/../g).map((pair) => parseInt(pair, 16)));
  if (power(signature, EXPONENT, key) !== (await encoded(token, key.toString(2).length))) throw new Error("The signature is wrong.");
  return signature.toString(16);
}

// Sign, then drop: without a cookie, so that whoever takes the ballot can't see whose it is.
async function cast(ballot) {
  localStorage.setItem(kept, JSON.stringify(ballot));
  ballot.signature = await signed(ballot);
  localStorage.setItem(kept, JSON.stringify(ballot));
  const { token, signature, said } = ballot;
  const body = JSON.stringify({ token, signature, said });
  const told = await sent(place.dataset.box, { body, credentials: "omit", headers: { "Content-Type": "application/json" } });
  localStorage.removeItem(kept);
  return told.receipt;
}

function show(receipt, form) {
  const words = place.querySelector("template").content.cloneNode(true);
  words.querySelector("[data-receipt]").textContent = receipt;
  (form?.closest("section") ?? form)?.remove();
  document.querySelector("[data-ballot-waiting]")?.remove();
  place.replaceChildren(words);
  place.setAttribute("tabindex", "-1");
  place.focus();
}

function complain(error) {
  if (error instanceof Refusal) localStorage.removeItem(kept);
  const trouble = place.querySelector("[data-ballot-trouble]");
  trouble.textContent = error instanceof Refusal ? error.message : place.dataset.unsent;
  trouble.hidden = false;
}

async function attempt(ballot, form) {
  try {
    show(await cast(ballot), form);
  } catch (error) {
    complain(error);
  }
}

function said(form) {
  const chosen = {};
  for (const [name, value] of new FormData(form)) {
    if (name.startsWith("item_")) chosen[name.slice("item_".length)] = value;
  }
  return chosen;
}

function enhanceBallot() {
  const key = place.dataset.key && BigInt(`0x${place.dataset.key}`);
  const waiting = localStorage.getItem(kept);
  const form = key ? document.querySelector("form[action$='/cast/']") : null;
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const chosen = said(form), asked = new Set(Array.from(form.querySelectorAll("[name^=item_]"), (each) => each.name));
    if (Object.keys(chosen).length < asked.size) {
      complain(new Refusal(place.dataset.unsound));
      return;
    }
    const button = form.querySelector("button[type=submit], button:not([type])");
    button.disabled = true;
    const before = localStorage.getItem(kept);
    const ballot = before ? { ...JSON.parse(before), said: chosen } : await drawn(key, chosen, form.elements.voter.value);
    await attempt(ballot, form);
    button.disabled = false;
  });
  const again = document.querySelector("[data-ballot-waiting]");
  if (waiting && again) {
    again.hidden = false;
    again.querySelector("button").addEventListener("click", () => attempt(JSON.parse(waiting)));
  }
}

if (place && window.isSecureContext && window.crypto?.subtle) enhanceBallot();
