// Loads the maps of a material and turns them into textures.
import {
  DataTexture,
  DataUtils,
  HalfFloatType,
  LinearFilter,
  LinearMipmapLinearFilter,
  NoColorSpace,
  RedFormat,
  RepeatWrapping,
  SRGBColorSpace,
  Texture,
} from "three";
import { fitWithin, normalsFromHeight, pyramid, rangeFromSlopes } from "./height.js";
import { decodePng16 } from "./png.js";

export const MAP_NAMES = ["basecolor", "normal", "roughness", "metalness", "height", "ambient_occlusion"];
const MAX_SIDE_PX = 2048; // six maps of 4096 pixels a side would take half a gigabyte of graphics memory
const FIT_SIDE_PX = 256;
const THUMBNAIL_PX = 72;
const LIKELY_RATIO = 0.04; // height range over tile side when nothing tells: between plaster and cobbles
const DERIVED_RATIO = 0.06;

/**
 * @typedef {object} LoadedMap
 * @property {Texture} texture
 * @property {HTMLCanvasElement} thumbnail
 * @property {{data: Float32Array, width: number, height: number}} [field] of a height map
 * @property {CanvasImageSource} [image]
 */

/** @returns {Promise<LoadedMap>} */
export async function loadMap(name, url, { signal, anisotropy }) {
  const reply = await fetch(url, { signal });
  if (!reply.ok) throw new Error(`${name}: ${reply.status}`);
  const blob = await reply.blob();
  if (name === "height") return heightMap(blob);
  const image = await decode(blob, name === "basecolor");
  return imageMap(image, name === "basecolor", anisotropy);
}

/** A normal map made of the height map. @returns {LoadedMap} */
export function normalOf(heightLoaded, ratio, anisotropy) {
  const field = heightLoaded.field;
  const canvas = canvasOf(field.width, field.height);
  const pixels = new ImageData(normalsFromHeight(field, ratio), field.width, field.height);
  canvas.getContext("2d").putImageData(pixels, 0, 0);
  return imageMap(canvas, false, anisotropy);
}

/**
 * Height range as a share of the tile's side: told, or measured against the normal map, or a likely value.
 * @param {{sizeM?: number, heightRangeM?: number}} scale
 */
export function heightRatio(loaded, { sizeM, heightRangeM }) {
  if (sizeM > 0 && heightRangeM > 0) return heightRangeM / sizeM;
  if (!loaded.normal?.image) return DERIVED_RATIO;
  const field = fitWithin(loaded.height.field, FIT_SIDE_PX);
  const measured = rangeFromSlopes(field, slopesOf(loaded.normal.image, field.width, field.height));
  return measured === null ? LIKELY_RATIO : Math.min(0.3, Math.max(0.002, measured));
}

function slopesOf(image, width, height) {
  const context = canvasOf(width, height).getContext("2d", { willReadFrequently: true });
  context.imageSmoothingQuality = "high";
  drawUpright(context, image, width, height);
  const pixels = context.getImageData(0, 0, width, height).data;
  const slopes = new Float32Array(width * height);
  for (let i = 0; i < slopes.length; i++) {
    const nz = Math.max(0.1, pixels[i * 4 + 2] / 127.5 - 1);
    slopes[i] = -(pixels[i * 4] / 127.5 - 1) / nz;
  }
  return slopes;
}

async function heightMap(blob) {
  let field = await decodePng16(await blob.arrayBuffer());
  if (!field) {
    const image = await decode(blob, false);
    const { width, height } = image;
    const context = canvasOf(width, height).getContext("2d", { willReadFrequently: true });
    drawUpright(context, image, width, height);
    const pixels = context.getImageData(0, 0, width, height).data;
    field = { data: Float32Array.from({ length: width * height }, (_, i) => pixels[i * 4] / 255), width, height };
  }
  field = fitWithin(field, MAX_SIDE_PX);
  return { texture: heightTexture(field), field, thumbnail: heightThumbnail(field) };
}

// Half floats are finest around zero, so the texture holds height - 0.5. Every size is given, because the vertex
// shader reads the size that suits its mesh: reading the largest would alias.
function heightTexture(field) {
  const levels = pyramid(field).map(({ data, width, height }) => ({
    data: centredHalfFloats(data, width, height),
    width,
    height,
  }));
  const texture = new DataTexture(levels[0].data, field.width, field.height, RedFormat, HalfFloatType);
  texture.mipmaps = levels;
  texture.minFilter = LinearMipmapLinearFilter;
  return finish(texture, false, 1);
}

// The last row comes first, as WebGL wants it: v = 0 is the lower edge of the picture.
function centredHalfFloats(data, width, height) {
  const out = new Uint16Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = (height - 1 - y) * width;
    for (let x = 0; x < width; x++) out[y * width + x] = DataUtils.toHalfFloat(data[from + x] - 0.5);
  }
  return out;
}

function imageMap(image, coloured, anisotropy) {
  const texture = new Texture(image);
  texture.flipY = !image.easelFlipped;
  texture.generateMipmaps = true;
  texture.minFilter = LinearMipmapLinearFilter;
  const thumbnail = canvasOf(THUMBNAIL_PX, THUMBNAIL_PX);
  const context = thumbnail.getContext("2d");
  context.imageSmoothingQuality = "high";
  drawUpright(context, image, THUMBNAIL_PX, THUMBNAIL_PX);
  return { texture: finish(texture, coloured, anisotropy), image, thumbnail };
}

function heightThumbnail(field) {
  const small = fitWithin(field, THUMBNAIL_PX * 2);
  const canvas = canvasOf(small.width, small.height);
  const pixels = new ImageData(small.width, small.height);
  small.data.forEach((value, i) => pixels.data.set([value * 255, value * 255, value * 255, 255], i * 4));
  canvas.getContext("2d").putImageData(pixels, 0, 0);
  return canvas;
}

function finish(texture, coloured, anisotropy) {
  texture.wrapS = texture.wrapT = RepeatWrapping;
  texture.magFilter = LinearFilter;
  texture.anisotropy = anisotropy;
  texture.colorSpace = coloured ? SRGBColorSpace : NoColorSpace;
  texture.needsUpdate = true;
  return texture;
}

// Data maps must reach the GPU byte for byte: no colour profile, no premultiplied alpha.
async function decode(blob, coloured) {
  try {
    const options = {
      premultiplyAlpha: "none",
      imageOrientation: "flipY",
      colorSpaceConversion: coloured ? "default" : "none",
    };
    let image = await createImageBitmap(blob, options);
    const side = Math.max(image.width, image.height);
    if (side > MAX_SIDE_PX) {
      const resizeWidth = Math.round((image.width * MAX_SIDE_PX) / side);
      const resizeHeight = Math.round((image.height * MAX_SIDE_PX) / side);
      image.close();
      image = await createImageBitmap(blob, { ...options, resizeWidth, resizeHeight, resizeQuality: "high" });
    }
    image.easelFlipped = true;
    return image;
  } catch (error) {
    return decodeElement(blob, error);
  }
}

async function decodeElement(blob, reason) {
  const image = new Image();
  image.src = URL.createObjectURL(blob);
  try {
    await image.decode();
  } catch {
    throw reason;
  } finally {
    URL.revokeObjectURL(image.src);
  }
  return image;
}

function drawUpright(context, image, width, height) {
  if (image.easelFlipped) context.setTransform(1, 0, 0, -1, 0, height);
  context.drawImage(image, 0, 0, width, height);
  context.resetTransform();
}

function canvasOf(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

export function release(map) {
  map.texture.dispose();
  map.image?.close?.();
}
