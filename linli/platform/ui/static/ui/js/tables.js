// Tables: cards on a phone, dense rows, the tick that ticks all, and the count in the batch bar.

import { untouched } from "./words.js";

const DENSE = "linli-dense"; // this device's taste, nothing about anybody

export function enhanceTables(root) {
  for (const frame of untouched(root, "[data-table]", "Cards")) prepareCards(frame);
  for (const button of untouched(root, "[data-density]", "Density")) prepareDensity(button);
  for (const bar of untouched(root, "[data-batch]", "Batch")) prepareBatch(bar);
}

// A table shown as cards is still a table to whoever hears it: its roles are written down before the
// style takes them away.
function prepareCards(frame) {
  const table = frame.querySelector("table");
  const names = [...(table?.querySelectorAll("thead th") ?? [])].map((head) => head.textContent.trim());
  if (!names.length || table.querySelector("[colspan], [rowspan]")) return;
  const roles = { table: "table", "thead, tbody": "rowgroup", tr: "row", "thead th": "columnheader", "tbody th": "rowheader", td: "cell" };
  for (const [selector, role] of Object.entries(roles)) {
    for (const part of selector === "table" ? [table] : table.querySelectorAll(selector)) part.setAttribute("role", role);
  }
  for (const row of table.querySelectorAll("tbody tr")) {
    [...row.cells].forEach((cell, index) => {
      cell.classList.add("table-cell");
      if (cell.tagName === "TD" && names[index]) cell.dataset.label = names[index];
    });
  }
  frame.dataset.cards = "";
}

function prepareDensity(button) {
  const frame = button.closest("[data-table]");
  const set = (dense) => {
    frame.toggleAttribute("data-dense", dense);
    button.setAttribute("aria-pressed", String(dense));
    localStorage.setItem(DENSE, dense ? "1" : "");
  };
  button.hidden = false;
  set(Boolean(localStorage.getItem(DENSE)));
  button.addEventListener("click", () => set(!frame.hasAttribute("data-dense")));
}

function prepareBatch(bar) {
  const form = document.getElementById(bar.dataset.batch);
  const all = form?.querySelector("[data-tick-all]");
  const words = bar.querySelector("[data-batch-words]");
  const asked = words.textContent;
  const ticks = () => [...form.querySelectorAll("tbody input[type=checkbox]")];
  const count = () => {
    const chosen = ticks().filter((tick) => tick.checked).length;
    words.textContent = chosen ? words.dataset.batchWords.replace("{count}", chosen) : asked;
    for (const button of bar.querySelectorAll("button")) button.toggleAttribute("disabled", !chosen);
    if (all) {
      all.checked = chosen > 0 && chosen === ticks().length;
      all.indeterminate = chosen > 0 && !all.checked;
    }
  };
  form?.addEventListener("change", (event) => {
    if (event.target === all) for (const tick of ticks()) tick.checked = all.checked;
    count();
  });
  if (form) count();
}
