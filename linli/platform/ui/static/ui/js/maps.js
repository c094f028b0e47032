// Maps drawn by Leaflet: boundaries and points of our own data, over tiles where there are any.
// A point is set by click or drag, by panning with the arrow keys and pressing a button, or by typing
// into the two fields, which are always there.

import { script, style, token } from "./packages.js";
import { makeButton, say, untouched } from "./words.js";
import { toast } from "./toasts.js";

const CHINA = [[18, 73], [54, 135]]; // south-west and north-east corner, degrees
const DIGITS = 6; // of a degree: about 10 cm

export async function enhanceMaps(root) {
  for (const figure of untouched(root, "[data-map]", "Map")) {
    const config = JSON.parse(document.getElementById(figure.dataset.map).textContent);
    if (!figure.dataset.script) continue;
    try {
      await Promise.all([style(figure.dataset.style), script(figure.dataset.script)]);
    } catch {
      continue; // the list and the fields stay
    }
    draw(figure, config);
  }
}

function draw(figure, config) {
  const L = globalThis.L;
  const canvas = figure.querySelector(".map-canvas");
  canvas.hidden = false;
  const map = L.map(canvas, { zoomControl: false, attributionControl: Boolean(config.credit), maxZoom: 20 });
  L.control.zoom({ zoomInTitle: say("zoom_in"), zoomOutTitle: say("zoom_out") }).addTo(map);
  map.attributionControl?.setPrefix(false);
  if (config.tiles) L.tileLayer(config.tiles, { attribution: config.credit, maxZoom: 20 }).addTo(map);
  const drawn = L.featureGroup([...areas(L, config), ...config.points.map((point) => mark(L, point))]).addTo(map);
  const bounds = drawn.getBounds();
  map.fitBounds(bounds.isValid() ? bounds.pad(0.1) : CHINA, { maxZoom: 18 });
  if (config.latField) choosePoint(L, map, figure, config);
}

function areas(L, config) {
  if (!config.areas) return [];
  const look = { color: token("--accent"), weight: 2, fillOpacity: 0.08 };
  const name = config.tiles ? {} : { permanent: true, direction: "center", className: "map-name" };
  const onEachFeature = (feature, layer) => {
    if (feature.properties?.title) layer.bindTooltip(textOf(feature.properties.title), name);
  };
  return [L.geoJSON(config.areas, { style: look, onEachFeature })];
}

function mark(L, point) {
  const marker = L.circleMarker([point.lat, point.lon], {
    radius: 9, weight: 3, color: token("--surface"), fillColor: token(`--${point.tone ?? "info"}`), fillOpacity: 1,
  });
  marker.bindTooltip(textOf(point.title));
  if (point.href) marker.on("click", () => location.assign(point.href));
  return marker;
}

// Leaflet takes a string for HTML; an element keeps people's words words.
function textOf(words) {
  const span = document.createElement("span");
  span.textContent = words;
  return span;
}

function choosePoint(L, map, figure, config) {
  const lat = document.getElementById(config.latField);
  const lon = document.getElementById(config.lonField);
  const icon = L.divIcon({ className: "map-pin", iconSize: [32, 32], iconAnchor: [16, 30] });
  const marker = L.marker(map.getCenter(), { draggable: true, keyboard: true, icon, alt: say("map_point"), title: say("map_point") });
  const put = (position) => {
    marker.setLatLng(position).addTo(map);
    lat.value = position.lat.toFixed(DIGITS);
    lon.value = position.lng.toFixed(DIGITS);
  };
  const read = () => {
    const position = [Number(lat.value), Number(lon.value)];
    if (!lat.value || !lon.value || position.some(Number.isNaN)) return;
    marker.setLatLng(position).addTo(map);
    map.setView(position, Math.max(map.getZoom(), 16));
  };
  map.on("click", (event) => put(event.latlng));
  marker.on("dragend", () => put(marker.getLatLng()));
  lat.addEventListener("change", read);
  lon.addEventListener("change", read);
  read();
  figure.append(pointTools(L, map, put));
}

function pointTools(L, map, put) {
  const tools = document.createElement("p");
  tools.className = "cluster";
  const centre = makeButton(say("map_centre"), "button button-plain");
  centre.addEventListener("click", () => put(map.getCenter()));
  tools.append(centre);
  if (navigator.geolocation && isSecureContext) {
    const here = makeButton(say("map_here"), "button button-plain");
    here.addEventListener("click", () => navigator.geolocation.getCurrentPosition(
      ({ coords }) => { put(L.latLng(coords.latitude, coords.longitude)); map.setView([coords.latitude, coords.longitude], 17); },
      () => toast(say("map_lost"), "warn"),
    ));
    tools.append(here);
  }
  return tools;
}
