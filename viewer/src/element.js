// <easel-material-viewer>: holds the options, loads the maps, and ties stage, orbit and toolbar together.

import { capability } from "./capability.js";
import { LOOK, recall, remember, soundLook } from "./look.js";
import { Orbit } from "./orbit.js";
import { Stage } from "./stage.js";
import { heightRatio, loadMap, MAP_NAMES, normalOf, release } from "./textures.js";
import { node, Toolbar } from "./toolbar.js";
import css from "./viewer.css";
import { fill, WORDS } from "./words.js";

/**
 * @typedef {object} Options
 * @property {Partial<Record<'basecolor'|'normal'|'roughness'|'metalness'|'height'|'ambient_occlusion', string>>} [maps] addresses
 * @property {number} [sizeM] side of one tile in metres
 * @property {number} [heightRangeM] black to white of the height map in metres
 * @property {'opengl'|'directx'} [normalConvention]
 * @property {string} [fallbackImage] a flat picture for browsers without WebGL 2
 * @property {object} [look] see LOOK in look.js; overrides what the visitor used last
 * @property {string} [height] CSS height of the picture, without the controls
 * @property {'auto'|'full'|'light'} [quality] light: fewer vertices, no shadows; auto chooses it without a graphics card
 * @property {string} [fileName] of a saved picture, without extension
 * @property {Record<string, string>} [words] replacements for WORDS
 */

const SNAPSHOT_SCALE = 2;

export const supported = () => capability().webgl2;

export class EaselMaterialViewer extends HTMLElement {
  #options = { maps: {} };
  #look = null;
  #loaded = {};
  #urls = {};
  #loading = null;
  #parts = null;
  #stage = null;
  #frame = 0;
  #last = 0;

  /** Resolves to true when the maps of the latest update are on the screen, to false when none could be shown. */
  ready = Promise.resolve(false);

