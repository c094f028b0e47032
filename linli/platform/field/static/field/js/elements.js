// Elements made by script: text only ever as text.

/** An element with properties (`class`, `on…`, attributes) and children, of which none may be null. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false || value === null) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

export function button(text, onclick, look = "button button-plain") {
  return make("button", { type: "button", class: look, onclick }, text);
}
