// A square sheet let fall over a ball: a small simulation, the same every time.

const SIDE = 3.1;
const BALL = 0.86;
const GAP = 0.012; // keeps the sheet off the ball it rests on
const COARSE = 32;
const FINE = 64;

/**
 * The sheet at rest, resampled to n + 1 points a side.
 * @returns {{side: number, at: (i: number, j: number, out: {p: number[], n: number[], t: number[]}) => void}}
 */
export function drapedSheet(n) {
  let points = flatSheet(COARSE);
  fall(points, COARSE, 150, 14);
  points = resample(points, COARSE, FINE);
  fall(points, FINE, 60, 10);
  const dense = resample(points, FINE, n);
  return { side: SIDE, at: (i, j, out) => frame(dense, n, i, j, out) };
}

// Turned a little, so that the corners do not hang in line with the axes.
function flatSheet(n) {
  const points = new Float64Array((n + 1) * (n + 1) * 3);
  const turn = 0.42;
  for (let j = 0, k = 0; j <= n; j++) {
    for (let i = 0; i <= n; i++) {
      const x = (i / n - 0.5) * SIDE;
      const z = (0.5 - j / n) * SIDE;
      points[k++] = Math.cos(turn) * x + Math.sin(turn) * z;
      points[k++] = BALL + 0.02 + 0.01 * Math.sin(3.1 * x + 1.7 * z) * Math.cos(2.3 * z - x);
      points[k++] = Math.cos(turn) * z - Math.sin(turn) * x;
    }
  }
  return points;
}

// Position-based dynamics (Muller et al. 2007): Verlet steps, then springs to neighbours at distance 1, sqrt 2 and 2.
function fall(points, n, steps, rounds) {
  const before = points.slice();
  const links = springs(n);
  for (let step = 0; step < steps; step++) {
    const drag = 0.965;
    for (let k = 0; k < points.length; k++) {
      const moved = points[k] + (points[k] - before[k]) * drag - (k % 3 === 1 ? 0.0016 : 0);
      before[k] = points[k];
      points[k] = moved;
    }
    for (let round = 0; round < rounds; round++) relax(points, links);
    keepOut(points, before);
  }
}

function springs(n) {
  const unit = SIDE / n;
  const links = { a: [], b: [], rest: [], pull: [] };
  const join = (i, j, di, dj, pull) => {
    if (i + di > n || j + dj > n || i + di < 0) return;
    links.a.push((j * (n + 1) + i) * 3);
    links.b.push(((j + dj) * (n + 1) + i + di) * 3);
    links.rest.push(unit * Math.hypot(di, dj));
    links.pull.push(pull);
  };
  for (let j = 0; j <= n; j++) {
    for (let i = 0; i <= n; i++) {
      join(i, j, 1, 0, 0.5);
      join(i, j, 0, 1, 0.5);
      join(i, j, 1, 1, 0.16);
      join(i, j, -1, 1, 0.16);
      join(i, j, 2, 0, 0.05);
      join(i, j, 0, 2, 0.05);
    }
  }
  return { a: Int32Array.from(links.a), b: Int32Array.from(links.b), rest: links.rest, pull: links.pull };
}

function relax(points, { a, b, rest, pull }) {
  for (let k = 0; k < a.length; k++) {
    const i = a[k];
    const j = b[k];
    const dx = points[j] - points[i];
    const dy = points[j + 1] - points[i + 1];
    const dz = points[j + 2] - points[i + 2];
    const length = Math.sqrt(dx * dx + dy * dy + dz * dz);
    const share = (pull[k] * (length - rest[k])) / length;
    points[i] += dx * share;
    points[i + 1] += dy * share;
    points[i + 2] += dz * share;
    points[j] -= dx * share;
    points[j + 1] -= dy * share;
    points[j + 2] -= dz * share;
  }
}

function keepOut(points, before) {
  const reach = BALL + GAP;
  for (let k = 0; k < points.length; k += 3) {
    const distance = Math.hypot(points[k], points[k + 1], points[k + 2]);
    if (distance >= reach) continue;
    for (let c = 0; c < 3; c++) {
      points[k + c] *= reach / distance;
      before[k + c] += (points[k + c] - before[k + c]) * 0.35; // friction
    }
  }
}

// Uniform cubic B-spline: smooth to the second derivative, so that highlights run without kinks.
function resample(points, from, to) {
  const weights = Array.from({ length: to + 1 }, (_, i) => {
    const x = (i / to) * from;
    const base = Math.min(from - 1, Math.floor(x));
    const f = x - base;
    const w = [(1 - f) ** 3, 3 * f ** 3 - 6 * f * f + 4, -3 * f ** 3 + 3 * f * f + 3 * f + 1, f ** 3].map((v) => v / 6);
    return { base, w };
  });
  const rows = along(points, from, weights, true);
  return along(rows, from, weights, false, to);
}

// One axis at a time; beyond the rim the sheet is carried on in a straight line.
function along(points, from, weights, horizontal, width = from) {
  const to = weights.length - 1;
  const [outW, outH] = horizontal ? [to, from] : [width, to];
  const out = new Float64Array((outW + 1) * (outH + 1) * 3);
  const inW = horizontal ? from : width;
  for (let j = 0; j <= outH; j++) {
    for (let i = 0; i <= outW; i++) {
      const { base, w } = weights[horizontal ? i : j];
      for (let c = 0; c < 3; c++) {
        const read = (q) => points[((horizontal ? j : q) * (inW + 1) + (horizontal ? q : i)) * 3 + c];
        let sum = 0;
        for (let m = 0; m < 4; m++) {
          const q = base + m - 1;
          const value = q < 0 ? 2 * read(0) - read(1) : q > from ? 2 * read(from) - read(from - 1) : read(q);
          sum += w[m] * value;
        }
        out[(j * (outW + 1) + i) * 3 + c] = sum;
      }
    }
  }
  return out;
}

function frame(points, n, i, j, out) {
  const read = (x, y, c) => points[(Math.min(n, Math.max(0, y)) * (n + 1) + Math.min(n, Math.max(0, x))) * 3 + c];
  const du = [0, 1, 2].map((c) => read(i + 1, j, c) - read(i - 1, j, c));
  const dv = [0, 1, 2].map((c) => read(i, j + 1, c) - read(i, j - 1, c));
  const normal = [du[1] * dv[2] - du[2] * dv[1], du[2] * dv[0] - du[0] * dv[2], du[0] * dv[1] - du[1] * dv[0]];
  const nLength = Math.hypot(...normal) || 1;
  const tLength = Math.hypot(...du) || 1;
  for (let c = 0; c < 3; c++) {
    out.p[c] = read(i, j, c);
    out.n[c] = normal[c] / nLength;
    out.t[c] = du[c] / tLength;
  }
}
