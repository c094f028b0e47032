// Photos: a look at what was chosen, and a word at once when one is too big or they are too many.

import { say, untouched } from "./words.js";

const MEGABYTE = 1024 * 1024;

export function enhancePhotos(root) {
  for (const input of untouched(root, "input[type=file][data-photos]", "Photos")) {
    const previews = document.createElement("div");
    const fault = document.createElement("p");
    previews.className = "previews";
    fault.className = "fault";
    fault.setAttribute("role", "alert");
    input.after(fault, previews);
    input.addEventListener("change", () => look(input, previews, fault));
  }
}

function look(input, previews, fault) {
  for (const image of previews.children) URL.revokeObjectURL(image.src);
  previews.replaceChildren();
  fault.textContent = whatIsWrong(input);
  if (fault.textContent) {
    input.value = "";
    return;
  }
  previews.append(...[...input.files].filter((file) => file.type.startsWith("image/")).map(preview));
}

function whatIsWrong(input) {
  const limit = Number(input.dataset.maxBytes ?? Infinity);
  const count = Number(input.dataset.maxCount ?? Infinity);
  if (input.files.length > count) return say("too_many", { count });
  const big = [...input.files].find((file) => file.size > limit);
  return big ? say("too_big", { name: big.name, limit: Math.floor(limit / MEGABYTE) }) : "";
}

function preview(file) {
  const image = document.createElement("img");
  image.src = URL.createObjectURL(file);
  image.alt = file.name;
  return image;
}
