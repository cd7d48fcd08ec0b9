// The scene: one shape, one material, one surrounding, one key light; drawn only when something changed.
import {
  ACESFilmicToneMapping,
  AgXToneMapping,
  Color,
  DirectionalLight,
  DoubleSide,
  FrontSide,
  Mesh,
  MeshDepthMaterial,
  MeshStandardMaterial,
  NeutralToneMapping,
  OrthographicCamera,
  PCFShadowMap,
  PerspectiveCamera,
  PMREMGenerator,
  Scene,
  ShaderMaterial,
  Vector3,
  WebGLRenderer,
} from "three";
import { disposeSky, ENVIRONMENTS, skyScene } from "./environments.js";
import { buildShape } from "./geometry.js";

const FOV_DEG = 26;
const FRAMING = 1.14; // room around the shape
const TONES = { natural: NeutralToneMapping, film: ACESFilmicToneMapping, soft: AgXToneMapping };
const HOMES = {
  sphere: { azimuth: 0, elevation: 0.14 },
  plane: { azimuth: 0.42, elevation: 0.3, zoom: 1.06 },
  cube: { azimuth: 0.62, elevation: 0.42 },
  cylinder: { azimuth: 0.25, elevation: 0.32 },
  cloth: { azimuth: 1.15, elevation: 0.3 },
  tiles: {},
};
const CENTRES = { cloth: -0.25 }; // height of what the camera looks at
// What stands in for a map that is not there: matt, not metal, open to the light, mid grey.
const NEUTRAL = { colour: 0x8c8a86, roughness: 0.6, metalness: 0 };

const VIEW_VERTEX = `attribute vec3 displace;
uniform sampler2D heightMap;
uniform float scale, lod, tiling;
varying vec2 at;
void main() {
  at = uv * tiling;
  vec3 moved = position + displace * (scale == 0.0 ? 0.0 : textureLod(heightMap, at, lod).x * scale);
  gl_Position = projectionMatrix * modelViewMatrix * vec4(moved, 1.0);
}`;
// Maps are shown as they are stored: colours as in a picture viewer, data without any conversion.
const VIEW_FRAGMENT = `uniform sampler2D map;
uniform int kind;
varying vec2 at;
void main() {
  vec4 texel = texture2D(map, at);
  if (kind == 0) gl_FragColor = sRGBTransferOETF(vec4(texel.rgb, 1.0));
  else if (kind == 1) gl_FragColor = vec4(texel.rgb, 1.0);
  else gl_FragColor = vec4(vec3(texel.r + 0.5), 1.0);
}`;
const VIEW_KINDS = { basecolor: 0, height: 2 };

export class Stage {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {import('./orbit.js').Orbit} orbit
   * @param {ReturnType<import('./capability.js').capability>} able
   */
  constructor(canvas, orbit, { antialias, anisotropy, density, smoothDensity, shadows }) {
    this.canvas = canvas;
    this.orbit = orbit;
    this.densities = { relief: density, smooth: smoothDensity };
    this.maps = {};
    this.ratio = 0;
    this.look = null;
    this.dirty = true;
    this.renderer = new WebGLRenderer({ canvas, antialias, alpha: true, powerPreference: "high-performance" });
    this.renderer.shadowMap.enabled = shadows;
    this.renderer.shadowMap.type = PCFShadowMap;
    this.renderer.shadowMap.autoUpdate = false;
    this.anisotropy = Math.min(anisotropy, this.renderer.capabilities.getMaxAnisotropy());
    this.perspective = new PerspectiveCamera(FOV_DEG, 1, 0.05, 60);
    this.orthographic = new OrthographicCamera(-1, 1, 1, -1, 0.1, 20);
    this.scene = new Scene();
    this.pmrem = new PMREMGenerator(this.renderer);
    this.skies = {};
    this.#makeMaterials();
    this.mesh = new Mesh(undefined, this.lit);
    this.mesh.castShadow = this.mesh.receiveShadow = true;
    this.mesh.customDepthMaterial = this.depth;
    this.mesh.frustumCulled = false; // the relief may leave the bounds
    this.#makeKeyLight();
    this.scene.add(this.mesh);
  }

