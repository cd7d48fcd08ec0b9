// @ts-check
// What "Take away" writes: for which programs, how exactly, how large. What was chosen is remembered in this browser.

import { el } from "../../kit/dom.js";
import { t } from "../../kit/language.js";

/** @import { ExportChoices, JobView } from "../../views.d.ts" */
/**
 * @typedef {object} Taken
 * @property {string[]} targets
 * @property {number} bits
 * @property {number | null} longest_px
 * @property {"half" | "float" | null} height_exr
 */
/** @typedef {(change: Partial<Taken>) => void} Choose */

const KEPT = "easel.take-away";
/** @type {Taken} */
const USUAL = { targets: ["maps", "gltf"], bits: 8, longest_px: null, height_exr: null };

/**
 * What was kept in a browser: JSON, or anything else.
 * @param {string | null} text
 * @returns {Taken}
 */
export const takenFrom = (text) => {
  let kept = null;
  try {
    kept = JSON.parse(text ?? "null");
  } catch {
    /* not by us */
  }
  return { ...USUAL, ...(Array.isArray(kept?.targets) ? kept : null) };
};

export const rememberedTaken = () => {
  try {
    return takenFrom(localStorage.getItem(KEPT));
  } catch {
    return takenFrom(null); // a browser that keeps nothing
  }
};

/** @param {Taken} taken */
export const rememberTaken = (taken) => {
  try {
    localStorage.setItem(KEPT, JSON.stringify(taken));
  } catch {
    /* a browser that keeps nothing */
  }
};

/**
 * What is asked for: what is left open is not named.
 * @param {Taken} taken
 */
export const exportWish = (taken) => Object.fromEntries(Object.entries(taken).filter(([, value]) => value !== null));

/**
 * The targets with one more or less, in the order in which they are offered.
 * @param {string[]} offered
 * @param {string[]} chosen
 * @param {string} name
 * @param {boolean} on
 */
export const toggled = (offered, chosen, name, on) =>
  offered.filter((one) => (one === name ? on : chosen.includes(one)));

/**
 * @param {string} own Begins the ids; the library has a desk of its own.
 * @param {ExportChoices} choices
 * @param {() => Taken} taken
 * @param {Choose} choose
 */
export const targetChoice = (own, choices, taken, choose) => {
  const offered = choices.targets.map((one) => one.name);
  const labels = choices.targets.map(({ name, title, help }) => {
    const id = `${own}-${name}`;
    const box = el("input", {
      type: "checkbox",
      value: name,
      checked: taken().targets.includes(name),
      "aria-labelledby": `${id}-title`,
      "aria-describedby": `${id}-help`,
      onchange: () => choose({ targets: toggled(offered, taken().targets, name, box.checked) }),
    });
    const words = [el("span", { id: `${id}-title` }, title), el("small", { id: `${id}-help` }, help)];
    return el("label.e-take", null, box, words);
  });
  return el("fieldset.e-takes", null, el("legend", null, t("Where it goes")), labels);
};

/**
 * @param {ExportChoices} choices
 * @param {JobView} job
 * @param {Taken} taken
 * @param {Choose} choose
 */
export const takeOptions = (choices, job, taken, choose) => {
  const largest = Math.max(0, ...job.outputs.map((asset) => Math.max(asset.width ?? 0, asset.height ?? 0)));
  const smaller = choices.sizes_px.filter((size) => size < largest);
  /** @type {[number | null, string][]} */
  const sizes = [
    [null, largest ? t("As it is, {largest} px", { largest }) : t("As it is")],
    ...smaller.map((size) => /** @type {[number, string]} */ ([size, t("At most {size} px", { size })])),
  ];
  /** @type {[number, string][]} */
  const bits = [
    [8, t("8 bit")],
    [16, t("16 bit, where there is more to give")],
  ];
  /** @type {[Taken["height_exr"], string][]} */
  const heights = [
    [null, t("No")],
    ["half", t("16 bit, in metres")],
    ["float", t("32 bit, in metres")],
  ];
  return el(
    "div.e-take-options",
    null,
    pick(t("Precision"), bits, taken.bits, (value) => choose({ bits: value })),
    pick(t("Size"), sizes, taken.longest_px, (value) => choose({ longest_px: value })),
    pick(t("Height as EXR"), heights, taken.height_exr, (value) => choose({ height_exr: value })),
  );
};

/**
 * @template Value
 * @param {string} label
 * @param {[Value, string][]} values
 * @param {Value} chosen
 * @param {(value: Value) => void} choose
 */
function pick(label, values, chosen, choose) {
  const at = Math.max(
    0,
    values.findIndex(([value]) => value === chosen),
  );
  const options = values.map(([, title], place) => el("option", { selected: place === at }, title));
  const select = el("select.e-take-pick", { onchange: () => choose(values[select.selectedIndex][0]) }, options);
  return el("label", null, el("span", null, label), select);
}
