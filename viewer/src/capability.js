// What this browser's graphics can do, asked once per page.

// Renderers without a graphics card: they draw the same picture, thousands of times slower per pixel.
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;
const PHONE_SIDE_PX = 560;

let renderer; // its name; null without WebGL 2

/**
 * @param {'auto'|'full'|'light'} [quality] auto: full with a graphics card, light without
 * @returns {{webgl2: boolean, antialias: boolean, anisotropy: number, density: number, smoothDensity: number,
 *   shadows: boolean, maxPixelRatio: number}} density scales the number of vertices along a side of a shape, smoothDensity
 *   that of one without relief
 */
export function capability(quality = "auto") {
  renderer ??= askRenderer();
  const webgl2 = renderer !== null;
  if (quality === "light" || (quality !== "full" && SOFTWARE.test(renderer))) {
    return {
      webgl2,
      antialias: true,
      anisotropy: 1,
      density: 0.45,
      smoothDensity: 0.18,
      shadows: false,
      maxPixelRatio: 1,
    };
  }
  const phone = matchMedia("(pointer: coarse)").matches && Math.min(screen.width, screen.height) < PHONE_SIDE_PX;
  const density = phone ? 0.7 : 1;
  return { webgl2, antialias: true, anisotropy: 8, density, smoothDensity: density, shadows: true, maxPixelRatio: 2 };
}

function askRenderer() {
  const context = document.createElement("canvas").getContext("webgl2");
  if (!context) return null;
  const info = context.getExtension("WEBGL_debug_renderer_info");
  const name = String(context.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : context.RENDERER));
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return name;
}
