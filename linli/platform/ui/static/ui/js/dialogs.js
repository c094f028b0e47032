// Dialogs and drawers: <dialog>, opened by [data-opens=id]; a click beside it or Escape closes it.

import { untouched } from "./words.js";

export function enhanceDialogs(root) {
  for (const button of untouched(root, "[data-opens]", "Opener")) {
    button.addEventListener("click", () => open(button.dataset.opens));
  }
  for (const dialog of untouched(root, "dialog", "Dialog")) {
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  }
}

/** Show the dialog of that id. */
export function open(id) {
  const dialog = document.getElementById(id);
  if (dialog && !dialog.open) dialog.showModal();
}
