// The shapes a material is shown on: dense grids with analytic normals and tangents.
import { BufferAttribute, BufferGeometry } from "three";
import { drapedSheet } from "./cloth.js";

export const SHAPES = ["sphere", "plane", "cube", "cylinder", "cloth", "tiles"];

/**
 * Build a shape.
 *
 * Every vertex has `displace`, the way the relief moves it: the normal, faded to nothing where patches meet, so that
 * edges never tear. `userData` holds tileLength (side of one tile, in scene units, at tiling 1), samplesPerTile
 * (vertices along one tile), radius (for framing) and twoSided.
 * @param {string} name one of SHAPES
 * @param {number} density 1 for a desktop; vertices grow with its square
 */
export function buildShape(name, density) {
  return { sphere, plane, cube, cylinder, cloth, tiles }[name](density);
}

class Grid {
  constructor(patches) {
    const vertices = patches.reduce((sum, [nu, nv]) => sum + (nu + 1) * (nv + 1), 0);
    this.position = new Float32Array(vertices * 3);
    this.normal = new Float32Array(vertices * 3);
    this.tangent = new Float32Array(vertices * 4);
    this.uv = new Float32Array(vertices * 2);
    this.displace = new Float32Array(vertices * 3);
    this.index = new Uint32Array(patches.reduce((sum, [nu, nv]) => sum + nu * nv * 6, 0));
    this.count = 0;
    this.indexCount = 0;
    for (const [nu, nv, place] of patches) this.patch(nu, nv, place);
  }

  // place(s, t, out) with s, t in 0..1 fills out.p, out.n, out.t, out.uv and out.w (a weight) or out.d (a vector).
  // Turning from growing s to growing t must go counter-clockwise as seen from outside.
  patch(nu, nv, place) {
    const first = this.count;
    const out = { p: [0, 0, 0], n: [0, 0, 1], t: [1, 0, 0], uv: [0, 0], w: 1, d: null };
    for (let j = 0; j <= nv; j++) {
      for (let i = 0; i <= nu; i++) {
        place(i / nu, j / nv, out);
        const k = this.count++;
        this.position.set(out.p, k * 3);
        this.normal.set(out.n, k * 3);
        this.tangent.set(out.t, k * 4);
        this.tangent[k * 4 + 3] = 1;
        this.uv.set(out.uv, k * 2);
        for (let c = 0; c < 3; c++) this.displace[k * 3 + c] = out.d ? out.d[c] : out.n[c] * out.w;
      }
    }
    for (let j = 0; j < nv; j++) {
      for (let i = 0; i < nu; i++) {
        const a = first + j * (nu + 1) + i;
        const b = a + nu + 1;
        this.index.set([a, a + 1, b + 1, a, b + 1, b], this.indexCount);
        this.indexCount += 6;
      }
    }
  }

  geometry(userData) {
    const geometry = new BufferGeometry();
    geometry.setAttribute("position", new BufferAttribute(this.position, 3));
    geometry.setAttribute("normal", new BufferAttribute(this.normal, 3));
    geometry.setAttribute("tangent", new BufferAttribute(this.tangent, 4));
    geometry.setAttribute("uv", new BufferAttribute(this.uv, 2));
    geometry.setAttribute("displace", new BufferAttribute(this.displace, 3));
    geometry.setIndex(new BufferAttribute(this.index, 1));
    geometry.userData = { twoSided: false, ...userData };
    return geometry;
  }
}

const fade = (from, to, x) => {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return t * t * (3 - 2 * t);
};

function set3(target, x, y, z) {
  target[0] = x;
  target[1] = y;
  target[2] = z;
}

function normalise(v) {
  const length = Math.hypot(v[0], v[1], v[2]) || 1;
  set3(v, v[0] / length, v[1] / length, v[2] / length);
}

