// @ts-check
// One fold of the desk.
import { el } from "../kit/dom.js";

/** @import { JobView } from "../views.d.ts" */
/** @typedef {{show: (job: JobView) => void}} Shown show: the fold opens, or another material is shown while it is open. */

export class DeskFold {
  /**
   * @param {string} name
   * @param {string} title
   * @param {(body: HTMLElement) => Shown} build
   * @param {() => JobView} job
   */
  constructor(name, title, build, job) {
    this.name = name;
    this.body = el("div.e-desk-body");
    this.build = build;
    this.job = job;
    /** @type {Shown | null} */
    this.built = null;
    this.summary = el("summary", null, title);
    this.node = el(
      "details.e-desk-fold",
      { dataset: { section: name }, ontoggle: () => this.show() },
      this.summary,
      this.body,
    );
  }

  show() {
    if (!this.node.open) return;
    this.built ??= this.build(this.body);
    this.built.show(this.job());
  }

  open() {
    this.node.open = true;
    this.node.scrollIntoView({ block: "start", behavior: "smooth" });
    this.summary.focus({ preventScroll: true });
  }
}
