// @ts-check
// Places for the pictures of a wall in rows of about one height.

/** @typedef {{width?: number | null, height?: number | null}} Shaped Pixels, where they are known. */
/**
 * A row: items from `first` on, before `after`, each at its left edge and as wide as it is. All are pixels.
 * @typedef {{top: number, height: number, first: number, after: number, lefts: number[], widths: number[]}} Row
 */

/** @param {Shaped} item */
const shape = ({ width, height }) => (width && height ? Math.min(3.2, Math.max(0.4, width / height)) : 1);

/**
 * Full rows end at the wall's edge; the last one may be short.
 * @param {readonly Shaped[]} items
 * @param {number} width Of the wall, in pixels.
 * @param {number} gap
 * @param {number} row_px The height that no row exceeds.
 */
export const wallRows = (items, width, gap, row_px) => {
  /** @type {Row[]} */
  const rows = [];
  let top = 0,
    first = 0,
    shapes = 0;
  /**
   * @param {number} after
   * @param {number} height
   */
  const close = (after, height) => {
    /** @type {number[]} */
    const lefts = [];
    /** @type {number[]} */
    const widths = [];
    let left = 0;
    for (let place = first; place < after; place++) {
      const wide = shape(items[place]) * height;
      lefts.push(left);
      widths.push(wide);
      left += wide + gap;
    }
    rows.push({ top, height, first, after, lefts, widths });
    top += height + gap;
    first = after;
    shapes = 0;
  };
  items.forEach((item, place) => {
    shapes += shape(item);
    const height = (width - gap * (place - first)) / shapes;
    if (height <= row_px) close(place + 1, height);
  });
  if (first < items.length) close(items.length, Math.min(row_px, (width - gap * (items.length - first - 1)) / shapes));
  return rows;
};

/**
 * @param {readonly Row[]} rows
 * @param {number} y
 * @returns {number} The first row that ends below a height of the wall.
 */
export const rowAt = (rows, y) => {
  let low = 0,
    high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle].top + rows[middle].height < y) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * @param {readonly Row[]} rows
 * @param {number} place Of an item.
 * @param {number} by Rows down, or up.
 * @returns {number} The place of the item there that stands nearest below its middle; the same where there is no row.
 */
export const besideRow = (rows, place, by) => {
  const at = rows.findIndex((row) => place < row.after),
    next = rows[at + by];
  if (!next) return place;
  const middle = rows[at].lefts[place - rows[at].first] + rows[at].widths[place - rows[at].first] / 2;
  let best = next.first;
  for (let other = next.first; other < next.after; other++) {
    if (next.lefts[other - next.first] <= middle) best = other;
  }
  return best;
};