// Two tiles around and one from pole to pole; the middle of a tile faces the viewer.
function sphere(density) {
  const nv = Math.round(380 * density);
  const place = (s, t, out) => {
    const lon = (s - 0.5) * 2 * Math.PI;
    const lat = (t - 0.5) * Math.PI;
    set3(out.n, Math.cos(lat) * Math.sin(lon), Math.sin(lat), Math.cos(lat) * Math.cos(lon));
    set3(out.p, ...out.n);
    set3(out.t, Math.cos(lon), 0, -Math.sin(lon));
    out.uv[0] = 2 * s + 0.5;
    out.uv[1] = t;
    out.w = 1 - fade(0.8, 0.97, Math.abs(t - 0.5) * 2);
  };
  return new Grid([[nv * 2, nv, place]]).geometry({ tileLength: Math.PI, samplesPerTile: nv, radius: 1.03 });
}

// One tile as a sample board. The rim is joined to the back by walls on which the texture runs on.
function plane(density) {
  const n = Math.round(520 * density);
  const half = 1.1;
  const depth = 0.2;
  const front = (s, t, out) => {
    set3(out.p, (2 * s - 1) * half, (2 * t - 1) * half, 0);
    set3(out.n, 0, 0, 1);
    set3(out.t, 1, 0, 0);
    out.uv[0] = s;
    out.uv[1] = t;
    out.w = 1;
    out.d = null;
  };
  const wall = (turn) => {
    const [cos, sin] = [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ][turn];
    // Before turning: the lower rim, walked from left to right; s runs along it, t from the back to the rim.
    return (s, t, out) => {
      const x = (2 * s - 1) * half;
      const outward = ((1 - t) * depth) / (2 * half);
      set3(out.p, cos * x + sin * half, sin * x - cos * half, -(1 - t) * depth);
      set3(out.n, sin, -cos, 0);
      set3(out.t, cos, sin, 0);
      const u = s - 0.5;
      const v = -0.5 - outward;
      out.uv[0] = 0.5 + cos * u - sin * v;
      out.uv[1] = 0.5 + sin * u + cos * v;
      out.d = [0, 0, t];
    };
  };
  const back = (s, t, out) => {
    set3(out.p, (1 - 2 * s) * half, (2 * t - 1) * half, -depth);
    set3(out.n, 0, 0, -1);
    set3(out.t, -1, 0, 0);
    out.uv[0] = s;
    out.uv[1] = t;
    out.d = [0, 0, 0];
  };
  const walls = [0, 1, 2, 3].map((turn) => [n, 2, wall(turn)]);
  return new Grid([[n, n, front], ...walls, [1, 1, back]]).geometry({
    tileLength: 2 * half,
    samplesPerTile: n,
    radius: 1.32,
  });
}

function cube(density) {
  const n = Math.round(230 * density);
  const half = 0.78;
  const round = 0.045;
  const flat = half - round;
  const face = (right, up, out3) => (s, t, out) => {
    const a = (2 * s - 1) * half;
    const b = (2 * t - 1) * half;
    const inner = [0, 0, 0];
    for (let c = 0; c < 3; c++) {
      const full = right[c] * a + up[c] * b + out3[c] * half;
      inner[c] = Math.min(flat, Math.max(-flat, full));
      out.n[c] = full - inner[c];
    }
    normalise(out.n);
    for (let c = 0; c < 3; c++) out.p[c] = inner[c] + out.n[c] * round;
    const along = right[0] * out.n[0] + right[1] * out.n[1] + right[2] * out.n[2];
    for (let c = 0; c < 3; c++) out.t[c] = right[c] - out.n[c] * along;
    normalise(out.t);
    out.uv[0] = s;
    out.uv[1] = t;
    out.w = 1 - fade(0.88, 0.985, Math.max(Math.abs(2 * s - 1), Math.abs(2 * t - 1)));
  };
  const faces = [
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    [
      [-1, 0, 0],
      [0, 1, 0],
      [0, 0, -1],
    ],
    [
      [0, 0, -1],
      [0, 1, 0],
      [1, 0, 0],
    ],
    [
      [0, 0, 1],
      [0, 1, 0],
      [-1, 0, 0],
    ],
    [
      [1, 0, 0],
      [0, 0, -1],
      [0, 1, 0],
    ],
    [
      [1, 0, 0],
      [0, 0, 1],
      [0, -1, 0],
    ],
  ];
  const patches = faces.map(([right, up, outward]) => [n, n, face(right, up, outward)]);
  return new Grid(patches).geometry({ tileLength: 2 * half, samplesPerTile: n, radius: 1.22 });
}

