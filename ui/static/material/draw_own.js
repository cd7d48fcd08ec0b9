// @ts-check
// "Draw a material here": words and sliders become a material on this machine, with a live picture of it on a sphere.

import { progressBar } from "../kit/bar.js";
import { button, el, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { call } from "../kit/server.js";
import { toast } from "../kit/toast.js";
import { showJob } from "../results/chosen_job.js";
import { itemActions } from "../results/result_actions.js";
import {
  AS_WORDED,
  drawingOf,
  drawingWish,
  firstDrawing,
  placeOfWear,
  shiftWords,
  WEAR,
  wearAt,
  wearWords,
} from "./draw_settings.js";
import { madeHere } from "./made_here.js";
import { anySeed, choice, slider, timesWords } from "./material_controls.js";
import { WorkPreview } from "./work_preview.js";

/** @import { JobView } from "../views.d.ts" */
/** @import { OwnPlace } from "./bring_own.js" */
/** @import { Drawing } from "./draw_settings.js" */

const SIZES = { 512: "512 px", 1024: "1024 px", 2048: "2048 px" };
const EXAMPLE = t("Mossy cobblestone, worn");
const HINT = t("Say what it is, in English or Chinese: old red brick, wet cobblestone, oak herringbone, 青苔石墙.");

/** @type {Record<string, unknown> | null} */
let wanted = null; // settings to draw with again, until a panel that may have to be built first takes them
itemActions.push({
  title: t("Use these settings again"),
  first: true,
  enabled: (/** @type {JobView} */ job) => job.made_with?.operation === "draw_material",
  run: (
    /** @type {JobView} */ job,
    /** @type {unknown} */ _asset,
    /** @type {{emit: {leave?: () => void}}} */ { emit },
  ) => {
    wanted = job.made_with;
    emit.leave?.();
    if (emit.leave) showJob(job.capability, job.id);
    window.dispatchEvent(new Event("easel:draw"));
  },
});

export class DrawOwn {
  /** @param {OwnPlace} place */
  constructor({ server, opened, reveal }) {
    this.server = server;
    this.opened = opened;
    this.reveal = reveal;
    this.drawing = firstDrawing();
    /** @type {string | null} */
    this.working = null; // id of the job
    this.preview = new WorkPreview(server);
    this.words = el("textarea.e-input.e-draw-words", {
      rows: 2,
      maxlength: 2000,
      "aria-label": t("What to draw"),
      placeholder: EXAMPLE,
      oninput: () => this.set({ words: this.words.value.trim() }),
    });
    this.colour = el("input.e-draw-colour", {
      type: "color",
      value: "#8a6f5a",
      "aria-label": t("Colour"),
      oninput: () => this.set({ colour: this.colour.value }),
    });
    this.colourWords = el("output", null, AS_WORDED);
    this.worded = button(AS_WORDED, () => this.set({ colour: null }), "quiet");
    this.sliders = this.madeSliders();
    this.sizes = choice(t("Size"), SIZES, this.drawing.size_px, (size_px) => {
      this.drawing.size_px = Number(size_px);
    });
    this.draw = button(t("Draw it"), () => this.make(), "primary");
    this.another = button(t("Another pattern"), () => this.set({ seed: anySeed() }));
    this.bar = progressBar(t("Progress of the drawing"));
    const stop = button(t("Stop"), () => this.working && call(server.job_stop, this.working), "quiet");
    const doing = el("span", null, t("Drawing"));
    this.work = el("div.e-desk-work", { role: "status", hidden: true }, doing, this.bar, stop);
    this.node = this.made();
    this.listen();
  }

  madeSliders() {
    const even = { min: -2, max: 2, step: 0.25, at: 0 };
    const shift = { min: -50, max: 50, step: 5, at: 0 };
    return {
      wear: slider(t("Wear"), WEAR, wearWords, (at) => this.set({ wear: wearAt(at) })),
      relief: slider(t("Relief"), even, timesWords, (power) => this.set({ relief: 2 ** power })),
      roughness: slider(t("Roughness"), shift, shiftWords, (at) => this.set({ roughness_shift: at / 100 })),
    };
  }

  made() {
    const { wear, relief, roughness } = this.sliders;
    const colours = el("div.e-draw-colours", null, this.colour, this.worded);
    const colour = el("div.e-change-slider", null, el("span", null, t("Colour")), this.colourWords, colours);
    const controls = el(
      "div.e-change-controls",
      null,
      this.words,
      el("div.e-draw-sliders", null, wear, relief, roughness, colour),
      this.sizes,
      el("div.e-desk-head", null, this.draw, this.another),
      this.preview.said,
      this.work,
    );
    const content = el("div.e-change", null, this.preview.picture, controls);
    return el("section.e-bring.e-draw", { "aria-label": t("Draw a material here") }, content);
  }

  /** @param {boolean} open */
  shown(open) {
    if (open) this.ask();
  }

  listen() {
    const heard = () => {
      if (this.node.isConnected) this.again();
      else window.removeEventListener("easel:draw", heard);
    };
    window.addEventListener("easel:draw", heard);
    if (wanted) setTimeout(() => this.again()); // once it stands in the page
  }

  /** A drawn material's own settings come back, to be drawn again with others. */
  again() {
    if (!wanted) return;
    this.drawing = drawingOf(wanted);
    wanted = null;
    const { words, wear, relief, roughness_shift, colour, size_px } = this.drawing;
    this.words.value = words;
    this.sliders.wear.set(placeOfWear(wear));
    this.sliders.relief.set(Math.log2(relief));
    this.sliders.roughness.set(100 * roughness_shift);
    if (colour) this.colour.value = colour;
    this.sizes.set(size_px);
    this.reveal();
    this.ask();
    this.node.scrollIntoView({ block: "start", behavior: "smooth" });
    this.words.focus({ preventScroll: true });
  }

  /** @param {Partial<Drawing>} changes */
  set(changes) {
    Object.assign(this.drawing, changes);
    this.ask();
  }

  ask() {
    const { colour, words } = this.drawing;
    setText(this.colourWords, colour ?? AS_WORDED);
    this.worded.hidden = colour === null;
    this.draw.disabled = this.another.disabled = !words;
    const settings = { ...drawingWish(this.drawing), words: words || EXAMPLE };
    this.preview.ask({ operation: "draw_material", settings }, (answer) =>
      words
        ? { alt: t("Preview: {of}", { of: words.slice(0, 80) }), said: answer.note }
        : { alt: t("Example: {example}", { example: EXAMPLE }), said: HINT },
    );
  }

  async make() {
    if (!this.work.hidden) return;
    this.hold(true);
    this.bar.show(null);
    const wish = { operation: "draw_material", settings: drawingWish(this.drawing) };
    const made = await madeHere(this.server, this.node, wish, (job) => {
      this.working = job.id;
      this.bar.show(job.progress_percent ? job.progress_percent / 100 : null);
    });
    this.working = null;
    this.hold(false);
    if (made?.state === "succeeded") this.opened(made);
    else if (made) toast(made.state === "stopped" ? t("Stopped. Nothing was drawn.") : made.message);
  }

  /** @param {boolean} now */
  hold(now) {
    this.work.hidden = !now;
    this.draw.disabled = now || !this.drawing.words;
  }
}
