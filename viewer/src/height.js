// Arithmetic on height fields: {data: Float32Array 0..1, width, height}, first row on top, periodic on both axes.

/** Mean of 2 x 2 neighbours: half the size, rounded down, at least 1. */
export function halve({ data, width, height }) {
  const w = Math.max(1, width >> 1);
  const h = Math.max(1, height >> 1);
  const out = new Float32Array(w * h);
  for (let y = 0; y < h; y++) {
    const a = Math.min(2 * y, height - 1) * width;
    const b = Math.min(2 * y + 1, height - 1) * width;
    for (let x = 0; x < w; x++) {
      const l = Math.min(2 * x, width - 1);
      const r = Math.min(2 * x + 1, width - 1);
      out[y * w + x] = (data[a + l] + data[a + r] + data[b + l] + data[b + r]) / 4;
    }
  }
  return { data: out, width: w, height: h };
}

export function fitWithin(field, sidePx) {
  let fitted = field;
  while (Math.max(fitted.width, fitted.height) > sidePx) fitted = halve(fitted);
  return fitted;
}

/** All smaller sizes down to 1 x 1, the field itself first. */
export function pyramid(field) {
  const levels = [field];
  while (levels.at(-1).width > 1 || levels.at(-1).height > 1) levels.push(halve(levels.at(-1)));
  return levels;
}

/**
 * OpenGL tangent-space normals of a height field, as RGBA bytes with the first row on top.
 * @param {number} ratio height range divided by the side of one tile
 */
export function normalsFromHeight({ data, width, height }, ratio) {
  const out = new Uint8ClampedArray(width * height * 4);
  const sx = (ratio * width) / 2;
  const sy = (ratio * height) / 2;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const up = ((y + height - 1) % height) * width;
    const down = ((y + 1) % height) * width;
    for (let x = 0; x < width; x++) {
      const gx = (data[row + ((x + 1) % width)] - data[row + ((x + width - 1) % width)]) * sx;
      const gy = (data[up + x] - data[down + x]) * sy;
      const half = 127.5 / Math.hypot(gx, gy, 1);
      const at = (row + x) * 4;
      out[at] = 127.5 - gx * half;
      out[at + 1] = 127.5 - gy * half;
      out[at + 2] = 127.5 + half;
      out[at + 3] = 255;
    }
  }
  return out;
}

/**
 * The height range, as a share of the tile's side, at which a height field has the slopes of a normal map.
 * Only the horizontal slopes are compared, so the answer is the same for OpenGL and DirectX normals.
 * @param {Float32Array} slopes -nx/nz per pixel, same size as the field
 * @returns {number | null} null when the two do not belong together
 */
export function rangeFromSlopes({ data, width, height }, slopes) {
  let both = 0;
  let own = 0;
  let theirs = 0;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      const slope = ((data[row + ((x + 1) % width)] - data[row + ((x + width - 1) % width)]) * width) / 2;
      const target = slopes[row + x];
      both += slope * target;
      own += slope * slope;
      theirs += target * target;
    }
  }
  if (own === 0 || theirs === 0 || both / Math.sqrt(own * theirs) < 0.3) return null;
  return both / own;
}
