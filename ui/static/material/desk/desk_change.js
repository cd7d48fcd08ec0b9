// @ts-check
// "Change": a coat over the material, or a blend with another one, with a quick picture of what would be made. Of a version
// that was made here its own settings come back, to be tried with others in its place.

import { button, el } from "../../kit/dom.js";
import { t } from "../../kit/language.js";
import { itemActions } from "../../results/result_actions.js";
import { materialChoice } from "../material_choice.js";
import { anySeed, choice, percentWords, slider, timesWords } from "../material_controls.js";
import { WorkPreview } from "../work_preview.js";
import { COATS, changeOf, firstChange, wayOf, workOf } from "./change_settings.js";
import { deskSection } from "./desk.js";

/** @import { JobView } from "../../views.d.ts" */
/** @import { Change } from "./change_settings.js" */
/** @import { Desk } from "./desk.js" */

deskSection("change", { title: t("Change"), place: 3, build: (desk, body) => new ChangeSection(desk, body) });

itemActions.push({
  title: t("Use these settings again"),
  first: true,
  enabled: (/** @type {JobView} */ job) => Boolean(wayOf(job)),
  run: (/** @type {JobView} */ job) =>
    window.dispatchEvent(new CustomEvent("easel:desk", { detail: { job: job.id, section: "change" } })),
});

class ChangeSection {
  /**
   * @param {Desk} desk
   * @param {HTMLElement} body
   */
  constructor(desk, body) {
    this.desk = desk;
    this.change = firstChange();
    this.preview = new WorkPreview(desk.server);
    this.controls = this.madeControls();
    this.others = el("div");
    this.make = button(t("Make this version"), () => this.start(), "primary");
    this.another = button(t("Another pattern"), () => this.set({ seed: anySeed() }));
    const { starts, ways, coats, amount, scale, share, softness } = this.controls;
    this.coat = el("div.e-change-way", null, coats, amount, scale);
    this.blend = el("div.e-change-way", null, this.others, share, softness);
    /** @type {string | null} */
    this.listed = null; // of which material the others are
    this.name = ""; // of the one above
    /** @type {string | null} */
    this.at = null; // the material whose settings were taken over
    const acts = el("div.e-desk-head", null, this.make, this.another);
    const parts = [starts, ways, this.coat, this.blend, acts, this.preview.said];
    body.append(el("div.e-change", null, this.preview.picture, el("div.e-change-controls", null, parts)));
  }

  madeControls() {
    const { change } = this;
    const blends = { coat: t("Lay something over it"), blend: t("Blend with another material") };
    const places = { before: t("In place of this change"), this: t("On top of it") };
    const percent = (/** @type {string} */ label, /** @type {"amount" | "share" | "softness"} */ name) =>
      slider(label, { min: 0, max: 100, step: 1, at: 100 * change[name] }, percentWords, (value) =>
        this.set({ [name]: value / 100 }),
      );
    return {
      ways: choice(t("How"), blends, change.way, (way) => this.set({ way: way === "blend" ? "blend" : "coat" })),
      starts: choice(t("Start from"), places, change.on, (on) => this.set({ on: on === "before" ? "before" : "this" })),
      coats: choice(t("What"), COATS, change.overlay, (overlay) => this.set({ overlay })),
      amount: percent(t("Amount"), "amount"),
      scale: slider(t("Size of the pattern"), { min: -2, max: 2, step: 0.25, at: 0 }, timesWords, (power) =>
        this.set({ scale: 2 ** power }),
      ),
      share: percent(t("Amount"), "share"),
      softness: percent(t("Softness of the border"), "softness"),
    };
  }

  /** @param {Partial<Change>} changes */
  set(changes) {
    Object.assign(this.change, changes);
    this.draw();
    this.ask();
  }

  /** @param {JobView} job */
  show(job) {
    if (this.at !== job.id) {
      this.at = job.id;
      Object.assign(this.change, changeOf(job));
      this.showSettings();
    }
    this.draw();
    this.ask();
  }

  showSettings() {
    const { starts, ways, coats, amount, scale, share, softness } = this.controls;
    const { change } = this;
    starts.set(change.on);
    ways.set(change.way);
    coats.set(change.overlay);
    amount.set(100 * change.amount);
    scale.set(Math.log2(change.scale));
    share.set(100 * change.share);
    softness.set(100 * change.softness);
  }

  draw() {
    const { way, above } = this.change;
    const job = this.desk.job();
    this.controls.starts.hidden = !wayOf(job);
    this.coat.hidden = this.another.hidden = way !== "coat";
    this.blend.hidden = way !== "blend";
    this.controls.share.hidden = this.controls.softness.hidden = !above;
    if (way === "blend" && this.listed !== job.id) this.list(job);
  }

  /** @param {JobView} job */
  async list(job) {
    const isShown = () => this.desk.job().id === job.id;
    this.listed = job.id;
    this.others.replaceChildren(el("p.e-quiet", null, t("Looking for your other materials.")));
    const legend = t("Fills it up from its hollows");
    const radios = await materialChoice(this.desk.server, job.id, legend, this.change.above, (one) => {
      if (!isShown()) return;
      this.name = one.name;
      this.change.above = one.id;
      this.ask();
    });
    if (!isShown()) return;
    const none = t("There is no other material yet. Make one, then blend them here.");
    this.others.replaceChildren(radios ?? el("p.e-quiet", null, none));
    this.draw();
  }

  ask() {
    const work = workOf(this.change, this.desk.job());
    this.make.disabled = !work;
    this.preview.ask(work, () => ({
      alt: this.words(),
      said: t("On this machine, free of charge. This version stays as it is."),
    }));
  }

  words() {
    const { way, overlay, amount } = this.change;
    if (way === "blend") return t("Preview: blended with {name}", { name: this.name || t("another material") });
    const coats = COATS[overlay].toLowerCase();
    return t("Preview: {coats}, {amount} %", { coats, amount: Math.round(100 * amount) });
  }

  start() {
    const work = workOf(this.change, this.desk.job());
    if (work) this.desk.make(work.operation, work.settings);
  }
}