  #makeMaterials() {
    this.reliefLod = { value: 0 };
    this.lit = new MeshStandardMaterial();
    this.depth = new MeshDepthMaterial();
    for (const material of [this.lit, this.depth]) {
      material.onBeforeCompile = (shader) => {
        shader.uniforms.reliefLod = this.reliefLod;
        shader.vertexShader =
          "attribute vec3 displace;\nuniform float reliefLod;\n" +
          shader.vertexShader.replace(
            "#include <displacementmap_vertex>",
            `#ifdef USE_DISPLACEMENTMAP
              transformed += displace * (textureLod(displacementMap, vDisplacementMapUv, reliefLod).x * displacementScale);
            #endif`,
          );
      };
    }
    const uniforms = { map: {}, heightMap: {}, scale: {}, lod: this.reliefLod, tiling: {}, kind: {} };
    for (const uniform of Object.values(uniforms)) uniform.value ??= 0;
    uniforms.map.value = uniforms.heightMap.value = null;
    this.single = new ShaderMaterial({
      vertexShader: VIEW_VERTEX,
      fragmentShader: VIEW_FRAGMENT,
      uniforms,
      toneMapped: false,
    });
  }

  #makeKeyLight() {
    this.key = new DirectionalLight();
    this.key.castShadow = true;
    const { shadow } = this.key;
    shadow.mapSize.set(2048, 2048);
    Object.assign(shadow.camera, { left: -1.7, right: 1.7, top: 1.7, bottom: -1.7, near: 2, far: 10 });
    shadow.bias = -0.0012;
    shadow.normalBias = 0.012;
    shadow.radius = 3;
    this.scene.add(this.key, this.key.target);
  }

  invalidate() {
    this.dirty = true;
  }

  /** Take maps by name ({texture, ...}), normals as OpenGL or DirectX, and the height range as a share of the tile. */
  setMaps(maps, { directx, ratio }) {
    this.maps = maps;
    this.ratio = ratio;
    this.directx = directx;
    const { lit } = this;
    const texture = (name) => maps[name]?.texture ?? null;
    lit.map = texture("basecolor");
    lit.color = new Color(lit.map ? 0xffffff : NEUTRAL.colour);
    lit.normalMap = texture("normal");
    lit.roughnessMap = texture("roughness");
    lit.roughness = lit.roughnessMap ? 1 : NEUTRAL.roughness;
    lit.metalnessMap = texture("metalness");
    lit.metalness = lit.metalnessMap ? 1 : NEUTRAL.metalness;
    lit.aoMap = texture("ambient_occlusion");
    lit.displacementMap = this.depth.displacementMap = texture("height");
    lit.needsUpdate = this.depth.needsUpdate = true;
  }

  /** Take over the whole look (see LOOK in look.js); does only the work that the change asks for. Call it after setMaps. */
  setLook(look) {
    const before = this.look ?? {};
    this.look = { ...look };
    const density = this.densities[this.maps.height && look.relief ? "relief" : "smooth"];
    if (look.shape !== before.shape || density !== this.density) this.#setGeometry(look.shape, density);
    if (look.shape !== before.shape) this.orbit.start(HOMES[look.shape], look.shape === "tiles");
    const lit = !this.maps[look.view];
    if (lit || look.surroundings) this.#setLight();
    this.#setSurface();
    this.renderer.toneMapping = TONES[look.tone];
    this.renderer.toneMappingExposure = ENVIRONMENTS[look.environment].exposure * 2 ** look.exposure;
    this.scene.background = look.surroundings ? this.scene.environment : null;
    this.scene.backgroundBlurriness = 0.28;
    this.renderer.shadowMap.needsUpdate = true;
    this.dirty = true;
  }

  #setGeometry(name, density) {
    this.density = density;
    this.mesh.geometry.dispose();
    this.mesh.geometry = buildShape(name, density);
    const side = this.mesh.geometry.userData.twoSided ? DoubleSide : FrontSide;
    for (const material of [this.lit, this.single]) {
      material.side = side;
      material.needsUpdate = true;
    }
    this.lit.shadowSide = side;
  }

  #setLight() {
    const { environment, lightDeg } = this.look;
    // Made when first seen: filtering a sky is the slowest thing done here.
    if (!this.skies[environment]) {
      const sky = skyScene(environment);
      this.skies[environment] = this.pmrem.fromScene(sky);
      disposeSky(sky);
    }
    const turn = (lightDeg * Math.PI) / 180;
    this.scene.environment = this.skies[environment].texture;
    this.scene.environmentRotation.set(0, turn, 0);
    this.scene.backgroundRotation.set(0, turn, 0);
    const { from, colour, intensity } = ENVIRONMENTS[environment].key;
    this.key.position.copy(
      new Vector3(...from)
        .normalize()
        .multiplyScalar(6)
        .applyAxisAngle(new Vector3(0, 1, 0), turn),
    );
    this.key.color.setRGB(...colour);
    this.key.intensity = intensity;
  }

  #setSurface() {
    const { tiling, relief, normalStrength, view } = this.look;
    const { tileLength, samplesPerTile } = this.mesh.geometry.userData;
    for (const map of Object.values(this.maps)) map.texture.repeat.set(tiling, tiling);
    const scale = (this.ratio * tileLength * relief) / tiling;
    this.lit.displacementScale = this.depth.displacementScale = scale;
    const side = this.maps.height?.field.width ?? 1;
    this.reliefLod.value = Math.max(0, Math.log2((side * tiling) / samplesPerTile));
    this.lit.normalScale.set(normalStrength, this.directx ? -normalStrength : normalStrength);
    const shown = this.maps[view];
    this.mesh.material = shown ? this.single : this.lit;
    if (!shown) return;
    const { uniforms } = this.single;
    uniforms.map.value = shown.texture;
    uniforms.kind.value = VIEW_KINDS[view] ?? 1;
    uniforms.heightMap.value = this.maps.height?.texture ?? null;
    uniforms.scale.value = this.maps.height ? scale : 0;
    uniforms.tiling.value = tiling;
  }

  resize(width, height, pixelRatio) {
    if (!width || !height) return;
    this.size = [width, height];
    this.renderer.setPixelRatio(pixelRatio);
    this.renderer.setSize(width, height, false);
    this.dirty = true;
  }

  #aim() {
    const [width, height] = this.size;
    const { azimuth, elevation, zoom, panX, panY } = this.orbit.pose;
    const { radius } = this.mesh.geometry.userData;
    const aspect = width / height;
    if (this.look.shape === "tiles") {
      const camera = this.orthographic;
      const half = 1.04 / zoom;
      const [x, y] = aspect > 1 ? [half * aspect, half] : [half, half / aspect];
      Object.assign(camera, { left: panX - x, right: panX + x, top: panY + y, bottom: panY - y });
      camera.position.set(0, 0, 5);
      camera.updateProjectionMatrix();
      return camera;
    }
    const camera = this.perspective;
    camera.aspect = aspect;
    const half = Math.tan((FOV_DEG * Math.PI) / 360) * Math.min(1, aspect);
    const distance = (radius * FRAMING) / Math.sin(Math.atan(half)) / zoom;
    const eye = new Vector3(
      Math.sin(azimuth) * Math.cos(elevation),
      Math.sin(elevation),
      Math.cos(azimuth) * Math.cos(elevation),
    );
    const right = new Vector3(Math.cos(azimuth), 0, -Math.sin(azimuth));
    const target = right
      .multiplyScalar(panX * radius)
      .addScaledVector(new Vector3().crossVectors(eye, right).normalize(), panY * radius);
    target.y += CENTRES[this.look.shape] ?? 0;
    camera.position.copy(target).addScaledVector(eye, distance);
    camera.lookAt(target);
    camera.near = Math.max(0.02, distance - 3);
    camera.far = distance + 12;
    camera.updateProjectionMatrix();
    return camera;
  }

  /** Draw if anything changed since the last time. @returns {boolean} whether the camera is still on its way */
  draw(seconds) {
    if (!this.look || !this.size) return false;
    const moving = this.orbit.advance(seconds);
    if (!moving && !this.dirty) return false;
    this.dirty = false;
    this.renderer.render(this.scene, this.#aim());
    return moving;
  }

  /** @returns {Promise<Blob>} a PNG on the given colour, `scale` times the size on the page */
  snapshot(backdrop, scale) {
    const [width, height] = this.size;
    const ratio = this.renderer.getPixelRatio();
    this.resize(width, height, ratio * scale);
    this.renderer.render(this.scene, this.#aim());
    const picture = document.createElement("canvas");
    picture.width = this.canvas.width;
    picture.height = this.canvas.height;
    const context = picture.getContext("2d");
    context.fillStyle = backdrop;
    context.fillRect(0, 0, picture.width, picture.height);
    context.drawImage(this.canvas, 0, 0);
    this.resize(width, height, ratio);
    return new Promise((resolve, reject) => {
      picture.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
    });
  }

  /** After a lost context everything that was rendered once has to be rendered again. */
  restore() {
    this.pmrem = new PMREMGenerator(this.renderer);
    this.skies = {};
    if (this.look) this.setLook(this.look);
  }

  dispose() {
    this.mesh.geometry.dispose();
    for (const material of [this.lit, this.depth, this.single]) material.dispose();
    for (const sky of Object.values(this.skies)) sky.dispose();
    this.pmrem.dispose();
    this.key.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }
}
