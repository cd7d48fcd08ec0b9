// The form of a panel: its model, its fields, its draft.
import { draftChanged, readDraft } from "./drafts.js";

const panels = new Map();

// One panel: the chosen model, its fields, and what was typed so far, which form/drafts.js keeps.
class Panel {
  constructor(name) {
    this.name = name;
    this.fields = new Map();
    this.model = null;
    this.draft = readDraft(name);
  }

  keep(role, value) {
    this.draft[role] = value;
    draftChanged(this);
  }

  setModel(model) {
    if (model === this.model) return;
    this.model = model;
    for (const field of this.fields.values()) field.adopt(model);
  }

  changed(role) {
    for (const field of this.fields.values()) {
      if (field.role !== role && field.kind.follow) field.kind.follow(field, role);
    }
    window.dispatchEvent(new CustomEvent("easel:changed", { detail: { panel: this.name, role } }));
  }

  value(role) {
    return this.fields.get(role)?.value;
  }

  // Fill the form, also one whose tab was never opened: it then begins with this as its draft.
  fill(model, values) {
    this.draft = { ...this.draft, ...values, model };
    draftChanged(this);
    this.show({ ...values, model });
  }

  // Put values into the fields that are on the page.
  show(values) {
    const [field] = this.fields.values();
    if (!field) return;
    if (values.model in field.specs) this.setModel(values.model);
    for (const [role, value] of Object.entries(values)) this.fields.get(role)?.set(value);
  }

  // Add a media value to a tray; one that is there already keeps its place, and its number.
  add(role, value) {
    const field = this.fields.get(role);
    const held = (field ? field.value : this.draft[role]) ?? [];
    if (held.includes(value)) return;
    if (field) field.set([...held, value]);
    else this.keep(role, [...held, value]);
  }

  // errors: {role: sentence}; a role whose control is not shown is left to the summary.
  showErrors(errors) {
    let first = null;
    for (const field of this.fields.values()) {
      field.error(errors[field.role] || "");
      if (errors[field.role] && field.spec) first = first || field;
    }
    if (first) first.reveal();
  }
}

// The panel of this name; it is made when it is first asked for.
export const panelOf = (name) => {
  if (!panels.has(name)) panels.set(name, new Panel(name));
  return panels.get(name);
};

export const allPanels = () => panels.values();
