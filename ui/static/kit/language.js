// Texts in the language of the page.
import { catalogue, formOf, tag } from "./catalogue.js";

export const language = tag;

const filled = (text, facts) => (facts ? text.replace(/\{(\w+)\}/g, (braces, name) => facts[name] ?? braces) : text);

// t("No {what} here.", {what}): the text in the page's language, with the facts in its braces.
export const t = (text, facts) => filled(catalogue[text]?.[0] ?? text, facts);

// tn(3, "{n} file", "{n} files"): of two texts the one that fits a number, which is the fact `n` as well.
export const tn = (n, one, many, facts) =>
  filled(catalogue[one]?.[formOf(n)] ?? (n === 1 ? one : many), { n, ...facts });
