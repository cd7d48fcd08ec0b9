// @ts-check
// The part of a picture that is kept: [left, top, right, bottom] in fractions of its width and height.

/** @typedef {[number, number, number, number]} Box */
/** @typedef {"nw" | "ne" | "sw" | "se"} Corner */

const LEAST = 0.02;

/**
 * @param {number} value
 * @param {number} least
 * @param {number} most
 */
const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

/**
 * The same part after a quarter turn to the right.
 * @param {Box} box
 * @returns {Box}
 */
export const turnedOnce = ([left, top, right, bottom]) => [1 - bottom, left, 1 - top, right];

/**
 * The largest part of a shape around the middle of the present one.
 * @param {Box} box
 * @param {number} ratio Width to height, in fractions of the picture.
 * @returns {Box}
 */
export const filled = ([left, top, right, bottom], ratio) => {
  const width = Math.min(1, ratio);
  const height = width / ratio;
  const x = clamp((left + right - width) / 2, 0, 1 - width);
  const y = clamp((top + bottom - height) / 2, 0, 1 - height);
  return [x, y, x + width, y + height];
};

/**
 * @param {Box} box
 * @param {number} dx
 * @param {number} dy
 * @returns {Box} As large as before, within the picture.
 */
export const moved = ([left, top, right, bottom], dx, dy) => {
  const x = clamp(left + dx, 0, 1 - (right - left));
  const y = clamp(top + dy, 0, 1 - (bottom - top));
  return [x, y, x + right - left, y + bottom - top];
};

/**
 * Pull one corner; the one across from it stays.
 * @param {Box} box
 * @param {Corner} corner
 * @param {number} dx
 * @param {number} dy
 * @param {number} ratio Width to height that is kept, in fractions of the picture; 0 for any.
 * @returns {Box}
 */
export const pulled = ([left, top, right, bottom], corner, dx, dy, ratio) => {
  const west = corner.includes("w");
  const north = corner.includes("n");
  if (west) left = clamp(left + dx, 0, right - LEAST);
  else right = clamp(right + dx, left + LEAST, 1);
  if (north) top = clamp(top + dy, 0, bottom - LEAST);
  else bottom = clamp(bottom + dy, top + LEAST, 1);
  if (ratio) {
    const height = Math.min((right - left) / ratio, north ? bottom : 1 - top);
    const width = height * ratio;
    if (west) left = right - width;
    else right = left + width;
    if (north) top = bottom - height;
    else bottom = top + height;
  }
  return [left, top, right, bottom];
};
