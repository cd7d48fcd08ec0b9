// @ts-check
// The texts of the page's language: text in English -> its translation, one for each plural form. English needs none;
// for another language the server puts its catalogue here (ui/asking/script_words.py).

export const tag = "en";
/** @type {(n: number) => number} */
export const formOf = (n) => Number(n !== 1);
/** @type {Record<string, string[]>} */
export const catalogue = {};
