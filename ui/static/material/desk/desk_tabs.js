// @ts-check
// The sections of the desk as tabs, each built when it is first seen.
import { el } from "../../kit/dom.js";

/** @import { JobView } from "../../views.d.ts" */
/** @typedef {{show: (job: JobView) => void}} Shown show: the tab is chosen, or another material is shown while it is. */
/** @typedef {{name: string, title: string, build: (body: HTMLElement) => Shown}} TabSection */
/** @typedef {TabSection & {tab: HTMLButtonElement, body: HTMLElement, built: Shown | null}} Tab */

let desks = 0;

export class DeskTabs {
  /**
   * @param {TabSection[]} sections
   * @param {string} label
   * @param {() => JobView} job
   */
  constructor(sections, label, job) {
    desks += 1;
    this.own = `desk-${desks}`; // the library has a desk of its own
    this.job = job;
    this.tabs = sections.map((section) => this.made(section));
    /** @type {Tab | undefined} */
    this.chosen = undefined;
    const list = this.tabs.map(({ tab }) => tab);
    this.nodes = [
      el(
        "div.e-desk-tabs",
        {
          role: "tablist",
          "aria-label": label,
          onkeydown: (/** @type {KeyboardEvent} */ event) => this.step(event),
        },
        list,
      ),
      ...this.tabs.map(({ body }) => body),
    ];
  }

  /**
   * @param {TabSection} section
   * @returns {Tab}
   */
  made(section) {
    const id = `${this.own}-${section.name}`;
    const state = { type: "button", role: "tab", id, "aria-controls": `${id}-body`, "aria-selected": "false" };
    const body = el("div.e-desk-body", {
      role: "tabpanel",
      id: `${id}-body`,
      "aria-labelledby": id,
      dataset: { section: section.name },
      hidden: true,
    });
    const tab = el("button.e-desk-tab", { ...state, onclick: () => this.choose(section.name) }, section.title);
    return { ...section, tab, body, built: null };
  }

  /** @param {string} name */
  choose(name) {
    this.chosen = this.tabs.find((one) => one.name === name) ?? this.tabs[0];
    for (const one of this.tabs) {
      const now = one === this.chosen;
      one.tab.setAttribute("aria-selected", String(now));
      one.tab.tabIndex = now ? 0 : -1;
      one.body.hidden = !now;
    }
    this.show();
  }

  show() {
    const { chosen } = this;
    if (!chosen) return;
    chosen.built ??= chosen.build(chosen.body);
    chosen.built.show(this.job());
  }

  /** @param {KeyboardEvent} event */
  step(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = this.tabs.findIndex(({ tab }) => tab === document.activeElement);
    if (!by || at < 0) return;
    event.preventDefault();
    const next = this.tabs[(at + by + this.tabs.length) % this.tabs.length];
    this.choose(next.name);
    next.tab.focus();
  }
}