  /** What is set now; change it with update({look: {...}}). */
  get look() {
    return { ...(this.#look ?? LOOK) };
  }

  /** @param {Options} options only what changes; `maps` replaces the whole set */
  update(options) {
    this.#options = { ...this.#options, ...options };
    this.#look = soundLook(options.look, this.#look ?? recall());
    if (!this.isConnected) return this;
    if (this.#parts) this.#apply();
    else this.#build();
    return this;
  }

  /** Frees the graphics memory and takes the viewer out of the page. */
  dispose() {
    this.remove();
    this.#tearDown();
  }

  /** @returns {Promise<Blob>} a PNG of what is shown, `scale` times the size on the page */
  snapshot(scale = SNAPSHOT_SCALE) {
    if (!this.#stage?.look) return Promise.reject(new Error("nothing is shown"));
    return this.#stage.snapshot(getComputedStyle(this.#parts.stage).backgroundColor, scale);
  }

  connectedCallback() {
    if (!this.#parts) this.#build();
  }

  // Frameworks move elements by taking them out and putting them back: only a viewer that stays away is freed.
  disconnectedCallback() {
    setTimeout(() => this.isConnected || this.#tearDown(), 0);
  }

  #build() {
    this.#look ??= recall();
    const words = { ...WORDS, ...this.#options.words };
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const parts = { root, words };
    parts.message = node("p", { class: "message", role: "status" });
    parts.progress = node("div", { class: "progress", hidden: true });
    if (!supported()) return this.#buildFlat(parts);
    parts.canvas = node("canvas", { tabindex: "0", role: "application", "aria-label": words.canvas });
    parts.hint = node("p", { class: "hint", "aria-hidden": "true" }, words.wheelHint);
    parts.retry = node("button", { type: "button", class: "plain framed", hidden: true }, words.retry);
    parts.retry.addEventListener("click", () => this.#load());
    parts.toolbar = new Toolbar(words, {
      look: (change) => this.#change(change),
      reset: () =>
        this.#change({ ...LOOK, shape: this.#look.shape, view: this.#look.view, environment: this.#look.environment }),
      snapshot: () => this.#save(),
      fullScreen: () => this.#toggleFullScreen(),
    });
    const status = node("div", { class: "status" }, parts.message, parts.retry);
    parts.stage = node(
      "div",
      { class: "stage" },
      parts.canvas,
      parts.progress,
      parts.hint,
      status,
      parts.toolbar.actions,
    );
    parts.frame = node(
      "div",
      { class: "frame", role: "group", "aria-label": words.viewer },
      parts.stage,
      parts.toolbar.panel,
      parts.toolbar.bar,
    );
    root.replaceChildren(node("style", {}, css), parts.frame);
    this.#parts = parts;
    this.#startStage();
    this.#apply();
  }

  #startStage() {
    const { canvas, stage, frame, toolbar } = this.#parts;
    const orbit = new Orbit(canvas, {
      changed: () => this.#wake(),
      calm: () => matchMedia("(prefers-reduced-motion: reduce)").matches,
      wheelRefused: () => this.#hint(),
    });
    const able = capability(this.#options.quality);
    this.#stage = new Stage(canvas, orbit, able);
    canvas.addEventListener("webglcontextlost", () => this.#say(this.#parts?.words.contextLost));
    canvas.addEventListener("webglcontextrestored", () => {
      this.#stage?.restore();
      this.#say("");
      this.#wake();
    });
    this.resizing = new ResizeObserver(() => {
      this.#stage.resize(stage.clientWidth, stage.clientHeight, Math.min(devicePixelRatio, able.maxPixelRatio));
      this.#wake();
      // Chromium does not lay out what stands below when a container query makes the frame taller: any change does it.
      this.style.paddingBottom = this.style.paddingBottom ? "" : "0.02px";
    });
    this.resizing.observe(stage);
    this.resizing.observe(frame);
    this.leaveFullScreen = (event) => {
      if (event.type === "keydown" && event.key !== "Escape") return;
      if (event.type === "keydown") this.classList.remove("filled");
      toolbar.setFullScreen(this.#isFull());
    };
    document.addEventListener("fullscreenchange", this.leaveFullScreen);
    document.addEventListener("keydown", this.leaveFullScreen);
  }

  #buildFlat(parts) {
    const { fallbackImage, maps, height } = this.#options;
    const picture = fallbackImage ?? maps?.basecolor;
    parts.message.textContent = picture ? parts.words.noWebGL : parts.words.noWebGLPlain;
    const stage = node("div", { class: "stage flat" });
    if (picture) stage.append(node("img", { src: picture, alt: parts.words.flatPicture }));
    if (height) this.style.setProperty("--stage-height", height);
    const frame = node(
      "div",
      { class: "frame", role: "group", "aria-label": parts.words.viewer },
      stage,
      parts.message,
    );
    parts.root.replaceChildren(node("style", {}, css), frame);
    this.#parts = { ...parts, flat: true };
    this.ready = Promise.resolve(false);
  }

  #apply() {
    if (this.#parts.flat) return this.#buildFlat(this.#parts);
    if (this.#options.height) this.style.setProperty("--stage-height", this.#options.height);
    const urls = Object.fromEntries(
      MAP_NAMES.filter((name) => this.#options.maps?.[name]).map((name) => [name, this.#options.maps[name]]),
    );
    const scale = JSON.stringify([this.#options.sizeM, this.#options.heightRangeM, this.#options.normalConvention]);
    const same = JSON.stringify(urls) === JSON.stringify(this.#urls) && scale === this.scale;
    this.scale = scale;
    if (!same || !this.#loading) {
      this.#urls = urls;
      this.#load();
    }
    this.#showLook();
  }

  #change(change) {
    this.#look = soundLook(change, this.#look);
    remember(this.#look);
    this.#showLook();
    this.dispatchEvent(new CustomEvent("easel-look", { detail: this.look }));
  }

  // A view of a map that is not there falls back to the material, but is remembered for the next one.
  #showLook() {
    const look = { ...this.#look };
    if (look.view !== "lit" && !this.#loaded[look.view]) look.view = "lit";
    this.#parts.toolbar.show(look);
    if (!Object.keys(this.#loaded).length) return;
    this.#stage.setLook(look);
    this.#wake();
  }

  #load() {
    this.#loading?.abort();
    this.#loading = new AbortController();
    this.ready = this.#loadMaps(this.#loading.signal);
  }

  async #loadMaps(signal) {
    const { words, retry } = this.#parts;
    const urls = this.#urls;
    const names = Object.keys(urls);
    retry.hidden = true;
    const maps = {};
    let done = 0;
    const count = () => this.#progress(done / names.length, fill(words.loadingCount, { done, total: names.length }));
    if (names.length) count();
    const { anisotropy } = this.#stage;
    const jobs = names.map(async (name) => {
      const present = this.#loaded[name];
      const map = present?.url === urls[name] ? present : await loadMap(name, urls[name], { signal, anisotropy });
      map.url = urls[name];
      maps[name] = map;
      if (signal.aborted) return;
      done += 1;
      count();
    });
    const results = await Promise.allSettled(jobs);
    if (signal.aborted) {
      for (const [name, map] of Object.entries(maps)) if (this.#loaded[name] !== map) release(map);
      return false;
    }
    return this.#take(
      maps,
      names.filter((_, i) => results[i].status === "rejected"),
    );
  }

  #take(maps, failed) {
    const { words, toolbar, retry } = this.#parts;
    const { sizeM, heightRangeM, normalConvention } = this.#options;
    const ratio = maps.height ? heightRatio(maps, { sizeM, heightRangeM }) : 0;
    const derived = !maps.normal && maps.height;
    if (derived) maps.normal = normalOf(maps.height, ratio, this.#stage.anisotropy);
    const before = this.#loaded;
    this.#loaded = maps;
    this.#stage.setMaps(maps, { directx: !derived && normalConvention === "directx", ratio });
    for (const name of Object.keys(before)) if (before[name] !== maps[name]) release(before[name]);
    toolbar.setViews(maps);
    this.#progress(1, "");
    const nothing = Object.keys(maps).length === 0;
    retry.hidden = failed.length === 0;
    if (nothing) this.#say(failed.length ? words.failed : words.empty);
    else if (failed.length) this.#say(fill(words.partly, { maps: failed.map((name) => words[name]).join(", ") }));
    this.#parts.frame.classList.toggle("nothing", nothing);
    this.#showLook();
    this.#stage.draw(1);
    this.dispatchEvent(new CustomEvent(nothing ? "easel-error" : "easel-ready", { detail: { failed } }));
    return !nothing;
  }

  #say(sentence) {
    if (this.#parts) this.#parts.message.textContent = sentence ?? "";
  }

  #progress(share, sentence) {
    const { progress, frame } = this.#parts;
    progress.hidden = share >= 1;
    progress.style.setProperty("--done", String(share));
    frame.setAttribute("aria-busy", String(share < 1));
    this.#say(share < 1 ? sentence : "");
  }

  #hint() {
    const { hint } = this.#parts;
    hint.classList.add("shown");
    clearTimeout(this.hinting);
    this.hinting = setTimeout(() => hint.classList.remove("shown"), 1400);
  }

  #wake() {
    this.#stage?.invalidate();
    this.#ask();
  }

  // No endless loop: the next frame is asked for only while something moves.
  #ask() {
    this.#frame ||= requestAnimationFrame((now) => {
      this.#frame = 0;
      const seconds = this.#last ? (now - this.#last) / 1000 : 1 / 60;
      const moving = this.#stage?.draw(seconds) ?? false;
      this.#last = moving ? now : 0;
      if (moving) this.#ask();
    });
  }

  async #save() {
    const blob = await this.snapshot();
    const link = node("a", {
      href: URL.createObjectURL(blob),
      download: `${this.#options.fileName ?? "material"}-${this.#look.shape}.png`,
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  #isFull() {
    return document.fullscreenElement === this || this.classList.contains("filled");
  }

  // iPhones give the full screen to videos only: there the viewer fills the window instead.
  #toggleFullScreen() {
    if (document.fullscreenElement === this) return document.exitFullscreen();
    if (document.fullscreenEnabled) return this.requestFullscreen().catch(() => this.#fillWindow());
    return this.#fillWindow();
  }

  #fillWindow() {
    this.classList.toggle("filled");
    this.#parts.toolbar.setFullScreen(this.#isFull());
  }

  #tearDown() {
    if (!this.#parts) return;
    this.#loading?.abort();
    this.#loading = null;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    clearTimeout(this.hinting);
    this.resizing?.disconnect();
    document.removeEventListener("fullscreenchange", this.leaveFullScreen);
    document.removeEventListener("keydown", this.leaveFullScreen);
    for (const map of Object.values(this.#loaded)) release(map);
    this.#loaded = {};
    this.#urls = {};
    this.#stage?.dispose();
    this.#stage = null;
    this.#parts.root.replaceChildren();
    this.#parts = null;
  }
}
