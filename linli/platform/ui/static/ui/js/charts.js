// Charts drawn by ECharts over a table that is always there. Patterns carry what colours carry.
// The tip is drawn on the canvas, since the content policy allows no inline style.

import { script, token } from "./packages.js";
import { untouched } from "./words.js";

const COLOURS = ["--series-1", "--series-2", "--series-3", "--series-4", "--series-5", "--series-6"];

export async function enhanceCharts(root) {
  for (const figure of untouched(root, "[data-chart]", "Chart")) {
    const config = JSON.parse(document.getElementById(figure.dataset.chart).textContent);
    if (!config.rows.length || !figure.dataset.script) continue;
    try {
      await script(figure.dataset.script);
    } catch {
      continue; // the table stays
    }
    draw(figure, config);
  }
}

function draw(figure, config) {
  const canvas = figure.querySelector(".chart-canvas");
  const table = figure.querySelector(".chart-table");
  const button = figure.querySelector("[data-chart-table]");
  const show = (asTable) => {
    table.hidden = !asTable;
    canvas.hidden = asTable;
    button.setAttribute("aria-pressed", String(asTable));
  };
  const size = parseFloat(getComputedStyle(document.body).fontSize);
  if (config.kind === "rank") canvas.style.height = `${(config.rows.length + 1) * size * 2.2}px`;
  show(false);
  figure.querySelector(".chart-tools").hidden = false;
  const chart = globalThis.echarts.init(canvas, null, { renderer: "canvas" });
  chart.setOption(option(config, size));
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", canvas.dataset.label);
  new ResizeObserver(() => { if (!canvas.hidden) chart.resize(); }).observe(canvas);
  button.addEventListener("click", () => show(table.hidden));
  figure.querySelector("[data-chart-csv]").addEventListener("click", (event) => {
    save(event.currentTarget.dataset.chartCsv, csv(config));
  });
}

function option(config, size) {
  const text = { color: token("--text"), fontFamily: token("--sans"), fontSize: size };
  const names = config.columns.slice(1);
  const base = {
    color: COLOURS.map(token),
    textStyle: text,
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    aria: { enabled: true, label: { enabled: false }, decal: { show: names.length > 1 || config.kind === "pie" } },
    tooltip: tip(text, "axis"),
    legend: { show: names.length > 1 || config.kind === "pie", bottom: 0, textStyle: text },
  };
  return { ...base, ...(config.kind === "pie" ? pie(config, text) : axes(config, names, size)) };
}

function tip(text, trigger) {
  const look = { backgroundColor: token("--surface"), borderColor: token("--line"), textStyle: text };
  return { trigger, renderMode: "richText", confine: true, ...look };
}

function pie(config, text) {
  const data = config.rows.map(([name, value]) => ({ name: `${name} ${value}`, value }));
  return {
    tooltip: { ...tip(text, "item"), formatter: "{b}（{d}%）" },
    series: [{ type: "pie", center: ["50%", "44%"], radius: ["42%", "72%"], data, label: { show: false } }],
  };
}

// Cases come whole: no axis that counts half a case.
function whole(config) {
  return config.rows.every((row) => row.slice(1).every((value) => value === null || Number.isInteger(value)));
}

function axes(config, names, size) {
  const quiet = { color: token("--text-soft"), fontSize: size };
  const line = { lineStyle: { color: token("--line") } };
  const lies = config.kind === "rank";
  const points = { type: "category", data: config.rows.map((row) => row[0]), axisLabel: quiet, axisLine: line, axisTick: { show: false }, inverse: lies };
  const values = { type: "value", minInterval: whole(config) ? 1 : 0, axisLabel: quiet, splitLine: line };
  return {
    grid: { left: 4, right: 16, top: lies ? 0 : size, bottom: names.length > 1 ? size * 2.5 : 0, containLabel: true },
    xAxis: lies ? values : points,
    yAxis: lies ? points : values,
    series: names.map((name, index) => ({
      name,
      type: config.kind === "line" ? "line" : "bar",
      stack: config.kind === "stack" ? "all" : undefined,
      barMaxWidth: lies ? size * 1.4 : 40,
      label: { show: lies, position: "right", color: token("--text"), fontSize: size },
      symbolSize: config.rows.length > 40 ? 0 : 6,
      data: config.rows.map((row) => row[index + 1]),
    })),
  };
}

// Text that a spreadsheet would take for a formula gets an apostrophe.
function cell(value) {
  const text = String(value ?? "");
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

function csv(config) {
  return "\ufeff" + [config.columns, ...config.rows].map((row) => row.map(cell).join(",")).join("\r\n");
}

function save(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

