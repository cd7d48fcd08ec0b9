// @ts-check
// A row of choices of which one is taken, and the small drawing of a shape.
import { el } from "../kit/dom.js";
import { same } from "../kit/values.js";

/**
 * @typedef {object} Option
 * @property {unknown} value
 * @property {string} label
 * @property {() => HTMLElement} [draw]
 * @property {string} [note]
 */
/** @typedef {HTMLElement & {fill: (options: Option[], chosen: unknown) => void}} Segments */

/**
 * A row of segments with radio semantics: arrow keys move, one is chosen.
 * @param {{id: string}} f
 * @param {string} className
 * @param {(value: any) => void} onPick The value of the option that was chosen.
 * @returns {Segments}
 */
export const segments = (f, className, onPick) => {
  const group = el(`div.e-segments.${className}`, { role: "radiogroup" });
  /**
   * @param {Option[]} options
   * @param {unknown} chosen
   */
  const fill = (options, chosen) => {
    const wanted = JSON.stringify(options.map((o) => [o.value, o.label, o.note]));
    if (group.dataset.options !== wanted) {
      group.dataset.options = wanted;
      group.replaceChildren(
        ...options.map((option, index) => {
          const label = el("label.e-segment");
          const input = el("input");
          input.type = "radio";
          input.name = `${f.id}-${className}`;
          input.value = String(index);
          input.addEventListener("change", () => onPick(options[index].value));
          label.append(input);
          if (option.draw) label.append(option.draw());
          label.append(el("span.e-segment-label", null, option.label));
          if (option.note) {
            label.title = option.note;
          }
          return label;
        }),
      );
    }
    group.querySelectorAll("input").forEach((input, index) => {
      input.checked = same(options[index].value, chosen);
    });
  };
  return Object.assign(group, { fill });
};

/**
 * A small rectangle in the given ratio, to see a shape rather than read it.
 * @param {number} width
 * @param {number} height
 */
export const shapeBox = (width, height) => {
  const box = el("span.e-shape");
  const longest = Math.max(width, height);
  const frame = el("span");
  frame.style.width = `${Math.max(5, Math.round((18 * width) / longest))}px`;
  frame.style.height = `${Math.max(5, Math.round((18 * height) / longest))}px`;
  box.append(frame);
  box.setAttribute("aria-hidden", "true");
  return box;
};
