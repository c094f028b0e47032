// [data-print]: a button that opens the browser's own print window.

import { untouched } from "./words.js";

export function enhancePrinting(root) {
  for (const button of untouched(root, "[data-print]", "Printing")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
