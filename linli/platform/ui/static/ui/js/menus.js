// Menus close when the reader turns elsewhere; the main menu of a narrow screen opens in place.

import { untouched } from "./words.js";

export function enhanceMenus(root) {
  for (const link of untouched(root, "[data-menu]", "Menu")) prepare(link);
}

function prepare(link) {
  const sidebar = document.querySelector(link.hash);
  const close = sidebar.querySelector("[data-menu-close]");
  const set = (open) => {
    sidebar.toggleAttribute("data-open", open);
    link.setAttribute("aria-expanded", String(open));
    (open ? close : link).focus();
  };
  link.setAttribute("role", "button");
  link.setAttribute("aria-expanded", "false");
  link.addEventListener("click", (event) => { event.preventDefault(); set(!sidebar.hasAttribute("data-open")); });
  close.addEventListener("click", (event) => { event.preventDefault(); set(false); });
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(except)) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("focusin", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  closeMenus(null);
  menu?.querySelector("summary").focus();
});
