// @ts-check
// Controls of what makes materials on this machine: choices and sliders.
import { el, setText } from "../kit/dom.js";

/** @import { With } from "../kit/dom.js" */
/** @typedef {With<{set: (value: string | number) => void}>} Choice set: presses one without a call of `choose`. */
/** @typedef {With<{set: (value: number) => void}>} Slider set: moves it without a call of `changed`. */

/**
 * @param {string} label
 * @param {Record<string, string>} choices Value -> title.
 * @param {string | number} at
 * @param {(value: string) => void} choose Called for the one that is pressed.
 * @returns {Choice}
 */
export const choice = (label, choices, at, choose) => {
  const buttons = Object.entries(choices).map(([value, title]) =>
    el(
      "button.e-tab",
      {
        type: "button",
        dataset: { value },
        onclick: () => {
          press(value);
          choose(value);
        },
      },
      title,
    ),
  );
  const press = (/** @type {string | number} */ value) => {
    for (const one of buttons) one.setAttribute("aria-pressed", String(one.dataset.value === String(value)));
  };
  press(at);
  return Object.assign(el("div.e-tabs", { role: "group", "aria-label": label }, buttons), { set: press });
};

/**
 * @param {string} label
 * @param {{min: number, max: number, step: number, at: number}} range
 * @param {(value: number) => string} words What stands beside it and is read out.
 * @param {(value: number) => void} changed
 * @returns {Slider}
 */
export const slider = (label, { min, max, step, at }, words, changed) => {
  const value = el("output");
  const input = el("input.e-slider", {
    type: "range",
    min,
    max,
    step,
    value: at,
    "aria-label": label,
    oninput: () => {
      draw();
      changed(Number(input.value));
    },
  });
  const draw = () => {
    const now = Number(input.value);
    input.style.setProperty("--at", `${(100 * (now - min)) / (max - min)}%`);
    setText(value, words(now));
    input.setAttribute("aria-valuetext", words(now));
  };
  draw();
  return Object.assign(el("label.e-change-slider", null, el("span", null, label), value, input), {
    set: (/** @type {number} */ to) => {
      input.value = String(to);
      draw();
    },
  });
};

/**
 * Doubling feels even: sliders of factors move by powers of two.
 * @param {number} power
 */
export const timesWords = (power) => `${Number((2 ** power).toPrecision(2))}×`;

/** @param {number} value */
export const percentWords = (value) => `${value} %`;

export const anySeed = () => Math.floor(Math.random() * 2147483647);
