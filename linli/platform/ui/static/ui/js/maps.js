// Maps drawn by Leaflet: boundaries and points of our own data, over tiles where there are any.
// A point is set by click or drag, by panning with the arrow keys and pressing a button, or in any of
// the ways of points.js, which keeps the fields.

import { script, style, token } from "./packages.js";
import { listen, point, write } from "./points.js";
import { makeButton, say, untouched } from "./words.js";

const CHINA = [[18, 73], [54, 135]]; // south-west and north-east corner, degrees
const NEAR = 16.25; // from this zoom on buildings have names, below it grids

export function enhanceMaps(root) {
  for (const figure of untouched(root, "[data-map]", "Map")) {
    if (!figure.dataset.script) continue; // the list and the fields stay
    const fold = figure.closest("details:not([open])");
    if (fold) fold.addEventListener("toggle", () => load(figure), { once: true });
    else load(figure);
  }
}

async function load(figure) {
  const config = JSON.parse(document.getElementById(figure.dataset.map).textContent);
  try {
    await Promise.all([style(figure.dataset.style), script(figure.dataset.script)]);
  } catch {
    return;
  }
  draw(figure, config);
}

function draw(figure, config) {
  const L = globalThis.L;
  const canvas = figure.querySelector(".map-canvas");
  canvas.hidden = false;
  const map = L.map(canvas, { zoomControl: false, attributionControl: Boolean(config.credit), maxZoom: 20, zoomSnap: 0.25 });
  L.control.zoom({ zoomInTitle: say("zoom_in"), zoomOutTitle: say("zoom_out") }).addTo(map);
  map.attributionControl?.setPrefix(false);
  if (config.tiles) L.tileLayer(config.tiles, { attribution: config.credit, maxZoom: 20 }).addTo(map);
  const landmarks = config.landmarks.map((place) => landmark(L, place));
  const drawn = L.featureGroup([...areas(L, config), ...landmarks, ...config.points.map((place) => mark(L, place))]).addTo(map);
  const bounds = drawn.getBounds();
  const start = config.points.length === 1 ? [config.points[0].lat, config.points[0].lon] : config.focus;
  if (start) map.setView(start, 18);
  else map.fitBounds(bounds.isValid() ? bounds.pad(0.03) : CHINA, { maxZoom: 18 });
  const near = () => { canvas.toggleAttribute("data-near", map.getZoom() >= NEAR); };
  map.on("zoomend", near);
  near();
  if (config.latField) choosePoint(L, map, figure, landmarks);
}

function areas(L, config) {
  if (!config.areas) return [];
  const look = { color: token("--accent"), weight: 2, fillOpacity: 0.08 };
  const name = config.tiles ? {} : { permanent: true, direction: "center", className: "map-name map-area" };
  const onEachFeature = (feature, layer) => {
    if (feature.properties?.title) layer.bindTooltip(textOf(feature.properties.title), name);
  };
  return [L.geoJSON(config.areas, { style: look, onEachFeature })];
}

function mark(L, place) {
  const marker = L.circleMarker([place.lat, place.lon], {
    radius: 9, weight: 3, color: token("--surface"), fillColor: token(`--${place.tone ?? "info"}`), fillOpacity: 1,
  });
  marker.bindTooltip(textOf(place.title));
  if (place.href) marker.on("click", () => location.assign(place.href));
  return marker;
}

function landmark(L, place) {
  const look = { radius: 4, weight: 1, color: token("--text-soft"), fillColor: token("--line-strong"), fillOpacity: 1 };
  const name = { permanent: true, direction: "right", className: "map-name map-landmark" };
  return L.circleMarker([place.lat, place.lon], look).bindTooltip(textOf(place.title), name);
}

// Leaflet takes a string for HTML; an element keeps people's words words.
function textOf(words) {
  const span = document.createElement("span");
  span.textContent = words;
  return span;
}

function choosePoint(L, map, figure, landmarks) {
  const fields = figure.closest("[data-point]");
  const icon = L.divIcon({ className: "map-pin", iconSize: [32, 32], iconAnchor: [16, 30] });
  const marker = L.marker(map.getCenter(), { draggable: true, keyboard: true, icon, alt: say("map_point"), title: say("map_point") });
  const put = ({ lat, lng }) => write(fields, lat, lng);
  const show = () => {
    const position = point(fields);
    if (!position) {
      marker.remove();
      return;
    }
    marker.setLatLng(position).addTo(map);
    if (!map.getBounds().contains(position)) map.setView(position, Math.max(map.getZoom(), 16));
  };
  map.on("click", (event) => put(event.latlng));
  for (const each of landmarks) each.on("click", () => put(each.getLatLng()));
  marker.on("dragend", () => put(marker.getLatLng()));
  listen(fields, show);
  show();
  const tools = document.createElement("p");
  tools.className = "cluster";
  const centre = makeButton(say("map_centre"), "button button-plain");
  centre.addEventListener("click", () => put(map.getCenter()));
  tools.append(centre);
  figure.append(tools);
}
