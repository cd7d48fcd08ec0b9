// @ts-check
// Filling an area of a mask: a byte for each pixel, by rows, 0 to 255 as much as it is marked.

/**
 * Mark the area around a pixel as far as it is not marked yet, and one pixel further, over the soft rim of what was drawn.
 * @param {Uint8Array} marked Is changed.
 * @param {number} width In pixels.
 * @param {number} x
 * @param {number} y
 * @returns {boolean} False where that pixel is marked already: nothing changed.
 */
export const flood = (marked, width, x, y) => {
  const start = Math.floor(y) * width + Math.floor(x);
  if (marked[start] > 127) return false;
  const seen = new Uint8Array(marked.length);
  const waiting = [start];
  seen[start] = 1;
  /** @param {number} at */
  const visit = (at) => {
    if (seen[at] || marked[at] > 127) return;
    seen[at] = 1;
    waiting.push(at);
  };
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) eachBeside(at, width, marked.length, visit);
  /** @param {number} at */
  const mark = (at) => {
    marked[at] = 255;
  };
  for (let at = 0; at < marked.length; at += 1) {
    if (!seen[at]) continue;
    mark(at);
    eachBeside(at, width, marked.length, mark);
  }
  return true;
};

/**
 * @param {number} at
 * @param {number} width
 * @param {number} length
 * @param {(at: number) => void} act
 */
function eachBeside(at, width, length, act) {
  const column = at % width;
  if (column > 0) act(at - 1);
  if (column < width - 1) act(at + 1);
  if (at >= width) act(at - width);
  if (at < length - width) act(at + width);
}
