// A point of a form: two fields and their datum, filled by the phone's own position or by a map (maps.js).
// Who types them needs none of this; who can't see them is told in words what stands in them.

import { makeButton, say, untouched } from "./words.js";

const DIGITS = 6; // of a degree: about 10 cm
const OURS = "wgs84"; // what phones and our maps measure in
const PATIENCE = 15_000; // milliseconds for the phone to find itself

export function enhancePoints(root) {
  for (const element of untouched(root, "[data-point]", "Point")) {
    const tools = element.querySelector("[data-point-tools]");
    const said = element.querySelector("[data-point-said]");
    const away = makeButton(say("point_away"), "button button-quiet");
    if (navigator.geolocation && isSecureContext) tools.append(finder(element, said));
    away.addEventListener("click", () => write(element));
    tools.append(away);
    const tell = () => {
      const [lat, lon] = point(element) ?? [];
      delete said.dataset.tone;
      away.hidden = !fields(element).lat.value && !fields(element).lon.value;
      said.textContent = lat === undefined ? "" : say("point_set", { lat: lat.toFixed(5), lon: lon.toFixed(5), range: range(element) });
    };
    listen(element, tell);
    tell();
    element.hidden = false;
  }
}

/** Latitude and longitude in WGS-84 as the fields of `element` have them; undefined while they don't. */
export function point(element) {
  const { lat, lon, datum } = fields(element);
  const numbers = [Number(lat.value), Number(lon.value)];
  const sound = lat.value.trim() && lon.value.trim() && !numbers.some(Number.isNaN);
  return sound && (!datum?.value || datum.value === OURS) ? numbers : undefined;
}

/** Put a point in WGS-84 into the fields, or none at all; `metres` is how far it may be wrong. */
export function write(element, latitude, longitude, metres) {
  const { lat, lon, datum } = fields(element);
  element.dataset.metres = metres ? Math.ceil(metres) : "";
  lat.value = latitude?.toFixed(DIGITS) ?? "";
  lon.value = longitude?.toFixed(DIGITS) ?? "";
  if (datum) datum.value = OURS;
  lat.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Call `heard` whenever one of the fields has changed. */
export function listen(element, heard) {
  for (const field of Object.values(fields(element))) field?.addEventListener("change", heard);
}

function fields(element) {
  const { lat, lon, datum } = element.dataset;
  return { lat: document.getElementById(lat), lon: document.getElementById(lon), datum: document.getElementById(datum) };
}

function range(element) {
  return element.dataset.metres ? say("point_range", { metres: element.dataset.metres }) : "";
}

function finder(element, said) {
  const button = makeButton(say("map_here"), "button button-plain");
  const free = () => button.removeAttribute("aria-disabled");
  button.addEventListener("click", () => {
    if (button.hasAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => { free(); write(element, coords.latitude, coords.longitude, coords.accuracy); },
      () => { free(); said.dataset.tone = "bad"; said.textContent = say("map_lost"); },
      { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 60_000 },
    );
  });
  return button;
}
