// Text controls: prompt, negative prompt, lists of words, the seed.
import { button, el } from "../kit/dom.js";
import { same } from "../kit/values.js";
import { define } from "./field.js";
import { numberIn } from "./number_box.js";
import { promptTools } from "./prompt_tools.js";

const grow = (area) => {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
};

define("text", {
  build(f) {
    f.area = el("textarea.e-input.e-area");
    f.area.rows = f.props.lines || 2;
    f.area.spellcheck = true;
    f.names(f.area);
    f.area.addEventListener("input", () => {
      f.set(f.area.value, false);
      grow(f.area);
      this.count(f);
    });
    f.body.append(f.area);
    if (f.role === "prompt") promptTools(f);
  },
  // Put text in place of a part (by default of what is selected) as if it were typed: the text box's own undo takes
  // it back. Where the box cannot have the focus, below an open sheet, it is set without.
  insert(f, text, start = f.area.selectionStart, end = f.area.selectionEnd) {
    const { area } = f;
    const wanted = area.value.slice(0, start) + text + area.value.slice(end);
    if (wanted === area.value) return;
    area.focus({ preventScroll: true });
    area.setSelectionRange(start, end);
    if (text) document.execCommand("insertText", false, text);
    else document.execCommand("delete");
    if (area.value === wanted) return;
    area.value = wanted;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  },
  // Change the whole text, touching no more of it than differs, and leave the focus where it is.
  replace(f, text) {
    const old = f.area.value;
    let start = 0;
    while (start < old.length && start < text.length && old[start] === text[start]) start += 1;
    let end = 0;
    while (end < old.length - start && end < text.length - start && old.at(-1 - end) === text.at(-1 - end)) end += 1;
    const focused = document.activeElement;
    this.insert(f, text.slice(start, text.length - end), start, old.length - end);
    if (focused !== f.area) focused?.focus?.({ preventScroll: true });
  },
  count(f) {
    const limit = f.spec.max_length;
    const length = [...f.area.value].length; // characters as people count them, like the server
    f.aside.textContent = limit && length ? `${length.toLocaleString("en")} / ${limit.toLocaleString("en")}` : "";
    f.aside.classList.toggle("e-over", Boolean(limit && length > limit));
  },
  draw(f) {
    const text = f.value ?? "";
    if (f.area.value !== text) f.area.value = text;
    f.area.placeholder = f.spec.placeholder || "";
    grow(f.area);
    this.count(f);
  },
});

// Words separated by commas or lines; the value is a list.
define("words", {
  build(f) {
    f.input = el("input.e-input");
    f.input.type = "text";
    f.names(f.input);
    f.input.addEventListener("input", () => f.set(this.parse(f.input.value), false));
    f.body.append(f.input);
  },
  parse(text) {
    const words = text.split(/[\s,;]+/).filter(Boolean);
    return words.length ? words : null;
  },
  draw(f) {
    if (!same(this.parse(f.input.value), f.value)) f.input.value = (f.value ?? []).join(", ");
    f.input.placeholder = f.spec.placeholder || "";
  },
});

// A whole number or nothing; nothing lets the vendor choose.
define("seed", {
  build(f) {
    const row = el("div.e-joined");
    f.input = el("input.e-input");
    f.input.type = "text";
    f.input.inputMode = "numeric";
    f.names(f.input);
    f.input.addEventListener("input", () => {
      f.set(numberIn(f.input.value), false);
      this.clearable(f);
    });
    const roll = () => {
      const span = f.spec.max - f.spec.min + 1;
      f.set(f.spec.min + Math.floor(Math.random() * span));
    };
    f.clear = button(
      "Clear",
      () => {
        f.set(null);
        f.input.focus();
      },
      ".e-plain",
      "Clear the seed",
    );
    row.append(f.input, button("Roll", roll, ".e-plain", "Pick a random seed and keep it"), f.clear);
    f.body.append(row);
  },
  clearable(f) {
    f.clear.hidden = f.value === null;
  },
  draw(f) {
    const text = f.value === null ? "" : String(f.value);
    if (f.input.value.trim() !== text) f.input.value = text;
    f.input.placeholder = "Random each time";
    this.clearable(f);
  },
});
