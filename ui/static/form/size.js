// The size control: shapes to choose from, how large (where the model says so in pixels), and a custom size.
import { button, el } from "../kit/dom.js";
import { same } from "../kit/values.js";
import { define } from "./field.js";
import { numberBox, numberIn } from "./number_box.js";
import { segments, shapeBox } from "./segments.js";

const RATIOS = [
  [1, 1],
  [4, 3],
  [3, 2],
  [16, 9],
  [3, 4],
  [2, 3],
  [9, 16],
];
const STEP_PX = 16;

const parse = (value) => {
  if (value && typeof value === "object") return [value.width, value.height];
  const match = /^(\d+)x(\d+)$/.exec(value ?? "");
  return match ? [Number(match[1]), Number(match[2])] : null;
};
const write = (spec, width, height) => (spec.custom === "text" ? `${width}x${height}` : { width, height });
const preset = (spec, value) => spec.presets.find((entry) => same(entry.value, value));
const readable = (spec, value) =>
  Boolean(preset(spec, value)) ||
  ((spec.custom === "text" ? typeof value === "string" : value !== null && typeof value === "object") &&
    parse(value) !== null);

// Width and height in this ratio with no more pixels than the square of `side`.
const sides = (side, [w, h]) => [
  Math.floor((side * Math.sqrt(w / h)) / STEP_PX) * STEP_PX,
  Math.floor((side * Math.sqrt(h / w)) / STEP_PX) * STEP_PX,
];

// [width, height] the value stands for: pixels or just a shape.
const extent = (spec, value) => {
  const entry = preset(spec, value);
  return entry ? [entry.width, entry.height] : parse(value);
};

const atLarge = (spec, entry, ratio) =>
  ratio[0] === ratio[1] ? entry.value : write(spec, ...sides(entry.width, ratio));

// Find the preset and the ratio that make up a pixel size, or null when it is a size of one's own.
const taken = (spec, value) => {
  for (const entry of spec.presets) {
    for (const ratio of RATIOS) {
      if (same(atLarge(spec, entry, ratio), value)) return { entry, ratio };
    }
  }
  return null;
};

const closest = (options, wanted) =>
  options.reduce((best, option) => {
    const far = ([w, h]) => Math.abs(Math.log(w / h) - Math.log(wanted[0] / wanted[1]));
    return best === null || far(option.shape) < far(best.shape) ? option : best;
  }, null);

define("size", {
  build(f) {
    f.large = segments(f, "e-row", (value) => this.pickLarge(f, value));
    f.shapes = segments(f, "e-shapes", (value) => this.pickShape(f, value));
    f.names(f.shapes, true);
    f.large.setAttribute("aria-label", "Resolution");
    f.width = this.side(f, "Width in pixels");
    f.height = this.side(f, "Height in pixels");
    f.box = el("div.e-joined.e-custom");
    const swap = button(
      "Swap",
      () => {
        [f.width.value, f.height.value] = [f.height.value, f.width.value];
        this.typed(f);
      },
      ".e-plain",
      "Swap width and height",
    );
    f.box.append(f.width, el("span.e-times", null, "×"), f.height, el("span.e-unit", null, "px"), swap);
    f.body.append(f.large, f.shapes, f.box);
  },

  side(f, label) {
    const input = numberBox(() => this.typed(f));
    input.setAttribute("aria-label", label);
    return input;
  },

  typed(f) {
    f.set(write(f.spec, numberIn(f.width.value) ?? 0, numberIn(f.height.value) ?? 0), false);
    this.tell(f);
  },

  pickLarge(f, value) {
    const ratio = taken(f.spec, f.value)?.ratio ?? [1, 1];
    f.own = false;
    f.set(atLarge(f.spec, preset(f.spec, value), ratio));
  },

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

  // Another model writes sizes another way: keep the shape that was chosen, as near as the model has it.
  fit(value, spec, before) {
    if (readable(spec, value)) {
      return spec.preset_pixels && parse(value) === null && !preset(spec, value) ? spec.start : value;
    }
    const wanted = before && value !== null ? extent(before, value) : null;
    if (!wanted) return spec.start;
    if (!spec.preset_pixels) {
      return closest(
        spec.presets.map((entry) => ({ ...entry, shape: [entry.width, entry.height] })),
        wanted,
      ).value;
    }
    const ratio = closest(
      RATIOS.map((shape) => ({ shape })),
      wanted,
    ).shape;
    return atLarge(spec, preset(spec, spec.start) ?? spec.presets[0], ratio);
  },

  options(f) {
    const own = { value: "own", label: "Custom", draw: () => el("span.e-shape.e-shape-own") };
    const shapes = f.spec.preset_pixels
      ? RATIOS.map((ratio) => ({ value: ratio, label: ratio.join(":"), draw: () => shapeBox(...ratio) }))
      : f.spec.presets.map((entry) => ({
          value: entry.value,
          label: entry.label,
          draw: () => shapeBox(entry.width, entry.height),
        }));
    return [...shapes, own];
  },

  draw(f) {
    const known = f.spec.preset_pixels ? taken(f.spec, f.value) : preset(f.spec, f.value);
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
        f.own ? null : (known?.entry.value ?? null),
      );
    }
    f.shapes.fill(this.options(f), f.own ? "own" : f.spec.preset_pixels ? (known?.ratio ?? null) : f.value);
    f.box.hidden = !f.own;
    const pixels = parse(f.value);
    if (f.own && pixels) {
      if (f.width.value !== String(pixels[0])) f.width.value = pixels[0];
      if (f.height.value !== String(pixels[1])) f.height.value = pixels[1];
    }
    this.tell(f);
  },

  tell(f) {
    const pixels = f.spec.preset_pixels ? extent(f.spec, f.value) : null;
    f.aside.textContent = pixels && !f.own ? `${pixels[0]} × ${pixels[1]}` : "";
  },
});
