// Reads 16-bit PNG files without losing precision: a canvas would round them to 8 bits.

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const CHANNELS = { 0: 1, 2: 3, 4: 2, 6: 4 };

/**
 * Decode the first channel of a 16-bit PNG.
 * @param {ArrayBuffer} buffer
 * @returns {Promise<{data: Float32Array, width: number, height: number} | null>} values 0..1, first row on top;
 *   null when the file is no 16-bit PNG, is interlaced, or the browser has no inflate.
 */
export async function decodePng16(buffer) {
  const bytes = new Uint8Array(buffer);
  if (bytes.length < 33 || SIGNATURE.some((value, i) => bytes[i] !== value)) return null;
  const view = new DataView(buffer);
  const width = view.getUint32(16);
  const height = view.getUint32(20);
  const channels = CHANNELS[bytes[25]];
  if (bytes[24] !== 16 || bytes[28] !== 0 || !channels || typeof DecompressionStream === "undefined") return null;
  const rows = await inflate(imageData(bytes, view));
  const stride = width * channels * 2;
  if (rows.length < (stride + 1) * height) throw new Error("the PNG is cut short");
  unfilter(rows, stride, height, channels * 2);
  const data = new Float32Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    let from = y * (stride + 1) + 1;
    for (let x = 0; x < width; x++, from += channels * 2) data[at++] = (rows[from] * 256 + rows[from + 1]) / 65535;
  }
  return { data, width, height };
}

function imageData(bytes, view) {
  const parts = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    if (String.fromCharCode(...bytes.subarray(at + 4, at + 8)) === "IDAT")
      parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return new Blob(parts);
}

async function inflate(blob) {
  const stream = blob.stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// PNG specification, third edition, clause 9: filter types 0 to 4, undone in place.
function unfilter(rows, stride, height, pixel) {
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1) + 1;
    const above = start - stride - 1;
    const kind = rows[start - 1];
    for (let i = 0; i < stride; i++) {
      const left = i >= pixel ? rows[start + i - pixel] : 0;
      const up = y > 0 ? rows[above + i] : 0;
      if (kind === 1) rows[start + i] += left;
      else if (kind === 2) rows[start + i] += up;
      else if (kind === 3) rows[start + i] += (left + up) >> 1;
      else if (kind === 4) rows[start + i] += paeth(left, up, i >= pixel && y > 0 ? rows[above + i - pixel] : 0);
    }
  }
}

function paeth(left, up, corner) {
  const p = left + up - corner;
  const dl = Math.abs(p - left);
  const du = Math.abs(p - up);
  const dc = Math.abs(p - corner);
  if (dl <= du && dl <= dc) return left;
  return du <= dc ? up : corner;
}
