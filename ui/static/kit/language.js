// @ts-check
// Texts in the language of the page.
import { catalogue, formOf, tag } from "./catalogue.js";

/** @typedef {Record<string, string | number | null | undefined>} Facts */

export const language = tag;

/**
 * @param {string} text
 * @param {Facts} [facts]
 */
const filled = (text, facts) =>
  facts ? text.replace(/\{(\w+)\}/g, (braces, name) => String(facts[name] ?? braces)) : text;

/**
 * t("No {what} here.", {what}): the text in the page's language, with the facts in its braces.
 * @param {string} text
 * @param {Facts} [facts]
 */
export const t = (text, facts) => filled(catalogue[text]?.[0] ?? text, facts);

/**
 * tn(3, "{n} file", "{n} files"): of two texts the one that fits a number, which is the fact `n` as well.
 * @param {number} n
 * @param {string} one
 * @param {string} many
 * @param {Facts} [facts]
 */
export const tn = (n, one, many, facts) =>
  filled(catalogue[one]?.[formOf(n)] ?? (n === 1 ? one : many), { n, ...facts });
