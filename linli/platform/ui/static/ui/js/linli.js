// The door of all behaviour. Pages name behaviour by data attributes; what isn't on a page isn't loaded.
// Nothing here is needed to get a thing done: every page works without it.

import { enhanceCopying } from "./copying.js";
import { enhanceDialogs } from "./dialogs.js";
import { enhanceDrafts } from "./drafts.js";
import { enhanceForms } from "./forms.js";
import { enhanceKeys } from "./keys.js";
import { enhanceLeaving } from "./leaving.js";
import { enhanceMenus } from "./menus.js";
import { enhancePhotos } from "./photos.js";
import { enhancePoints } from "./points.js";
import { enhancePrinting } from "./printing.js";
import { enhanceTables } from "./tables.js";
import { enhanceToasts } from "./toasts.js";

const ALWAYS = [
  enhanceMenus, enhanceForms, enhanceDrafts, enhanceDialogs, enhanceTables, enhancePhotos, enhancePoints, enhanceCopying, enhanceLeaving, enhancePrinting, enhanceToasts,
];

function enhance(root) {
  for (const behaviour of ALWAYS) behaviour(root);
  if (root.querySelector("[data-chart]")) import("./charts.js").then((module) => module.enhanceCharts(root));
  if (root.querySelector("[data-boxes]")) import("./boxes.js").then((module) => module.enhanceBoxes(root));
  if (root.querySelector("[data-map]")) import("./maps.js").then((module) => module.enhanceMaps(root));
}

enhance(document);
enhanceKeys();
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) enhance(event.target.parentElement ?? event.target);
});
// A refusal that the server wrote as a toast is shown, whatever its status.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.getResponseHeader("HX-Retarget") === "#toasts") event.detail.shouldSwap = true;
});
