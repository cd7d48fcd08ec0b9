// @ts-check
// "image 2" in the prompt goes on meaning the same picture when the order of a tray changes.
import { t } from "../../kit/language.js";
import { promptOf, replaceText } from "../text_edits.js";

/** @type {Record<string, string>} */
const WORDS = { image: "image|图片|图像|图", video: "video|视频" };

/**
 * @param {string} text
 * @param {string} kind "image" or "video".
 * @param {number[]} order For each place now, which place it was before.
 * @param {number} before How many there were.
 * @returns {{text: string, moved: [string, string][]}} The new text, and what was said to change.
 */
export const renumbered = (text, kind, order, before) => {
  const now = new Map(order.map((old, place) => [old, place]));
  // Words that only end like one of ours (地图2, a map) are left alone, and so are numbers like 2.5.
  const mention = new RegExp(
    `(?<![A-Za-z0-9_地视截草版])(${WORDS[kind]})([ \\u00a0]?)(\\d{1,2})(?![0-9A-Za-z_]|[.,]\\d)`,
    "gi",
  );
  const moved = new Map();
  const changed = text.replace(mention, (whole, word, gap, digits) => {
    const old = Number(digits) - 1;
    if (old < 0 || old >= before) return whole;
    const place = now.get(old);
    if (place === old) return whole;
    // Removed: its number is somebody else's now, unless nobody came after it.
    if (place === undefined && old >= order.length) return whole;
    const written = `${word}${gap}${place === undefined ? "?" : place + 1}`;
    moved.set(whole, written);
    return written;
  });
  return { text: changed, moved: [...moved] };
};

/** @import { Tray } from "./tray_values.js" */

/**
 * @param {Tray} f
 * @param {number[]} order
 * @param {number} before
 * @returns {string} What people read of it.
 */
export const followInPrompt = (f, order, before) => {
  const prompt = promptOf(f.panel);
  if (!prompt) return "";
  const { text, moved } = renumbered(prompt.area.value, f.spec.kind, order, before);
  if (!moved.length) return "";
  replaceText(prompt, text);
  const gone = moved.filter(([, written]) => written.endsWith("?")).map(([old]) => old);
  const kept = moved
    .filter(([, written]) => !written.endsWith("?"))
    .map(([old, written]) => t("{old} is now {written}", { old, written }));
  return [
    kept.length ? t("The prompt follows: {kept}.", { kept: kept.join(", ") }) : "",
    gone.length ? t("{gone} was removed: the prompt has a “?” there.", { gone: gone.join(", ") }) : "",
  ]
    .filter(Boolean)
    .join(" ");
};
