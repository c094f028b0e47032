// Toasts stay until the reader closes them: nothing vanishes before it has been read.

import { makeButton, say, untouched } from "./words.js";

export function enhanceToasts(root) {
  for (const toast of untouched(root, ".toast", "Closable")) {
    const button = makeButton("×");
    button.setAttribute("aria-label", say("close"));
    button.addEventListener("click", () => toast.remove());
    toast.append(button);
  }
}

/** Say `text` at the head of the page. */
export function toast(text, tone = "bad") {
  const box = document.createElement("div");
  box.className = "toast";
  box.dataset.tone = tone;
  box.append(text);
  const region = document.getElementById("toasts");
  region?.append(box);
  if (region) enhanceToasts(region);
}

document.addEventListener("htmx:sendError", () => toast(say("unsent")));
