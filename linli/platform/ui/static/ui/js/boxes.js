// Rectangles on a picture: dragged with the pointer, moved with the arrow keys, kept in rows of four
// numbers (per cent). Who types the numbers needs none of this.

import { say, untouched } from "./words.js";

const SIDES = ["left", "top", "width", "height"];
const LEAST = 1; // per cent: less was a click
const STEP = 1; // per cent that an arrow key moves
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function enhanceBoxes(root) {
  for (const frame of untouched(root, "[data-boxes]", "Boxes")) {
    const rows = [...frame.closest("form").querySelectorAll("[data-box]")];
    const pairs = rows.map((row, place) => ({ row, box: makeBox(frame, place + 1) }));
    for (const { row, box } of pairs) {
      row.addEventListener("input", () => draw(row, box));
      box.addEventListener("keydown", (event) => press(event, row, box));
      draw(row, box);
    }
    frame.addEventListener("pointerdown", (event) => drag(event, frame, pairs));
    frame.querySelector("img").draggable = false;
  }
}

function makeBox(frame, number) {
  const box = document.createElement("button");
  box.type = "button";
  box.className = "box";
  box.textContent = number;
  box.setAttribute("aria-label", say("box", { number }));
  frame.append(box);
  return box;
}

function read(row) {
  const values = SIDES.map((side) => row.querySelector(`[data-side=${side}]`).value);
  return values.some((value) => value === "") ? undefined : values.map(Number);
}

function write(row, box, values) {
  SIDES.forEach((side, place) => {
    row.querySelector(`[data-side=${side}]`).value = values ? Math.round(values[place] * 10) / 10 : "";
  });
  draw(row, box);
}

function draw(row, box) {
  const values = read(row);
  box.hidden = !values;
  SIDES.forEach((side, place) => { box.style[side] = values ? `${values[place]}%` : ""; });
}

function press(event, row, box) {
  const values = read(row);
  if (!values) return;
  if (event.key === "Delete" || event.key === "Backspace") {
    event.preventDefault();
    write(row, box);
    row.querySelector("input").focus();
    return;
  }
  const move = MOVES[event.key];
  if (!move) return;
  event.preventDefault();
  const [left, top, width, height] = values;
  const [across, down] = move.map((way) => way * STEP);
  write(row, box, event.shiftKey
    ? [left, top, within(width + across, LEAST, 100 - left), within(height + down, LEAST, 100 - top)]
    : [within(left + across, 0, 100 - width), within(top + down, 0, 100 - height), width, height]);
}

function drag(event, frame, pairs) {
  if (event.button !== 0 || event.target.closest(".box")) return;
  const free = pairs.find(({ row }) => !read(row));
  if (!free) return;
  event.preventDefault();
  const start = spot(event, frame);
  const follow = (moved) => write(free.row, free.box, between(start, spot(moved, frame)));
  const stop = () => {
    frame.removeEventListener("pointermove", follow);
    const values = read(free.row);
    if (!values || values[2] < LEAST || values[3] < LEAST) write(free.row, free.box);
    else free.box.focus();
  };
  frame.setPointerCapture(event.pointerId);
  frame.addEventListener("pointermove", follow);
  frame.addEventListener("pointerup", stop, { once: true });
  frame.addEventListener("pointercancel", stop, { once: true });
}

/** Where the pointer is, in per cent of the frame. */
function spot(event, frame) {
  const { left, top, width, height } = frame.getBoundingClientRect();
  return [within(((event.clientX - left) / width) * 100, 0, 100), within(((event.clientY - top) / height) * 100, 0, 100)];
}

function between([x, y], [u, v]) {
  return [Math.min(x, u), Math.min(y, v), Math.abs(x - u), Math.abs(y - v)];
}

function within(value, least, most) {
  return Math.min(Math.max(value, least), Math.max(most, least));
}
