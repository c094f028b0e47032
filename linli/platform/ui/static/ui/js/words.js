// The page's words for scripts, in the reader's language.

const words = JSON.parse(document.getElementById("words")?.textContent ?? "{}");

/** The words called `name`, with %(key)s filled from `values`. */
export function say(name, values = {}) {
  return (words[name] ?? name).replace(/%\((\w+)\)s/g, (_whole, key) => String(values[key] ?? ""));
}

/** Every element under `root` that fits `selector` and that `name` has not yet taken in hand. */
export function untouched(root, selector, name) {
  const mark = `is${name}`;
  const found = [...root.querySelectorAll(selector)].filter((element) => !(mark in element.dataset));
  for (const element of found) element.dataset[mark] = "";
  return found;
}

/** A button of our own, with a class and words. */
export function makeButton(text, look = "tool") {
  const button = document.createElement("button");
  button.type = "button";
  button.className = look;
  button.textContent = text;
  return button;
}
