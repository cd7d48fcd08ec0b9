// A row of choices of which one is taken, and the small drawing of a shape.
import { make } from "../kit/dom.js";
import { same } from "../kit/values.js";

// A row of segments with radio semantics: arrow keys move, one is chosen. Options: [{value, label, draw?, note?}].
export const segments = (f, className, onPick) => {
  const group = make("div", `e-segments ${className}`);
  group.setAttribute("role", "radiogroup");
  group.fill = (options, chosen) => {
    const wanted = JSON.stringify(options.map((o) => [o.value, o.label, o.note]));
    if (group.dataset.options !== wanted) {
      group.dataset.options = wanted;
      group.replaceChildren(
        ...options.map((option, index) => {
          const label = make("label", "e-segment");
          const input = make("input");
          input.type = "radio";
          input.name = `${f.id}-${className}`;
          input.value = String(index);
          input.addEventListener("change", () => onPick(options[index].value));
          label.append(input);
          if (option.draw) label.append(option.draw());
          label.append(make("span", "e-segment-label", option.label));
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
  return group;
};

// A small rectangle in the given ratio, to see a shape rather than read it.
export const shapeBox = (width, height) => {
  const box = make("span", "e-shape");
  const longest = Math.max(width, height);
  const frame = make("span");
  frame.style.width = `${Math.max(5, Math.round((18 * width) / longest))}px`;
  frame.style.height = `${Math.max(5, Math.round((18 * height) / longest))}px`;
  box.append(frame);
  box.setAttribute("aria-hidden", "true");
  return box;
};
