// The form of a deed, drawn from the description that the server gave: every field has its label,
// what is missing is said beside it, and nothing typed is lost when saving fails.

import { button, make } from "./elements.js";
import { scanned, smaller } from "./photos.js";
import { say } from "./words.js";

/** A form for `deed` about `title`; `save(typed, photos)` keeps it, `back` leaves without. */
export function deedForm(deed, title, mostPhotos, save, back) {
  const drawers = { line, lines, place: placeCode, choice, tick, photos: (field) => photoField(field, mostPhotos) };
  const drawn = deed.fields.map((field) => drawers[field.kind](field));
  const fault = make("p", { class: "fault", role: "alert" });
  const form = make(
    "form", { class: "field-form", novalidate: true },
    make("h2", { tabindex: "-1" }, deed.title), title ? make("p", { class: "hint" }, title) : "",
    fault, drawn.map((each) => each.element),
    make("p", { class: "field-deeds" }, make("button", { class: "button button-primary" }, say("save")), button(say("back"), back)),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.dataset.busy || !drawn.map(sound).every(Boolean)) return form.querySelector("[aria-invalid]")?.focus();
    form.dataset.busy = "yes";
    try {
      const typed = Object.fromEntries(drawn.filter((each) => each.read).map((each) => [each.field.name, each.read()]));
      await save(typed, drawn.flatMap((each) => each.photos ?? []));
    } catch (error) {
      fault.textContent = say(error.name === "QuotaExceededError" ? "no_room" : "not_kept");
    }
    delete form.dataset.busy;
  });
  return form;
}

// Whether what stands in the field can be taken; says at the field why not.
function sound({ field, read, control, fault }) {
  if (!read) return true;
  const value = read();
  const missing = field.required && !value.trim();
  const long = field.most && value.length > field.most;
  fault.textContent = missing ? say("needed", field) : long ? say("too_long", field) : "";
  if (missing || long) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
  return !missing && !long;
}

function framed(field, control, more = []) {
  const id = `deed-${field.name}`;
  const fault = make("p", { class: "fault", id: `${id}-fault` });
  const hint = field.help ? make("p", { class: "hint", id: `${id}-hint` }, field.help) : "";
  control.id = id;
  control.setAttribute("aria-describedby", [hint && `${id}-hint`, `${id}-fault`].filter(Boolean).join(" "));
  const label = make("label", { for: id }, field.label, whether(field));
  return { field, control, fault, element: make("div", { class: "field" }, label, hint, fault, control, more) };
}

function whether(field) {
  return make("span", { class: "whether", "data-required": field.required ? "yes" : "no" }, say(field.required ? "required" : "optional"));
}

function line(field) {
  const control = make("input", { type: "text", autocomplete: "off" });
  control.value = field.initial;
  return { ...framed(field, control), read: () => control.value };
}

function lines(field) {
  const control = make("textarea", { rows: 4, autocomplete: "off" });
  control.value = field.initial;
  return { ...framed(field, control), read: () => control.value };
}

function tick(field) {
  const id = `deed-${field.name}`;
  const control = make("input", { type: "checkbox", id });
  const element = make("div", { class: "field" }, make("div", { class: "tick" }, control, make("label", { for: id }, field.label)));
  return { field, control, element, fault: make("p"), read: () => (control.checked ? "on" : "") };
}

// A choice of few is shown whole; of many it opens.
function choice(field) {
  const real = field.choices.filter(([value]) => value);
  if (real.length > 6 || !field.required) return select(field);
  const name = `deed-${field.name}`;
  const radios = real.map(([value, label]) => {
    const control = make("input", { type: "radio", name, value });
    control.checked = value === field.initial || real.length === 1;
    return { control, element: make("div", {}, make("label", {}, control, label)) };
  });
  const fault = make("p", { class: "fault" });
  const legend = make("legend", {}, field.label, whether(field));
  const frame = make("fieldset", {}, legend, fault, make("div", {}, radios.map((each) => each.element)));
  const read = () => radios.find((each) => each.control.checked)?.control.value ?? "";
  return { field, fault, read, control: radios[0]?.control ?? frame, element: make("div", { class: "field", "data-shape": "choices" }, frame) };
}

function select(field) {
  const options = field.choices.filter(([value]) => value).map(([value, label]) => make("option", { value }, label));
  const control = make("select", {}, make("option", { value: "" }, say("choose")), options);
  control.value = field.initial;
  return { ...framed(field, control), read: () => control.value };
}

function placeCode(field) {
  const control = make("input", { type: "text", autocomplete: "off" });
  const drawn = framed(field, control);
  if ("BarcodeDetector" in window) drawn.element.append(scanner(control, drawn.fault));
  return { ...drawn, read: () => control.value };
}

function scanner(control, fault) {
  const input = make("input", { type: "file", accept: "image/*", capture: "environment", "aria-label": say("scan") });
  input.addEventListener("change", async () => {
    const text = input.files[0] ? await scanned(input.files[0]).catch(() => "") : "";
    fault.textContent = text ? "" : say("scan_none");
    if (text) control.value = text;
    input.value = "";
  });
  return input;
}

function photoField(field, most) {
  const control = make("input", { type: "file", accept: "image/*", multiple: true });
  const previews = make("div", { class: "previews" });
  const drawn = { ...framed(field, control, [previews]), photos: [] };
  control.addEventListener("change", async () => {
    drawn.fault.textContent = "";
    for (const file of control.files) {
      if (drawn.photos.length >= most) drawn.fault.textContent = say("most_photos", { count: most });
      else await smaller(file).then((photo) => keep(drawn, previews, photo), () => { drawn.fault.textContent = say("bad_photo"); });
    }
    control.value = "";
  });
  return drawn;
}

function keep(drawn, previews, photo) {
  drawn.photos.push(photo);
  const image = make("img", { alt: say("photos", { count: drawn.photos.length }) });
  image.src = URL.createObjectURL(photo);
  previews.append(image);
}
