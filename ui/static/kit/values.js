// @ts-check
// JSON values: the same or not, and copies.

/**
 * @param {unknown} a
 * @param {unknown} b
 */
export const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
/**
 * @template Value
 * @param {Value} value
 * @returns {Value} null for undefined.
 */
export const copy = (value) => (value === undefined ? /** @type {any} */ (null) : JSON.parse(JSON.stringify(value)));
