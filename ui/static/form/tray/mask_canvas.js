// @ts-check
// The mask itself: a drawing of at most 1536 px whose opacity is what is marked, with undo. It knows no page around it.
import { el } from "../../kit/dom.js";
import { flood } from "./flood.js";

const MOST_PX = 1536;
const MOST_STEPS = 30;
const INK = "#e0482f";

/** @typedef {[number, number]} Place x and y in pixels of the mask. */

export const MaskCanvas = class {
  /**
   * @param {number} width In pixels.
   * @param {number} height
   */
  constructor(width, height) {
    const scale = Math.min(1, MOST_PX / Math.max(width, height));
    this.canvas = el("canvas");
    this.canvas.width = Math.max(1, Math.round(width * scale));
    this.canvas.height = Math.max(1, Math.round(height * scale));
    this.ink = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d", { willReadFrequently: true }));
    Object.assign(this.ink, { lineCap: "round", lineJoin: "round", strokeStyle: INK, fillStyle: INK });
    /** @type {Uint8Array[]} */
    this.past = [];
    /** @type {Uint8Array[]} */
    this.future = [];
  }

  get width() {
    return this.canvas.width;
  }
  get height() {
    return this.canvas.height;
  }

  // Which share of the picture is marked, 0 to 1.
  get share() {
    const marked = this.opacity();
    let sum = 0;
    for (let at = 0; at < marked.length; at += 7) sum += marked[at];
    return sum / 255 / Math.ceil(marked.length / 7);
  }

  opacity() {
    const { data } = this.ink.getImageData(0, 0, this.width, this.height);
    const marked = new Uint8Array(data.length / 4);
    for (let at = 0; at < marked.length; at += 1) marked[at] = data[4 * at + 3];
    return marked;
  }

  /** @param {Uint8Array} marked A byte for each pixel, by rows. */
  put(marked) {
    const picture = this.ink.createImageData(this.width, this.height);
    const words = new Uint32Array(picture.data.buffer);
    const [red, green, blue] = [1, 3, 5].map((place) => parseInt(INK.slice(place, place + 2), 16));
    for (let at = 0; at < words.length; at += 1) words[at] = (marked[at] << 24) | (blue << 16) | (green << 8) | red;
    this.ink.putImageData(picture, 0, 0);
  }

  // Call before each change.
  remember(before = this.opacity()) {
    this.past.push(before);
    if (this.past.length > MOST_STEPS) this.past.shift();
    this.future = [];
  }

  undo() {
    this.step(this.past, this.future);
  }
  redo() {
    this.step(this.future, this.past);
  }

  /**
   * @param {Uint8Array[]} from
   * @param {Uint8Array[]} to
   */
  step(from, to) {
    const marked = from.pop();
    if (!marked) return;
    to.push(this.opacity());
    this.put(marked);
  }

  /**
   * @param {Place} from
   * @param {Place} to
   * @param {number} size_px
   * @param {boolean} erase
   */
  line(from, to, size_px, erase) {
    const { ink } = this;
    ink.globalCompositeOperation = erase ? "destination-out" : "source-over";
    ink.lineWidth = size_px;
    ink.beginPath();
    ink.moveTo(...from);
    ink.lineTo(to[0], to[1] + (from[0] === to[0] && from[1] === to[1] ? 0.01 : 0)); // a point is a line, too
    ink.stroke();
    ink.globalCompositeOperation = "source-over";
  }

  invert() {
    this.remember();
    this.put(this.opacity().map((value) => 255 - value));
  }

  clear() {
    this.remember();
    this.ink.clearRect(0, 0, this.width, this.height);
  }

  /**
   * Mark the area around a point as far as it is not marked yet.
   * @param {number} x
   * @param {number} y
   */
  fill(x, y) {
    const marked = this.opacity();
    const before = marked.slice();
    if (!flood(marked, this.width, x, y)) return;
    this.remember(before);
    this.put(marked);
  }

  /**
   * Begin from a mask that exists: its brightness is what is marked.
   * @param {HTMLImageElement} picture
   */
  load(picture) {
    this.ink.drawImage(picture, 0, 0, this.width, this.height);
    const { data } = this.ink.getImageData(0, 0, this.width, this.height);
    const marked = new Uint8Array(data.length / 4);
    for (let at = 0; at < marked.length; at += 1) marked[at] = (data[4 * at] * data[4 * at + 3]) / 255;
    this.put(marked);
  }

  /** @returns {Promise<Blob | null>} A PNG, white on black. */
  blob() {
    const whole = el("canvas");
    whole.width = this.width;
    whole.height = this.height;
    const ink = whole.getContext("2d");
    if (!ink) return Promise.resolve(null);
    ink.drawImage(this.canvas, 0, 0);
    ink.globalCompositeOperation = "source-in";
    ink.fillStyle = "#fff";
    ink.fillRect(0, 0, this.width, this.height);
    ink.globalCompositeOperation = "destination-over";
    ink.fillStyle = "#000";
    ink.fillRect(0, 0, this.width, this.height);
    return new Promise((done) => whole.toBlob(done, "image/png"));
  }
};
