// @ts-check
// What is typed to fan out: models, lists, seeds and sizes. The panel's draft keeps it.
import { panelOf } from "../form/panel.js";
import { el, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";

/**
 * @typedef {object} FanProps
 * @property {string} panel
 * @property {{key: string, label: string, vendor: string}[]} models
 * @property {boolean} prompts Whether there is a prompt to vary; so with seeds.
 * @property {boolean} seeds
 * @property {string} sizes An example of sizes; empty where there are none.
 */
/** @typedef {Partial<Record<Written, string>> & {models?: string[]}} Kept */
/** @typedef {"lists" | "seeds" | "sizes"} Written */

export class FanOutFields {
  /** @param {FanProps} props */
  constructor(props) {
    this.props = props;
    this.key = `${props.panel}-fan-out`;
    /** @type {Kept} */
    this.kept = panelOf(props.panel).draft.fan_out ?? {};
    /** @type {Map<string, HTMLElement>} */
    this.problems = new Map(); // by name
    /** @type {Map<Written, HTMLInputElement | HTMLTextAreaElement>} */
    this.inputs = new Map();
    this.boxes = this.modelBoxes();
    this.parts = this.made();
  }

  /** @returns {string[]} Keys of the ticked models. */
  chosen() {
    return this.boxes.filter((box) => box.checked).map((box) => box.value);
  }

  /** @param {Written} name */
  written(name) {
    return this.inputs.get(name)?.value ?? "";
  }

  /**
   * Say what is wrong with a field, or nothing more.
   * @param {string} name
   * @param {string} sentence
   * @returns {boolean} Whether there is such a field.
   */
  problem(name, sentence) {
    const line = this.problems.get(name);
    if (!line) return false;
    setText(line, sentence);
    line.hidden = !sentence;
    return true;
  }

  settle() {
    for (const name of this.problems.keys()) this.problem(name, "");
  }

  keep() {
    const written = [...this.inputs].map(([name, input]) => [name, input.value]);
    panelOf(this.props.panel).keep("fan_out", { models: this.chosen(), ...Object.fromEntries(written) });
  }

  made() {
    const { prompts, seeds, sizes } = this.props;
    const label = el("span.e-label", { id: `${this.key}-models` }, t("Models"));
    const parts = [this.field("models", label, this.modelPicker())];
    if (prompts) {
      const how = t(
        "Write {red|green} in the prompt to make one of each. Nothing is sent before you have seen the plan.",
      );
      const help = t("One a line. {colour} in the prompt stands for each value in turn.");
      const area = el("textarea.e-input.e-area", { rows: 2, placeholder: t("colour: red, green, blue") });
      parts.unshift(el("p.e-help", null, how));
      parts.push(this.text("lists", t("Lists"), area, help));
    }
    if (seeds) parts.push(this.text("seeds", t("Seeds"), el("input.e-input", { placeholder: t("1-8, or 1, 5, 9") })));
    if (sizes) parts.push(this.text("sizes", t("Sizes"), el("input.e-input", { placeholder: sizes })));
    return parts;
  }

  modelBoxes() {
    const { models, panel } = this.props;
    const kept = (this.kept.models ?? []).filter((one) => models.some((model) => model.key === one));
    const marked = kept.length ? kept : [panelOf(panel).model];
    return models.map(({ key }) =>
      el("input", {
        type: "checkbox",
        value: key,
        checked: marked.includes(key),
        onchange: () => {
          this.problem("models", "");
          this.keep();
        },
      }),
    );
  }

  modelPicker() {
    const { models } = this.props;
    const vendors = new Set(models.map((model) => model.vendor)).size > 1;
    const labels = models.map((model, place) =>
      el("label", null, this.boxes[place], el("span", null, model.label), vendors && el("small", null, model.vendor)),
    );
    return el("div.e-fan-models", { role: "group", "aria-labelledby": `${this.key}-models` }, labels);
  }

  /**
   * @param {Written} name
   * @param {string} label
   * @param {HTMLInputElement | HTMLTextAreaElement} input
   * @param {string} [help]
   */
  text(name, label, input, help) {
    const control = Object.assign(input, {
      id: `${this.key}-${name}`,
      value: this.kept[name] ?? "",
      spellcheck: false,
    });
    control.setAttribute("autocomplete", "off");
    control.setAttribute("aria-describedby", `${control.id}-error`);
    control.addEventListener("input", () => {
      this.problem(name, "");
      this.keep();
    });
    this.inputs.set(name, control);
    return this.field(name, el("label.e-label", { for: control.id }, label), control, help);
  }

  /**
   * @param {string} name
   * @param {HTMLElement} label
   * @param {HTMLElement} control
   * @param {string} [help]
   */
  field(name, label, control, help) {
    const problem = el("p.e-error", { role: "alert", hidden: true, id: `${this.key}-${name}-error` });
    this.problems.set(name, problem);
    const head = el("div.e-head", null, label);
    return el("div.e-control", null, head, help && el("p.e-help", null, help), control, problem);
  }
}
