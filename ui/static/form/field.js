// @ts-check
// The frame every form control stands in: label, help, error, draft, and the model that decides its limits.
// A control is a gr.HTML whose value is {v: …} and whose props are {panel, role, model, specs}; specs holds what the
// control may be for each model, or null where that model has no such setting. User text is set by textContent only.

import { button, el } from "../kit/dom.js";
import { blockAround } from "../kit/gradio_dom.js";
import { t } from "../kit/language.js";
import { copy, same } from "../kit/values.js";
import { panelOf } from "./panel.js";

/** @import { FieldSpec, Server } from "../views.d.ts" */
/**
 * What Gradio holds of a control; some kinds are given more.
 * @typedef {Record<string, any> & {
 *   panel: string, role: string, model: string, specs: Record<string, FieldSpec | null>, value?: {v: unknown} | null,
 *   without?: string,
 * }} Props
 */
/**
 * What Gradio hands to a component.
 * @typedef {object} Tools
 * @property {Server} server
 * @property {(file: File) => Promise<{path: string}>} upload
 * @property {(property: string, changed: () => void) => void} watch
 */
/**
 * A kind of control; it hangs what it needs on the field it stands in.
 * @typedef {{
 *   build(f: Field): void,
 *   draw(f: Field): void,
 *   fit?(value: unknown, spec: FieldSpec, before: FieldSpec | null): unknown,
 *   follow?(f: Field, role: string): void,
 * }} Kind build: once, into f.body. fit: what it should hold when `spec` replaces `before`. follow: another role changed.
 */
/**
 * A field as its kind knows it: what it holds, what its spec always has, and what was hung on it.
 * @template Value
 * @template {keyof FieldSpec} [Needed=never]
 * @template {object} [Own={}]
 * @typedef {Field & {value: Value, spec: FieldSpec & {[Key in Needed]-?: NonNullable<FieldSpec[Key]>}} & Own} Control
 */

/** @type {Map<string, Kind>} */
const kinds = new Map();
let serial = 0;

export class Field {
  /**
   * @param {Kind} kind
   * @param {HTMLElement} element
   * @param {Props} props
   * @param {Tools} tools
   */
  constructor(kind, element, props, tools) {
    this.kind = kind;
    this.props = props;
    this.role = props.role;
    this.specs = copy(props.specs);
    this.panel = panelOf(props.panel);
    this.server = tools.server;
    this.upload = tools.upload;
    this.id = `e-${props.panel}-${props.role}-${++serial}`;
    this.root = /** @type {HTMLElement} */ (element.querySelector(".e-control"));
    this.label = el("label.e-label", { id: `${this.id}-label` });
    this.help = el("p.e-help", { id: `${this.id}-help`, hidden: true });
    this.why = button("?", () => this.toggleHelp(), ".e-why");
    this.why.setAttribute("aria-expanded", "false");
    this.why.setAttribute("aria-controls", this.help.id);
    this.aside = el("span.e-aside");
    this.head = el("div.e-head", null, this.label, this.why, this.aside);
    this.body = el("div.e-body");
    this.problem = el("p.e-error", { id: `${this.id}-error`, role: "alert", hidden: true });
    this.without = el("p.e-help", { hidden: true }); // said where the model has no such setting
    this.root.replaceChildren(this.head, this.help, this.body, this.problem, this.without);
    /** @type {HTMLElement | null} */
    this.named = null;
    this.panel.fields.set(this.role, this);
    if (this.panel.model === null) {
      const drafted = this.panel.draft.model;
      this.panel.model = drafted && drafted in this.specs ? drafted : props.model;
      this.panel.draft.model = this.panel.model;
    }
    const draft = this.panel.draft[this.role];
    /** @type {FieldSpec | null} */
    this.spec = this.specs[this.panel.model] ?? null;
    /** @type {unknown} */
    this.value = copy(draft === undefined ? props.value?.v : draft);
    this.kind.build(this);
    const kept = draft !== undefined && this.panel.draft.model === this.panel.model;
    if (this.spec && !kept) this.value = this.fitted(this.value, this.spec, null);
    this.draw();
    // Gradio holds what is sent with an event, and writes the server's first value once more after this function.
    tools.watch("value", () => this.tell());
    setTimeout(() => this.tell(), 0);
  }

