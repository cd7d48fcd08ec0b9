// Four surroundings, computed from a few numbers each, so that no picture file is needed.
import { BackSide, Mesh, Scene, ShaderMaterial, SphereGeometry, Vector2, Vector3 } from "three";

// Colours are linear and in units where 1 is paper in even light. `lamps` are soft-edged rectangles on the sky:
// direction from the centre, half width and half height in tangent units, edge softness 0..1, colour. `key` is the light that
// casts shadows; it stands where the strongest lamp stands.
export const ENVIRONMENTS = {
  studio: {
    top: [0.36, 0.37, 0.4],
    horizon: [0.2, 0.205, 0.215],
    ground: [0.06, 0.057, 0.053],
    clouds: 0,
    lamps: [
      { from: [-1, 0.95, 0.9], size: [0.62, 0.5], soft: 0.35, colour: [9.5, 9.1, 8.5] },
      { from: [1.25, 0.35, 0.15], size: [0.2, 0.85], soft: 0.3, colour: [5.2, 5.6, 6.4] },
      { from: [0.1, 1, -0.25], size: [0.9, 0.35], soft: 0.5, colour: [4.2, 4.2, 4.3] },
      { from: [-0.4, 0.15, -1], size: [1.1, 0.3], soft: 0.6, colour: [2.2, 2.2, 2.4] },
      { from: [0.5, -0.5, 1], size: [0.7, 0.25], soft: 0.8, colour: [0.55, 0.52, 0.5] },
    ],
    key: { from: [-1, 1.05, 0.9], colour: [1, 0.965, 0.92], intensity: 2 },
    exposure: 0.84,
  },
  overcast: {
    top: [1.15, 1.22, 1.34],
    horizon: [0.62, 0.65, 0.7],
    ground: [0.13, 0.12, 0.11],
    clouds: 0.9,
    lamps: [
      { from: [-0.6, 1, 0.5], size: [0.75, 0.6], soft: 1, colour: [2.6, 2.55, 2.45] },
      { from: [0.8, 0.25, -1], size: [1.2, 0.3], soft: 1, colour: [0.5, 0.52, 0.56] },
    ],
    key: { from: [-0.6, 1.1, 0.6], colour: [1, 0.985, 0.96], intensity: 1.0 },
    exposure: 0.92,
  },
  sunset: {
    top: [0.16, 0.25, 0.5],
    horizon: [1.5, 0.78, 0.4],
    ground: [0.16, 0.12, 0.1],
    clouds: 0.75,
    lamps: [
      { from: [-1, 0.34, 0.75], size: [0.13, 0.13], soft: 0.5, colour: [70, 38, 15] },
      { from: [-1, 0.3, 0.75], size: [0.9, 0.28], soft: 1, colour: [3.2, 1.5, 0.55] },
      { from: [1, 0.4, -0.6], size: [1, 0.6], soft: 1, colour: [0.28, 0.36, 0.62] },
    ],
    key: { from: [-1, 0.55, 0.75], colour: [1, 0.66, 0.36], intensity: 3.1 },
    exposure: 0.98,
  },
  night: {
    top: [0.012, 0.018, 0.045],
    horizon: [0.05, 0.06, 0.1],
    ground: [0.012, 0.012, 0.016],
    clouds: 0.35,
    lamps: [
      { from: [-0.8, 1, 0.7], size: [0.26, 0.26], soft: 0.6, colour: [5.5, 7, 9.5] },
      { from: [1.2, 0.12, 0.45], size: [0.16, 0.5], soft: 0.5, colour: [16, 8.2, 3] },
      { from: [-1.2, 0.05, -0.5], size: [0.6, 0.1], soft: 0.6, colour: [1.5, 3.2, 6.2] },
      { from: [0.3, -0.02, -1], size: [0.9, 0.07], soft: 0.8, colour: [4, 2.2, 1] },
      { from: [0.4, 0.02, 1], size: [1.3, 0.09], soft: 0.9, colour: [0.5, 0.36, 0.24] },
    ],
    key: { from: [-0.8, 1.1, 0.7], colour: [0.68, 0.8, 1], intensity: 1.35 },
    exposure: 1.25,
  },
};

const MAX_LAMPS = 5;

const VERTEX = `varying vec3 direction;
void main() {
  direction = position;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}`;

