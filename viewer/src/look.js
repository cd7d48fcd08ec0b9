// What a visitor can set, and what is remembered from one material to the next.
import { ENVIRONMENTS } from "./environments.js";
import { SHAPES } from "./geometry.js";
import { MAP_NAMES } from "./textures.js";

export const VIEWS = ["lit", ...MAP_NAMES];
export const TONES = ["natural", "film", "soft"];

export const LOOK = {
  shape: "sphere",
  view: "lit",
  environment: "studio",
  tiling: 1,
  relief: 1,
  normalStrength: 1,
  lightDeg: 0,
  exposure: 0,
  tone: "natural",
  surroundings: false,
};

/** Sliders of the look panel: least, most, step and the word that shows the value. */
export const RANGES = {
  tiling: { min: 1, max: 6, step: 1, show: ["tilingValue", 1] },
  relief: { min: 0, max: 3, step: 0.05, show: ["percentValue", 100] },
  normalStrength: { min: 0, max: 2, step: 0.05, show: ["percentValue", 100] },
  lightDeg: { min: -180, max: 180, step: 5, show: ["degreesValue", 1] },
  exposure: { min: -2, max: 2, step: 0.1, show: ["stopsValue", 1] },
};

const CHOICES = { shape: SHAPES, view: VIEWS, environment: Object.keys(ENVIRONMENTS), tone: TONES };
const REMEMBERED = ["shape", "environment", "lightDeg", "exposure", "tone", "surroundings"];
const STORE = "easel.viewer.look";

/** A complete look: `wanted` where it makes sense, `fallback` elsewhere. */
export function soundLook(wanted, fallback = LOOK) {
  const look = { ...fallback };
  for (const [name, value] of Object.entries(wanted ?? {})) {
    if (CHOICES[name]?.includes(value)) look[name] = value;
    else if (RANGES[name] && Number.isFinite(value))
      look[name] = Math.min(RANGES[name].max, Math.max(RANGES[name].min, value));
    else if (name === "surroundings") look[name] = Boolean(value);
  }
  return look;
}

// Storage may be forbidden (private windows, blocked cookies): then nothing is remembered.
export function recall() {
  try {
    return soundLook(JSON.parse(localStorage.getItem(STORE) ?? "{}"));
  } catch {
    return { ...LOOK };
  }
}

export function remember(look) {
  try {
    localStorage.setItem(STORE, JSON.stringify(Object.fromEntries(REMEMBERED.map((name) => [name, look[name]]))));
  } catch {
    return;
  }
}
