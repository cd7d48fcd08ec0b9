// @ts-check
// Changing what is written in a text box as if it were typed: the box's own undo takes it back.

/** @import { Control } from "./field.js" */
/** @import { Panel } from "./panel.js" */
/** @typedef {Control<string | null, never, {area: HTMLTextAreaElement}>} TextField */

/**
 * @param {Panel} panel
 * @returns {TextField | null} The control of its prompt, where its model has one.
 */
export const promptOf = (panel) => {
  const field = panel.fields.get("prompt");
  return field?.spec ? /** @type {TextField} */ (field) : null;
};

/**
 * Put text in place of a part, by default of what is selected. Where the box cannot have the focus, below an open sheet,
 * it is set without.
 * @param {TextField} f
 * @param {string} text
 * @param {number} [start]
 * @param {number} [end]
 */
export const insertText = ({ area }, text, start = area.selectionStart, end = area.selectionEnd) => {
  const wanted = area.value.slice(0, start) + text + area.value.slice(end);
  if (wanted === area.value) return;
  area.focus({ preventScroll: true });
  area.setSelectionRange(start, end);
  if (text) document.execCommand("insertText", false, text);
  else document.execCommand("delete");
  if (area.value === wanted) return;
  area.value = wanted;
  area.dispatchEvent(new Event("input", { bubbles: true }));
};

/**
 * Change the whole text, touching no more of it than differs, and leave the focus where it is.
 * @param {TextField} f
 * @param {string} text
 */
export const replaceText = (f, text) => {
  const { start, end } = differing(f.area.value, text);
  const focused = document.activeElement;
  insertText(f, text.slice(start, text.length - end), start, f.area.value.length - end);
  if (focused !== f.area && focused instanceof HTMLElement) focused.focus({ preventScroll: true });
};

/**
 * @param {string} old
 * @param {string} text
 * @returns {{start: number, end: number}} How many characters both begin with, and how many they end with.
 */
export const differing = (old, text) => {
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start < shorter && old[start] === text[start]) start += 1;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === text.at(-1 - end)) end += 1;
  return { start, end };
};
