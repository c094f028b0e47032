// What lies on this device, in two rooms. The first (tasks, key) is emptied when its person signs out;
// the second (what waits to be sent) never is, but opens only to the key of whoever wrote it. The key
// comes from a secret that the server tells that person alone, can't be read out, and isn't here while
// nobody is signed in.

const { Dexie } = await import(document.querySelector("[data-field]").dataset.dexie);
const encoder = new TextEncoder();
const decoder = new TextDecoder();

const signedIn = new Dexie("linli-signed-in"); // ui/js/leaving.js knows this name
signedIn.version(1).stores({ kept: "name" });
const outbox = new Dexie("linli-outbox");
outbox.version(1).stores({ deeds: "id, owner", photos: "++number, deed", owners: "owner" });

/** What is known without any key: whose device this is, and when the server was last heard. */
export async function about() {
  return (await signedIn.kept.get("about"))?.value ?? null;
}

async function key() {
  return (await signedIn.kept.get("key"))?.value ?? null;
}

/** Let `owner` be at home here: another person's tasks and key go, theirs are made anew. */
export async function settle(owner, secret, visit) {
  const here = await about();
  if (here && here.owner !== owner) await leave();
  if (!(await key())) await signedIn.kept.put({ name: "key", value: await derive(owner, secret) });
  await signedIn.kept.put({ name: "about", value: { owner, visit, contactAt: Date.now() } });
}

// Of the same secret and salt comes the same key: after signing in again the outbox opens again.
async function derive(owner, secret) {
  let known = await outbox.owners.get(owner);
  if (!known) {
    known = { owner, salt: crypto.getRandomValues(new Uint8Array(16)) };
    await outbox.owners.put(known);
  }
  const raw = Uint8Array.from(atob(secret), (letter) => letter.charCodeAt(0));
  const base = await crypto.subtle.importKey("raw", raw, "HKDF", false, ["deriveKey"]);
  const recipe = { name: "HKDF", hash: "SHA-256", salt: known.salt, info: encoder.encode(`linli field ${owner}`) };
  return crypto.subtle.deriveKey(recipe, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

async function seal(bytes, where) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const recipe = { name: "AES-GCM", iv, additionalData: encoder.encode(where) };
  return { iv, sealed: await crypto.subtle.encrypt(recipe, await key(), bytes) };
}

async function open({ iv, sealed }, where) {
  const recipe = { name: "AES-GCM", iv, additionalData: encoder.encode(where) };
  return crypto.subtle.decrypt(recipe, await key(), sealed);
}

const sealValue = (value, where) => seal(encoder.encode(JSON.stringify(value)), where);
const openValue = async (row, where) => JSON.parse(decoder.decode(await open(row, where)));

/** Keep tasks and deeds as the server told them. */
export async function keepBag(bag) {
  await signedIn.kept.put({ name: "bag", ...(await sealValue(bag, "bag")) });
}

export async function bag() {
  const row = await signedIn.kept.get("bag");
  return row && (await key()) ? openValue(row, "bag") : null;
}

/** The tasks go; what waits stays, and so does the key under which more can be written. */
export async function forgetBag() {
  await signedIn.kept.delete("bag");
}

/** Whoever was here has left: tasks and key go. */
export async function leave() {
  await signedIn.kept.clear();
}

/** Put a deed and its photos (blobs) into the outbox; all of it or nothing. */
export async function post(deed, photos) {
  const { owner } = await about();
  const id = crypto.randomUUID();
  const waiting = await mine();
  const before = waiting.filter((each) => deed.subject && each.subject === deed.subject && !each.refused).map((each) => each.id);
  const made = { ...deed, after: before.slice(-1), madeAt: new Date().toISOString(), photos: photos.length };
  const row = { id, owner, ...(await sealValue(made, id)) };
  const pictures = await Promise.all(photos.map(async (photo) => ({ deed: id, ...(await seal(await photo.arrayBuffer(), `${id} photo`)) })));
  await outbox.transaction("rw", outbox.deeds, outbox.photos, async () => {
    await outbox.deeds.add(row);
    await outbox.photos.bulkAdd(pictures);
  });
  navigator.storage?.persist?.();
  return id;
}

/** One's own deeds that wait here, in the order they were made. */
export async function mine() {
  const here = await about();
  if (!here || !(await key())) return [];
  const rows = await outbox.deeds.where("owner").equals(here.owner).toArray();
  const deeds = await Promise.all(rows.map(async (row) => ({ id: row.id, ...(await openValue(row, row.id)) })));
  return deeds.sort((one, other) => one.madeAt.localeCompare(other.madeAt));
}

/** How many deeds of others wait here. */
export async function ofOthers() {
  const here = await about();
  return outbox.deeds.filter((row) => row.owner !== here?.owner).count();
}

export async function photosOf(id) {
  const rows = await outbox.photos.where("deed").equals(id).sortBy("number");
  return Promise.all(rows.map(async (row) => new Blob([await open(row, `${id} photo`)], { type: "image/jpeg" })));
}

/** Write into a deed that waits why it wasn't taken. */
export async function mark(id, changes) {
  const row = await outbox.deeds.get(id);
  if (!row) return;
  const deed = { ...(await openValue(row, id)), ...changes };
  await outbox.deeds.put({ id, owner: row.owner, ...(await sealValue(deed, id)) });
}

/** The server has it, or its author doesn't want it. */
export async function remove(id) {
  await outbox.transaction("rw", outbox.deeds, outbox.photos, async () => {
    await outbox.deeds.delete(id);
    await outbox.photos.where("deed").equals(id).delete();
  });
}
