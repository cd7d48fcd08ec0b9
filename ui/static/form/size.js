// @ts-check
// The size control: shapes to choose from, how large (where the model says so in pixels), and a custom size.

import { button, el } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { define } from "./field.js";
import { numberBox, numberIn } from "./number_box.js";
import { segments, shapeBox } from "./segments.js";
import { atLarge, extent, fittedSize, parse, preset, RATIOS, sides, taken, write } from "./size_values.js";

/** @import { SizePreset } from "../views.d.ts" */
/** @import { Control } from "./field.js" */
/** @import { Segments } from "./segments.js" */
/** @import { Pair, SizeSpec } from "./size_values.js" */
/**
 * What a size has on the page.
 * @typedef {object} Parts
 * @property {Segments} large
 * @property {Segments} shapes
 * @property {HTMLInputElement} width
 * @property {HTMLInputElement} height
 * @property {HTMLElement} box
 * @property {boolean} [own] A size of one's own is shown.
 */
/** @typedef {Control<unknown, "presets", Parts>} Size */

define("size", {
  /**
   * @param {Size} f
   */
  build(f) {
    f.large = segments(f, "e-row", (value) => this.pickLarge(f, value));
    f.shapes = segments(f, "e-shapes", (value) => this.pickShape(f, value));
    f.names(f.shapes, true);
    f.large.setAttribute("aria-label", t("Resolution"));
    f.width = this.side(f, t("Width in pixels"));
    f.height = this.side(f, t("Height in pixels"));
    f.box = el("div.e-joined.e-custom");
    const swap = button(
      t("Swap"),
      () => {
        [f.width.value, f.height.value] = [f.height.value, f.width.value];
        this.typed(f);
      },
      ".e-plain",
      t("Swap width and height"),
    );
    f.box.append(f.width, el("span.e-times", null, "×"), f.height, el("span.e-unit", null, "px"), swap);
    f.body.append(f.large, f.shapes, f.box);
  },

  /**
   * @param {Size} f
   * @param {string} label
   */
  side(f, label) {
    const input = numberBox(() => this.typed(f));
    input.setAttribute("aria-label", label);
    return input;
  },

  /**
   * @param {Size} f
   */
  typed(f) {
    f.set(write(f.spec, numberIn(f.width.value) ?? 0, numberIn(f.height.value) ?? 0), false);
    this.tell(f);
  },

  /**
   * @param {Size} f
   * @param {unknown} value
   */
  pickLarge(f, value) {
    const ratio = taken(f.spec, f.value)?.ratio ?? [1, 1];
    f.own = false;
    f.set(atLarge(f.spec, /** @type {SizePreset} */ (preset(f.spec, value)), ratio));
  },

  /**
   * @param {Size} f
   * @param {any} picked A ratio, a preset's value, or "own".
   */
  pickShape(f, picked) {
    if (picked === "own") {
      const [w, h] = extent(f.spec, f.value) ?? [1, 1];
      const [width, height] = Math.max(w, h) < 64 ? sides(1024, [w, h]) : [w, h];
      f.own = true;
      f.set(write(f.spec, width, height));
      f.width.focus();
      return;
    }
    f.own = false;
    if (!f.spec.preset_pixels) {
      f.set(picked);
      return;
    }
    const large = taken(f.spec, f.value)?.entry ?? preset(f.spec, f.spec.start) ?? f.spec.presets[0];
    f.set(atLarge(f.spec, large, picked));
  },

  /**
   * @param {unknown} value
   * @param {SizeSpec} spec
   * @param {SizeSpec | null} before
   */
  fit(value, spec, before) {
    return fittedSize(value, spec, before);
  },

  /**
   * @param {Size} f
   */
  options(f) {
    const own = { value: "own", label: t("Custom"), draw: () => el("span.e-shape.e-shape-own") };
    const shapes = f.spec.preset_pixels
      ? RATIOS.map((ratio) => ({ value: ratio, label: ratio.join(":"), draw: () => shapeBox(...ratio) }))
      : f.spec.presets.map((entry) => ({
          value: entry.value,
          label: entry.label,
          draw: () => shapeBox(entry.width, entry.height),
        }));
    return [...shapes, own];
  },

  /**
   * @param {Size} f
   */
  draw(f) {
    const found = f.spec.preset_pixels ? taken(f.spec, f.value) : null;
    const known = f.spec.preset_pixels ? found : preset(f.spec, f.value);
    if (f.value !== null && !known) f.own = true;
    if (known && f.own && parse(f.value) === null) f.own = false;
    f.large.hidden = !f.spec.preset_pixels;
    if (f.spec.preset_pixels) {
      f.large.fill(
        f.spec.presets.map((entry) => ({
          value: entry.value,
          label: String(entry.value),
          note: entry.label,
        })),
        f.own ? null : (found?.entry.value ?? null),
      );
    }
    f.shapes.fill(this.options(f), f.own ? "own" : f.spec.preset_pixels ? (found?.ratio ?? null) : f.value);
    f.box.hidden = !f.own;
    const pixels = parse(f.value);
    if (f.own && pixels) {
      if (f.width.value !== String(pixels[0])) f.width.value = String(pixels[0]);
      if (f.height.value !== String(pixels[1])) f.height.value = String(pixels[1]);
    }
    this.tell(f);
  },

  /**
   * @param {Size} f
   */
  tell(f) {
    const pixels = f.spec.preset_pixels ? extent(f.spec, f.value) : null;
    f.aside.textContent = pixels && !f.own ? `${pixels[0]} × ${pixels[1]}` : "";
  },
});