const FRAGMENT = `#define LAMPS ${MAX_LAMPS}
varying vec3 direction;
uniform vec3 top, horizon, ground;
uniform float clouds;
uniform vec3 lampFrom[LAMPS], lampColour[LAMPS];
uniform vec2 lampSize[LAMPS];
uniform float lampSoft[LAMPS];

float hash(vec3 p) {
  p = fract(p * 0.3183099 + 0.1);
  p *= 17.0;
  return fract(p.x * p.y * p.z * (p.x + p.y + p.z));
}
float noise(vec3 x) {
  vec3 i = floor(x), f = fract(x);
  f = f * f * (3.0 - 2.0 * f);
  return mix(mix(mix(hash(i), hash(i + vec3(1, 0, 0)), f.x), mix(hash(i + vec3(0, 1, 0)), hash(i + vec3(1, 1, 0)), f.x), f.y),
    mix(mix(hash(i + vec3(0, 0, 1)), hash(i + vec3(1, 0, 1)), f.x), mix(hash(i + vec3(0, 1, 1)), hash(i + vec3(1, 1, 1)), f.x), f.y), f.z);
}
float fbm(vec3 p) {
  return 0.5 * noise(p) + 0.27 * noise(p * 2.1 + 3.1) + 0.15 * noise(p * 4.3 + 7.7) + 0.08 * noise(p * 8.9 + 1.3);
}
float lamp(vec3 d, int i) {
  vec3 w = normalize(lampFrom[i]);
  float depth = dot(d, w);
  if (depth <= 0.02) return 0.0;
  vec3 u = normalize(cross(abs(w.y) > 0.98 ? vec3(0, 0, 1) : vec3(0, 1, 0), w));
  vec2 at = abs(vec2(dot(d, u), dot(d, cross(w, u))) / depth) / lampSize[i];
  float edge = length(pow(at, vec2(4.0)));
  edge = pow(edge, 0.25);
  return 1.0 - smoothstep(1.0 - lampSoft[i], 1.0 + 0.02 + lampSoft[i] * 0.35, edge);
}
void main() {
  vec3 d = normalize(direction);
  vec3 colour = d.y > 0.0 ? mix(horizon, top, pow(d.y, 0.5)) : mix(horizon * 0.55, ground, pow(min(1.0, -d.y * 3.0), 0.5));
  if (clouds > 0.0 && d.y > -0.05) {
    vec3 p = d / (d.y + 0.35);
    float cover = smoothstep(0.38, 0.72, fbm(vec3(p.x * 1.6, 2.0, p.z * 1.6)));
    float glow = 0.55 + 0.9 * max(0.0, dot(d, normalize(lampFrom[0])));
    colour = mix(colour, mix(colour, horizon, 0.55) * glow, cover * clouds * smoothstep(-0.05, 0.2, d.y));
  }
  for (int i = 0; i < LAMPS; i++) colour += lampColour[i] * lamp(d, i);
  gl_FragColor = vec4(colour, 1.0);
}`;

/** The surroundings as a scene seen from its centre; the caller renders it once and disposes it with `disposeSky`. */
export function skyScene(name) {
  const { top, horizon, ground, clouds, lamps } = ENVIRONMENTS[name];
  const dark = { from: [0, 1, 0], size: [1, 1], soft: 1, colour: [0, 0, 0] };
  const all = Array.from({ length: MAX_LAMPS }, (_, i) => lamps[i] ?? dark);
  const uniforms = {
    top: { value: new Vector3(...top) },
    horizon: { value: new Vector3(...horizon) },
    ground: { value: new Vector3(...ground) },
    clouds: { value: clouds },
    lampFrom: { value: all.map((lamp) => new Vector3(...lamp.from)) },
    lampColour: { value: all.map((lamp) => new Vector3(...lamp.colour)) },
    lampSize: { value: all.map((lamp) => new Vector2(...lamp.size)) },
    lampSoft: { value: all.map((lamp) => lamp.soft) },
  };
  const material = new ShaderMaterial({
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    uniforms,
    side: BackSide,
    depthWrite: false,
    toneMapped: false,
  });
  const scene = new Scene();
  scene.add(new Mesh(new SphereGeometry(10, 32, 16), material));
  return scene;
}

export function disposeSky(scene) {
  for (const { geometry, material } of scene.children) {
    geometry.dispose();
    material.dispose();
  }
}