  // What the visitor sees is the truth; make Gradio hold it.
  tell() {
    if (!same(this.value, this.props.value?.v ?? null)) this.props.value = { v: copy(this.value) };
  }

  toggleHelp() {
    this.help.hidden = !this.help.hidden;
    this.why.setAttribute("aria-expanded", String(!this.help.hidden));
  }

  /**
   * Tie label, help and error to the element a person types into, or to the group of choices.
   * @param {HTMLElement} node
   * @param {boolean} [group]
   */
  names(node, group = false) {
    if (group) {
      node.setAttribute("role", node.getAttribute("role") || "group");
      node.setAttribute("aria-labelledby", this.label.id);
    } else {
      node.id = node.id || `${this.id}-input`;
      this.label.htmlFor = node.id;
    }
    node.setAttribute("aria-describedby", `${this.help.id} ${this.problem.id}`);
    this.named = node;
  }

  /**
   * What the control should hold when `spec` replaces `before`; a fresh choice where the old one is not offered.
   * @param {unknown} value
   * @param {FieldSpec} spec
   * @param {FieldSpec | null} before
   */
  fitted(value, spec, before) {
    return this.kind.fit ? this.kind.fit(value, spec, before) : value;
  }

  /** @param {string} model */
  adopt(model) {
    const before = this.spec;
    this.spec = this.specs[model] ?? null;
    this.error("");
    if (this.spec) {
      const value = this.fitted(this.value, this.spec, before);
      if (!same(value, this.value)) this.set(value, false);
    }
    this.draw();
  }

  draw() {
    const wrapper = blockAround(this.root) ?? this.root;
    const said = this.spec ? "" : (this.props.without ?? "");
    wrapper.classList.toggle("e-absent", !this.spec && !said);
    this.without.textContent = said;
    this.without.hidden = !said;
    for (const part of [this.head, this.body]) part.hidden = !this.spec;
    if (!this.spec) {
      this.help.hidden = true;
      return;
    }
    this.label.textContent = this.spec.label;
    this.why.setAttribute("aria-label", t("What is {label}?", { label: this.spec.label.toLowerCase() }));
    this.why.hidden = !this.spec.help;
    this.help.textContent = this.spec.help || "";
    try {
      this.kind.draw(this);
    } catch (fault) {
      // a draft of an older version: start afresh rather than show nothing
      console.warn("Easel: a kept value did not fit", this.role, fault);
      this.set(copy(this.spec.start), false);
      this.kind.draw(this);
    }
  }

  /**
   * A change by the visitor, or by the control itself.
   * @param {unknown} value
   * @param {boolean} [redraw]
   */
  set(value, redraw = true) {
    this.value = copy(value);
    this.props.value = { v: copy(value) };
    this.panel.keep(this.role, this.value);
    this.error("");
    if (redraw && this.spec) this.kind.draw(this);
    this.panel.changed(this.role);
  }

  /** @param {string} sentence */
  error(sentence) {
    this.problem.textContent = sentence;
    this.problem.hidden = !sentence;
    this.root.classList.toggle("e-wrong", Boolean(sentence));
    if (sentence) this.named?.setAttribute("aria-invalid", "true");
    else this.named?.removeAttribute("aria-invalid");
  }

  reveal() {
    this.root.closest(".e-fold")?.classList.add("e-open");
    this.root.scrollIntoView({ block: "nearest" });
    const target = this.root.querySelector("textarea, input:not([type=hidden]), button:not(.e-why), select");
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
  }
}

/**
 * @template {Kind} K
 * @param {string} name
 * @param {K} kind
 */
export const define = (name, kind) => {
  kinds.set(name, kind);
};

/**
 * @param {string} name Of a kind.
 * @param {HTMLElement} element
 * @param {Props} props
 * @param {unknown} _trigger
 * @param {Tools["watch"]} watch
 * @param {Server} server
 * @param {Tools["upload"]} upload
 */
export const mount = (name, element, props, _trigger, watch, server, upload) => {
  const kind = kinds.get(name);
  if (!kind) throw new Error(`No control is called ${name}.`);
  return new Field(kind, element, props, { watch, server, upload });
};
