// [data-copy]: a button beside a case number that copies it.

import { makeButton, say, untouched } from "./words.js";

export function enhanceCopying(root) {
  for (const source of untouched(root, "[data-copy]", "Copyable")) {
    const button = makeButton(say("copy"));
    button.addEventListener("click", async () => {
      await copy(source.dataset.copy || source.textContent.trim());
      button.textContent = say("copied");
    });
    source.after(button);
  }
}

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // A page without TLS, as on an office network, has only the old way.
  const box = document.createElement("textarea");
  box.value = text;
  document.body.append(box);
  box.select();
  document.execCommand("copy");
  box.remove();
}
