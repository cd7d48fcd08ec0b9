// @ts-check
// Text controls: prompt, negative prompt, lists of words, the seed.

import { button, el } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { same } from "../kit/values.js";
import { define } from "./field.js";
import { numberIn } from "./number_box.js";
import { promptTools } from "./prompt_tools.js";

/** @import { FieldSpec } from "../views.d.ts" */
/** @import { Control } from "./field.js" */
/** @import { TextField } from "./text_edits.js" */
/** @typedef {Control<string[] | null, never, {input: HTMLInputElement}>} Words */
/** @typedef {Control<number | string | null, "min" | "max", {input: HTMLInputElement, clear: HTMLButtonElement, vendors: HTMLButtonElement}>} Seed */
const VENDORS_SEED = "vendor";

/** @param {HTMLTextAreaElement} area */
const grow = (area) => {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
};

define("text", {
  /**
   * @param {TextField} f
   */
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
  /**
   * @param {TextField} f
   */
  count(f) {
    const limit = f.spec.max_length;
    const length = [...f.area.value].length; // characters as people count them, like the server
    f.aside.textContent = limit && length ? `${length.toLocaleString("en")} / ${limit.toLocaleString("en")}` : "";
    f.aside.classList.toggle("e-over", Boolean(limit && length > limit));
  },
  /**
   * @param {TextField} f
   */
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
  /**
   * @param {Words} f
   */
  build(f) {
    f.input = el("input.e-input");
    f.input.type = "text";
    f.names(f.input);
    f.input.addEventListener("input", () => f.set(this.parse(f.input.value), false));
    f.body.append(f.input);
  },
  /**
   * @param {string} text
   */
  parse(text) {
    const words = text.split(/[\s,;]+/).filter(Boolean);
    return words.length ? words : null;
  },
  /**
   * @param {Words} f
   */
  draw(f) {
    if (!same(this.parse(f.input.value), f.value)) f.input.value = (f.value ?? []).join(", ");
    f.input.placeholder = f.spec.placeholder || "";
  },
});

// A whole number, nothing (Easel chooses one and shows it with the result), or the word that leaves it to the vendor.
define("seed", {
  /**
   * @param {Seed} f
   */
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
      t("Clear"),
      () => {
        f.set(null);
        f.input.focus();
      },
      ".e-plain",
      t("Clear the seed"),
    );
    f.vendors = button(
      t("Vendor’s"),
      () => f.set(f.value === VENDORS_SEED ? null : VENDORS_SEED),
      ".e-plain",
      t("Let the vendor choose the seed"),
    );
    row.append(f.input, button(t("Roll"), roll, ".e-plain", t("Pick a random seed and keep it")), f.vendors, f.clear);
    f.body.append(row);
  },
  /**
   * @param {Seed} f
   */
  clearable(f) {
    f.clear.hidden = f.value === null || f.value === VENDORS_SEED;
    f.vendors.setAttribute("aria-pressed", String(f.value === VENDORS_SEED));
  },
  /**
   * @param {Seed} f
   */
  draw(f) {
    const vendors = f.value === VENDORS_SEED;
    const text = f.value === null || vendors ? "" : String(f.value);
    if (f.input.value.trim() !== text) f.input.value = text;
    f.input.placeholder = vendors ? t("The vendor chooses") : t("A new one each time");
    this.clearable(f);
  },
});
