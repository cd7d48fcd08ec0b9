// @ts-check
// The desk of a material: tabs, each from a module of its own, built when first chosen. What they make is a new version;
// the desk says how far it is and then shows it.

import { progressBar } from "../../kit/bar.js";
import { button, el, setText } from "../../kit/dom.js";
import { t } from "../../kit/language.js";
import { call } from "../../kit/server.js";
import { toast } from "../../kit/toast.js";
import { showJob } from "../../results/chosen_job.js";
import { madeHere } from "../made_here.js";
import { DeskTabs } from "./desk_tabs.js";

/** @import { DeskCard, JobView, Server } from "../../views.d.ts" */
/** @import { Shown } from "./desk_tabs.js" */
/**
 * @typedef {object} Section
 * @property {string} title
 * @property {number} place Among the sections.
 * @property {(desk: Desk, body: HTMLElement) => Shown} build Called when its tab is first chosen.
 */
/**
 * @typedef {object} DeskPlace
 * @property {Record<string, string>} mapTitles Map -> its name.
 * @property {Server} server
 * @property {{leave?: () => void}} emit As in a result view.
 * @property {(job: JobView) => void} opened Shows this version.
 * @property {() => void} changed The material itself was written to: fetch anew what is shown.
 */

/** Where the desk stands beside the viewer, as in desk.css. */
const BESIDE = "(min-width: 1200px)";
/** What is chosen there at first: it costs nothing to show. */
const FIRST = "take_away";

/** @type {Map<string, Section>} */
const sections = new Map();

/**
 * @param {string} name
 * @param {Section} section
 */
export const deskSection = (name, section) => {
  sections.set(name, section);
};

/** @param {DeskPlace} place */
export const materialDesk = (place) => new Desk(place);

export class Desk {
  /** @param {DeskPlace} place */
  constructor({ mapTitles, server, emit, opened, changed }) {
    this.mapTitles = mapTitles;
    this.server = server;
    this.emit = emit;
    this.opened = opened;
    this.changed = changed;
    /** @type {JobView | null} */
    this.shown = null;
    /** @type {Promise<DeskCard | null> | null} */
    this.asked = null; // the report card of what is shown
    this.busy = false;
    /** @type {string | null} */
    this.working = null; // id of the job that makes the new version
    this.words = el("span.e-desk-words");
    this.bar = progressBar(t("Progress of the new version"));
    const stop = button(t("Stop"), () => this.working && call(server.job_stop, this.working), "quiet");
    this.work = el("div.e-desk-work", { role: "status", hidden: true }, this.words, this.bar, stop);
    const ordered = [...sections].sort(([, a], [, b]) => a.place - b.place);
    const built = ordered.map(([name, { title, build }]) => ({
      name,
      title,
      build: (/** @type {HTMLElement} */ body) => build(this, body),
    }));
    const label = t("Work on this material");
    this.tabs = new DeskTabs(built, label, () => this.job());
    this.node = el("section.e-desk", { "aria-label": label, hidden: true }, this.work, this.tabs.nodes);
    // Work that this machine did can be tried again with other settings: its tab opens, and holds them.
    const again = (/** @type {Event} */ event) => {
      const { detail } = /** @type {CustomEvent<{job: string, section: string}>} */ (event);
      if (!this.node.isConnected) window.removeEventListener("easel:desk", again);
      else if (detail.job === this.shown?.id) this.open(detail.section);
    };
    window.addEventListener("easel:desk", again);
  }

  /** The material that is shown; sections exist only while there is one. */
  job() {
    return /** @type {JobView} */ (this.shown);
  }

  /** @param {JobView} job */
  show(job) {
    const fresh = this.shown === null || signature(job) !== signature(this.shown);
    this.shown = job;
    this.node.hidden = !isWorkable(job);
    if (!fresh || this.node.hidden) return;
    this.asked = null;
    if (this.tabs.chosen) this.tabs.show();
    else if (matchMedia(BESIDE).matches) this.tabs.choose(FIRST);
  }

  /** @param {string} name Of a section. */
  open(name) {
    this.tabs.choose(name);
    this.node.scrollIntoView({ block: "nearest", behavior: "smooth" });
    this.tabs.chosen?.tab.focus({ preventScroll: true });
  }

  /**
   * The report card, asked for once. Meanwhile the section's body says so, or what it held stands back.
   * @param {HTMLElement} body
   * @returns {Promise<DeskCard | null>} null when it cannot be had, or another material is shown by then.
   */
  async report(body) {
    const of = this.job();
    if (body.childElementCount) body.setAttribute("aria-busy", "true");
    else {
      const bar = progressBar(t("Looking at the maps"));
      bar.show(null);
      body.replaceChildren(el("div.e-desk-wait", null, el("p", null, t("Looking at the maps.")), bar));
    }
    this.asked ??= call(this.server.material_report, of.id);
    const card = await this.asked;
    if (signature(this.job()) !== signature(of)) return null;
    body.removeAttribute("aria-busy");
    if (!card) body.replaceChildren(el("p.e-quiet", null, t("The maps could not be looked at.")));
    return card;
  }

  /**
   * Start work on this machine and show the new version when it is done.
   * @param {string} operation
   * @param {object} settings
   */
  async make(operation, settings) {
    if (this.busy) {
      toast(t("Wait until the new version is done, or stop it."));
      return;
    }
    const before = this.job().id;
    const pressed = document.activeElement;
    const inside = this.node.contains(pressed);
    this.hold(true);
    const made = await madeHere(this.server, this.node, { operation, settings }, (job) => this.tell(job));
    this.working = null;
    this.hold(false);
    if (!made) return;
    if (made.state !== "succeeded") toast(made.state === "stopped" ? t("Stopped. Nothing was changed.") : made.message);
    else if (this.shown?.id === before) {
      this.opened(made);
      // The button that was pressed goes with what it stood in: the focus stays with its section.
      const left = document.activeElement === document.body || document.activeElement === pressed;
      if (left && inside) this.tabs.chosen?.tab.focus({ preventScroll: true });
    } else toast(t("The new version is done. It is the newest of your materials."));
  }

  /**
   * A vendor's job was started from here: it is shown where its panel is, and followed.
   * @param {JobView} job
   */
  started(job) {
    if (this.emit.leave) {
      this.emit.leave();
      showJob(job.capability, job.id);
    } else window.dispatchEvent(new Event("easel:kick"));
  }

  /** @param {boolean} on */
  hold(on) {
    this.busy = on;
    this.work.hidden = !on;
    this.node.toggleAttribute("data-busy", on);
    if (on) {
      setText(this.words, t("Making a new version"));
      this.bar.show(null);
    }
  }

  /** @param {JobView} made */
  tell(made) {
    this.working = made.id;
    setText(this.words, `${made.model}: ${made.words}`);
    this.bar.show(made.progress_percent ? made.progress_percent / 100 : null);
  }
}

/** @param {JobView} job */
const isWorkable = (job) =>
  job.final && job.capability === "pbr-material" && job.outputs.some((asset) => Boolean(asset.label));

/**
 * What a report card depends on.
 * @param {JobView} job
 */
const signature = (job) =>
  [
    job.id,
    job.size_m,
    job.height_range_m,
    ...job.outputs.map((asset) => `${asset.id}:${asset.label}:${asset.certain}`),
  ].join("|");
