// Loads a package's script or style from our own server, once.

const loading = new Map();

/** A promise for the script at `address`. */
export function script(address) {
  return once(address, () => Object.assign(document.createElement("script"), { src: address }));
}

/** A promise for the style sheet at `address`. */
export function style(address) {
  return once(address, () => Object.assign(document.createElement("link"), { rel: "stylesheet", href: address }));
}

function once(address, make) {
  if (!loading.has(address)) {
    loading.set(address, new Promise((resolve, reject) => {
      const element = make();
      element.addEventListener("load", resolve);
      element.addEventListener("error", reject);
      document.head.append(element);
    }));
  }
  return loading.get(address);
}

/** The value of a token as the page has it now. */
export function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
