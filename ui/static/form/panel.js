// @ts-check
// The form of a panel: its model, its fields, its draft.
import { draftChanged, readDraft } from "./drafts.js";

/** @import { Field } from "./field.js" */
/** @import { Draft } from "./drafts.js" */
/**
 * What the controls of these roles hold.
 * @typedef {object} Held
 * @property {string | null} prompt
 * @property {string[] | null} images Media values.
 * @property {string[] | null} profiles
 * @property {boolean | null} sequential
 */

/** @type {Map<string, Panel>} */
const panels = new Map();

// One panel: the chosen model, its fields, and what was typed so far, which form/drafts.js keeps.
export class Panel {
  /** @param {string} name */
  constructor(name) {
    this.name = name;
    /** @type {Map<string, Field>} */
    this.fields = new Map(); // by role
    /** @type {string | null} */
    this.model = null;
    this.draft = readDraft(name);
  }

  /**
   * @param {string} role
   * @param {unknown} value
   */
  keep(role, value) {
    this.draft[role] = value;
    draftChanged(this);
  }

  /** @param {string} model */
  setModel(model) {
    if (model === this.model) return;
    this.model = model;
    for (const field of this.fields.values()) field.adopt(model);
  }

  /** @param {string} role */
  changed(role) {
    for (const field of this.fields.values()) {
      if (field.role !== role && field.kind.follow) field.kind.follow(field, role);
    }
    window.dispatchEvent(new CustomEvent("easel:changed", { detail: { panel: this.name, role } }));
  }

  /**
   * @template {keyof Held} Role
   * @param {Role} role
   * @returns {Held[Role] | undefined} undefined without such a control.
   */
  value(role) {
    return /** @type {Held[Role] | undefined} */ (this.fields.get(role)?.value);
  }

  /**
   * Fill the form, also one whose tab was never opened: it then begins with this as its draft.
   * @param {string} model
   * @param {Record<string, unknown>} values By role.
   */
  fill(model, values) {
    this.draft = { ...this.draft, ...values, model };
    draftChanged(this);
    this.show({ ...values, model });
  }

  /**
   * Put values into the fields that are on the page.
   * @param {Draft} values
   */
  show(values) {
    const [field] = this.fields.values();
    if (!field) return;
    if (values.model && values.model in field.specs) this.setModel(values.model);
    for (const [role, value] of Object.entries(values)) this.fields.get(role)?.set(value);
  }

  /**
   * Add a media value to a tray; one that is there already keeps its place, and its number.
   * @param {string} role
   * @param {string} value
   */
  add(role, value) {
    const field = this.fields.get(role);
    const held = /** @type {string[]} */ ((field ? field.value : this.draft[role]) ?? []);
    if (held.includes(value)) return;
    if (field) field.set([...held, value]);
    else this.keep(role, [...held, value]);
  }

  /** @param {Record<string, string>} errors A sentence by role; one whose control is not shown is left to the summary. */
  showErrors(errors) {
    /** @type {Field | null} */
    let first = null;
    for (const field of this.fields.values()) {
      field.error(errors[field.role] || "");
      if (errors[field.role] && field.spec) first = first || field;
    }
    first?.reveal();
  }
}

/**
 * The panel of this name; it is made when it is first asked for.
 * @param {string} name
 */
export const panelOf = (name) => {
  const panel = panels.get(name) ?? new Panel(name);
  panels.set(name, panel);
  return panel;
};

export const allPanels = () => panels.values();
