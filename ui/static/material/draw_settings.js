// @ts-check
// What a material is drawn with, and where the sliders stand for it.
import { t } from "../kit/language.js";

/**
 * Null leaves a setting to the words.
 * @typedef {object} Drawing
 * @property {string} words
 * @property {number} seed
 * @property {number} size_px
 * @property {number | null} wear 0 to 1.
 * @property {string | null} colour "#8a6f5a"
 * @property {number} relief A factor.
 * @property {number} roughness_shift -0.5 to 0.5.
 */

/** @returns {Drawing} */
export const firstDrawing = () => ({
  words: "",
  seed: 0,
  size_px: 1024,
  wear: null,
  colour: null,
  relief: 1,
  roughness_shift: 0,
});

/**
 * The settings that a drawn material was made with.
 * @param {Record<string, any>} made
 * @returns {Drawing}
 */
export const drawingOf = (made) => {
  const first = firstDrawing();
  const names = /** @type {(keyof Drawing)[]} */ (Object.keys(first));
  return Object.assign(first, Object.fromEntries(names.map((name) => [name, made[name] ?? first[name]])));
};

/**
 * What is asked for: what is left to the words is not named.
 * @param {Drawing} drawing
 */
export const drawingWish = (drawing) =>
  Object.fromEntries(Object.entries(drawing).filter(([, value]) => value !== null));

export const AS_WORDED = t("As worded");

// On the slider of wear one step below new stands for what the words say.
export const WEAR = { min: -5, max: 100, step: 5, at: -5 };
/** @param {number} at */
export const wearAt = (at) => (at < 0 ? null : at / 100);
/** @param {number | null} wear */
export const placeOfWear = (wear) => (wear === null ? WEAR.min : 100 * wear);
/** @param {number} at */
export const wearWords = (at) => (at < 0 ? AS_WORDED : `${at} %`);
/** @param {number} at */
export const shiftWords = (at) => (at ? `${at > 0 ? "+" : "−"}${Math.abs(at)} %` : AS_WORDED);
