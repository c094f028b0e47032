// Signing out takes along what this device kept for whoever was signed in (see platform/field).

import { untouched } from "./words.js";

const ROOM = "linli-signed-in"; // an IndexedDB

export function enhanceLeaving(root) {
  for (const form of untouched(root, "form[data-leaves]", "Leaving")) {
    form.addEventListener("submit", () => globalThis.indexedDB?.deleteDatabase(ROOM));
  }
}