// Two tiles around; rounded rims; the lids are mapped flat at the same scale.
function cylinder(density) {
  const around = Math.round(640 * density);
  const radius = 0.8;
  const half = 0.82;
  const round = 0.05;
  const tileLength = Math.PI * radius;
  const side = (s, t, out) => {
    const angle = (s - 0.5) * 2 * Math.PI;
    const y = (2 * t - 1) * (half - round);
    set3(out.n, Math.sin(angle), 0, Math.cos(angle));
    set3(out.p, out.n[0] * radius, y, out.n[2] * radius);
    set3(out.t, Math.cos(angle), 0, -Math.sin(angle));
    out.uv[0] = 2 * s + 0.5;
    out.uv[1] = 0.5 + y / tileLength;
    out.w = 1 - fade(0.93, 1, Math.abs(2 * t - 1));
  };
  const rim = (up) => (s, t, out) => {
    const angle = (s - 0.5) * 2 * Math.PI;
    const bend = (up > 0 ? t : t - 1) * (Math.PI / 2);
    const reach = radius - round + round * Math.cos(bend);
    set3(out.n, Math.sin(angle) * Math.cos(bend), Math.sin(bend), Math.cos(angle) * Math.cos(bend));
    set3(out.p, Math.sin(angle) * reach, up * (half - round) + Math.sin(bend) * round, Math.cos(angle) * reach);
    set3(out.t, Math.cos(angle), 0, -Math.sin(angle));
    out.uv[0] = 2 * s + 0.5;
    out.uv[1] = 0.5 + (up * (half - round) + bend * round) / tileLength;
    out.w = 0;
  };
  const lid = (up) => (s, t, out) => {
    const angle = (s - 0.5) * 2 * Math.PI;
    const reach = (up > 0 ? 1 - t : t) * (radius - round);
    const [x, z] = [Math.sin(angle) * reach, Math.cos(angle) * reach];
    set3(out.n, 0, up, 0);
    set3(out.p, x, up * half, z);
    set3(out.t, 1, 0, 0);
    out.uv[0] = 0.5 + x / tileLength;
    out.uv[1] = 0.5 - (up * z) / tileLength;
    out.w = 1 - fade(0.86, 1, reach / (radius - round));
  };
  const rows = Math.round(around * 0.3);
  const patches = [
    [around, rows, side],
    [around, 6, rim(1)],
    [around, 6, rim(-1)],
    [around, Math.round(rows / 2), lid(1)],
    [around, Math.round(rows / 2), lid(-1)],
  ];
  return new Grid(patches).geometry({ tileLength, samplesPerTile: around / 2, radius: 1.14 });
}

const CLOTH_TILES = 2;

function cloth(density) {
  const n = Math.round(420 * density);
  const sheet = drapedSheet(n);
  const place = (s, t, out) => {
    sheet.at(Math.round(s * n), Math.round(t * n), out);
    out.uv[0] = s * CLOTH_TILES;
    out.uv[1] = t * CLOTH_TILES;
    out.w = 1;
  };
  const userData = {
    tileLength: sheet.side / CLOTH_TILES,
    samplesPerTile: n / CLOTH_TILES,
    radius: 1.25,
    twoSided: true,
  };
  return new Grid([[n, n, place]]).geometry(userData);
}

// Seen from straight ahead, 3 x 3 tiles; flat on purpose, so that only the picture itself can show a seam.
function tiles() {
  const place = (s, t, out) => {
    set3(out.p, 2 * s - 1, 2 * t - 1, 0);
    set3(out.n, 0, 0, 1);
    set3(out.t, 1, 0, 0);
    out.uv[0] = 3 * s;
    out.uv[1] = 3 * t;
    out.w = 0;
  };
  return new Grid([[1, 1, place]]).geometry({ tileLength: 2 / 3, samplesPerTile: 1, radius: 1 });
}
