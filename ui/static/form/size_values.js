// @ts-check
// Sizes as models write them: presets, ratios, and pixels of one's own.
import { same } from "../kit/values.js";

/** @import { FieldSpec, SizePreset } from "../views.d.ts" */
/** @typedef {[number, number]} Pair Width and height, in pixels or as a ratio. */
/** @typedef {FieldSpec & {presets: SizePreset[]}} SizeSpec */

/** @type {Pair[]} */
export const RATIOS = [
  [1, 1],
  [4, 3],
  [3, 2],
  [16, 9],
  [3, 4],
  [2, 3],
  [9, 16],
];
const STEP_PX = 16;

/**
 * @param {unknown} value
 * @returns {Pair | null} The pixels that a value says; null for a preset's name or nothing.
 */
export const parse = (value) => {
  if (value && typeof value === "object") {
    const { width, height } = /** @type {{width: number, height: number}} */ (value);
    return [width, height];
  }
  const match = /^(\d+)x(\d+)$/.exec(typeof value === "string" ? value : "");
  return match ? [Number(match[1]), Number(match[2])] : null;
};

/**
 * Pixels as this model takes them.
 * @param {SizeSpec} spec
 * @param {number | string} width A text where it is no number: whoever checks the field says so.
 * @param {number | string} height
 */
export const write = (spec, width, height) => (spec.custom === "text" ? `${width}x${height}` : { width, height });

/**
 * @param {SizeSpec} spec
 * @param {unknown} value
 */
export const preset = (spec, value) => spec.presets.find((entry) => same(entry.value, value));

/**
 * @param {SizeSpec} spec
 * @param {unknown} value
 */
const readable = (spec, value) =>
  Boolean(preset(spec, value)) ||
  ((spec.custom === "text" ? typeof value === "string" : value !== null && typeof value === "object") &&
    parse(value) !== null);

/**
 * Width and height in a ratio with no more pixels than the square of `side`.
 * @param {number} side
 * @param {Pair} ratio
 * @returns {Pair}
 */
export const sides = (side, [w, h]) => [
  Math.floor((side * Math.sqrt(w / h)) / STEP_PX) * STEP_PX,
  Math.floor((side * Math.sqrt(h / w)) / STEP_PX) * STEP_PX,
];

/**
 * Width and height that a value stands for: pixels or just a shape.
 * @param {SizeSpec} spec
 * @param {unknown} value
 * @returns {Pair | null}
 */
export const extent = (spec, value) => {
  const entry = preset(spec, value);
  return entry ? [entry.width, entry.height] : parse(value);
};

/**
 * A preset's size in another ratio.
 * @param {SizeSpec} spec
 * @param {SizePreset} entry
 * @param {Pair} ratio
 */
export const atLarge = (spec, entry, ratio) =>
  ratio[0] === ratio[1] ? entry.value : write(spec, ...sides(entry.width, ratio));

/**
 * Find the preset and the ratio that make up a pixel size.
 * @param {SizeSpec} spec
 * @param {unknown} value
 * @returns {{entry: SizePreset, ratio: Pair} | null} null when it is a size of one's own.
 */
export const taken = (spec, value) => {
  for (const entry of spec.presets) {
    for (const ratio of RATIOS) {
      if (same(atLarge(spec, entry, ratio), value)) return { entry, ratio };
    }
  }
  return null;
};

/**
 * @template {{shape: Pair}} Option
 * @param {Option[]} options At least one.
 * @param {Pair} wanted
 */
const closest = (options, wanted) => {
  /** @param {Option} option */
  const far = ({ shape: [w, h] }) => Math.abs(Math.log(w / h) - Math.log(wanted[0] / wanted[1]));
  return options.reduce((best, option) => (far(option) < far(best) ? option : best));
};

/**
 * Another model writes sizes another way: the shape that was chosen, as near as the model has it.
 * @param {unknown} value
 * @param {SizeSpec} spec
 * @param {SizeSpec | null} before What the size was chosen for.
 */
export const fittedSize = (value, spec, before) => {
  if (readable(spec, value)) {
    return spec.preset_pixels && parse(value) === null && !preset(spec, value) ? spec.start : value;
  }
  const wanted = before && value !== null ? extent(before, value) : null;
  if (!wanted) return spec.start;
  if (!spec.preset_pixels) {
    const options = spec.presets.map((entry) => ({ entry, shape: /** @type {Pair} */ ([entry.width, entry.height]) }));
    return closest(options, wanted).entry.value;
  }
  const { shape } = closest(
    RATIOS.map((ratio) => ({ shape: ratio })),
    wanted,
  );
  return atLarge(spec, preset(spec, spec.start) ?? spec.presets[0], shape);
};
