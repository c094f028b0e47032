// The words of this page, in the reader's language.

const words = JSON.parse(document.getElementById("field-words")?.textContent ?? "{}");

/** The words called `name`, with %(key)s filled from `values`. */
export function say(name, values = {}) {
  return (words[name] ?? name).replace(/%\((\w+)\)s/g, (_whole, key) => String(values[key] ?? ""));
}

/** A moment as people write it, without the year. */
export function moment(value) {
  const date = new Date(value);
  const two = (number) => String(number).padStart(2, "0");
  return `${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
