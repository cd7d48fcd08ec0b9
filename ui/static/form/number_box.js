// @ts-check
// Numbers as people type them.
import { el } from "../kit/dom.js";

/**
 * What a typed number says, with a decimal point or comma: null for nothing, and the text where it is no clear number,
 * as "1,000" is not. Whoever checks the field then says so.
 * @param {string} typed
 */
export const numberIn = (typed) => {
  const text = typed.normalize("NFKC").replace(/\s/g, "");
  if (!text) return null;
  const clear = /^[+-]?(\d+[.,]?\d*|[.,]\d+)$/.test(text) && !/^[+-]?[1-9]\d{0,2},\d{3}$/.test(text);
  const value = clear ? Number(text.replace(",", ".")) : NaN;
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : typed.trim();
};
/**
 * A box for a number. Browsers' own number boxes drop the comma of "1,5" or refuse it, depending on their language.
 * @param {() => void} changed
 */
export const numberBox = (changed) => {
  const box = el("input.e-input.e-number");
  box.type = "text";
  box.inputMode = "decimal";
  box.autocomplete = "off";
  box.addEventListener("input", changed);
  box.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    const value = numberIn(box.value);
    if (!step || typeof value !== "number") return;
    event.preventDefault();
    box.value = String(value + step);
    changed();
  });
  return box;
};
