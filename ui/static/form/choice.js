// @ts-check
// Controls that offer choices: segments, flags, count, duration, maps, the model.

import { button, el } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { same } from "../kit/values.js";
import { define } from "./field.js";
import { numberBox, numberIn } from "./number_box.js";
import { segments, shapeBox } from "./segments.js";
import { vendorsLive } from "./vendors_live.js";

/** @import { FieldSpec, VendorModels } from "../views.d.ts" */
/** @import { Control } from "./field.js" */
/** @import { Segments } from "./segments.js" */
/** @typedef {Control<unknown, "choices", {group: Segments}>} Chosen */
/** @typedef {Chosen & {value: number | string | null, box: HTMLInputElement, other?: boolean}} Numbered */
/** @typedef {{less: HTMLButtonElement, shown: HTMLElement, more: HTMLButtonElement}} Stepper */
/** @typedef {Control<number, "min", Stepper>} Count */
/** @typedef {Control<number | null, "min" | "max", {input: HTMLInputElement}>} Slider */
/** @typedef {(value: string, on: boolean) => void} Toggle */
/** @typedef {Control<string[] | null, "choices", {cards: HTMLElement, toggle: Toggle}>} Maps */
/** @typedef {{select: HTMLSelectElement, note: HTMLElement}} Picker */
/** @typedef {Control<string, never, Picker> & {props: {vendors: VendorModels[]}}} ModelField */

/**
 * @param {FieldSpec & {choices: unknown[][]}} spec
 * @returns {[string, string][]} Value and label of each; a value may be a number or a truth, too.
 */
const choicesOf = (spec) => /** @type {[string, string][]} */ (spec.choices);

/**
 * @param {unknown} value
 * @param {FieldSpec & {choices: unknown[][]}} spec
 */
const offered = (value, spec) => spec.choices.some(([choice]) => same(choice, value));

// How a surface repeats, as tiles side by side; the vendors' words for it are none, x, y, xy.
/** @type {Record<string, [number, number]>} */
const TILES = { none: [1, 1], x: [2, 1], y: [1, 2], xy: [2, 2] };
/** @param {[number, number]} counts */
const tiles = ([columns, rows]) => {
  const box = el("span.e-shape");
  const grid = el("span.e-tiling");
  grid.style.gridTemplateColumns = `repeat(${columns}, 9px)`;
  grid.append(...Array.from({ length: columns * rows }, () => el("i")));
  box.append(grid);
  box.setAttribute("aria-hidden", "true");
  return box;
};

// What a choice looks like: a ratio as its rectangle, a tiling as its tiles, the model's own default as a dashed one.
/** @param {string} value */
const drawing = (value) => {
  const ratio = /^(\d+):(\d+)$/.exec(value);
  if (ratio) return shapeBox(Number(ratio[1]), Number(ratio[2]));
  return value in TILES ? tiles(TILES[value]) : el("span.e-shape.e-shape-own");
};

define("choice", {
  /**
   * @param {Chosen} f
   */
  build(f) {
    f.group = segments(f, f.props.shapes ? "e-shapes" : "e-row", (value) => f.set(value));
    f.names(f.group, true);
    f.body.append(f.group);
  },
  /**
   * @param {unknown} value
   * @param {FieldSpec & {choices: unknown[][]}} spec
   */
  fit(value, spec) {
    return offered(value, spec) ? value : spec.start;
  },
  /**
   * @param {Chosen} f
   */
  draw(f) {
    f.group.style.setProperty("--columns", String(f.spec.choices.length));
    f.group.fill(
      choicesOf(f.spec).map(([value, label]) => ({
        value,
        label,
        draw: f.props.shapes ? () => drawing(value) : undefined,
      })),
      f.value,
    );
  },
});

// Any whole number: a row of usual ones, and a box for the rest.
define("number", {
  /**
   * @param {Numbered} f
   */
  build(f) {
    f.group = segments(f, "e-row", (value) => {
      f.other = value === "other";
      f.set(f.other ? f.value : value);
    });
    f.names(f.group, true);
    f.box = numberBox(() => f.set(numberIn(f.box.value), false));
    f.box.setAttribute("aria-labelledby", f.label.id);
    f.body.append(f.group, f.box);
  },
  /**
   * @param {Numbered} f
   */
  draw(f) {
    const usual = choicesOf(f.spec).map(([value, label]) => ({ value, label }));
    const known = usual.some((option) => option.value === f.value);
    if (!known) f.other = true;
    f.group.fill([...usual, { value: "other", label: t("Other") }], f.other ? "other" : f.value);
    f.box.hidden = !f.other;
    if (numberIn(f.box.value) !== f.value) f.box.value = f.value === null ? "" : String(f.value);
  },
});

define("flag", {
  /**
   * @param {Chosen} f
   */
  build(f) {
    f.group = segments(f, "e-row", (value) => f.set(value));
    f.names(f.group, true);
    f.body.append(f.group);
  },
  /**
   * @param {unknown} value
   * @param {FieldSpec & {choices: unknown[][]}} spec
   */
  fit(value, spec) {
    return offered(value, spec) ? value : spec.start;
  },
  /**
   * @param {Chosen} f
   */
  draw(f) {
    f.group.fill(
      choicesOf(f.spec).map(([value, label]) => ({ value, label })),
      f.value,
    );
  },
});

// How many results one click asks for.
define("count", {
  /**
   * @param {Count} f
   */
  build(f) {
    const row = el("div.e-stepper");
    f.less = button("−", () => f.set(f.value - 1), ".e-step", t("Fewer"));
    f.shown = el("span.e-count");
    f.shown.setAttribute("aria-live", "polite");
    f.more = button("+", () => f.set(f.value + 1), ".e-step", t("More"));
    row.append(f.less, f.shown, f.more);
    f.names(row, true);
    f.body.append(row);
  },
  /**
   * @param {Count} f
   */
  limit(f) {
    return f.panel.value("sequential") === true ? f.spec.max_in_series : f.spec.max;
  },
  /**
   * @param {unknown} value
   * @param {FieldSpec & {min: number}} spec
   */
  fit(value, spec) {
    const number = typeof value === "number" && Number.isInteger(value) ? value : Number(spec.start ?? 1);
    return Math.max(spec.min, Math.min(number, spec.max_in_series ?? number));
  },
  /**
   * @param {Count} f
   * @param {string} role
   */
  follow(f, role) {
    if (role !== "sequential" || !f.spec) return;
    const limit = this.limit(f);
    if (limit && f.value > limit) f.set(limit);
    else this.draw(f);
  },
  /**
   * @param {Count} f
   */
  draw(f) {
    const value = f.value ?? Number(f.spec.start ?? 1);
    const limit = this.limit(f);
    f.shown.textContent = String(value);
    f.less.disabled = value <= f.spec.min;
    f.more.disabled = Boolean(limit && value >= limit);
    f.root.title = limit ? t("{label}: up to {limit}", { label: f.spec.label, limit }) : f.spec.label;
  },
});

define("slider", {
  /**
   * @param {Slider} f
   */
  build(f) {
    f.input = el("input.e-slider");
    f.input.type = "range";
    f.names(f.input);
    f.input.addEventListener("input", () => f.set(Number(f.input.value)));
    f.body.append(f.input);
  },
  /**
   * @param {unknown} value
   * @param {FieldSpec & {min: number, max: number}} spec
   */
  fit(value, spec) {
    if (typeof value === "number" && Number.isInteger(value)) return Math.max(spec.min, Math.min(value, spec.max));
    return value === null ? spec.start : value;
  },
  /**
   * @param {Slider} f
   */
  draw(f) {
    f.input.min = String(f.spec.min);
    f.input.max = String(f.spec.max);
    const value = f.value ?? Number(f.spec.start ?? f.spec.min);
    if (f.input.value !== String(value)) f.input.value = String(value);
    f.input.style.setProperty("--at", `${(100 * (value - f.spec.min)) / (f.spec.max - f.spec.min)}%`);
    f.aside.textContent = `${value}${f.spec.unit ? ` ${f.spec.unit}` : ""}`;
    f.input.setAttribute("aria-valuetext", f.aside.textContent);
  },
});

// Cards with a picture of what each map is; the value keeps the vendor's order.
define("maps", {
  /**
   * @param {Maps} f
   */
  build(f) {
    f.cards = el("div.e-map-cards");
    f.names(f.cards, true);
    const order = () => choicesOf(f.spec).map(([value]) => value);
    f.head.append(
      button(t("All"), () => f.set(order()), ".e-link", t("Choose all maps")),
      button(t("None"), () => f.set([]), ".e-link", t("Choose no map")),
    );
    f.toggle = (value, on) => {
      const chosen = new Set(f.value ?? []);
      if (on) chosen.add(value);
      else chosen.delete(value);
      f.set(order().filter((map) => chosen.has(map)));
    };
    f.body.append(f.cards);
  },
  /**
   * @param {Maps} f
   */
  draw(f) {
    if (!f.cards.childElementCount) {
      f.cards.append(
        ...choicesOf(f.spec).map(([value, label]) => {
          const card = el("label.e-map-card");
          const box = el("input");
          box.type = "checkbox";
          box.value = value;
          box.addEventListener("change", () => f.toggle(value, box.checked));
          const picture = el("img");
          picture.src = f.props.pictures[value];
          picture.alt = "";
          picture.width = picture.height = 96;
          const text = el("span.e-map-text");
          text.append(el("b", null, label), el("small", null, f.props.meanings[value] || ""));
          card.append(box, picture, text);
          return card;
        }),
      );
    }
    f.cards.querySelectorAll("input").forEach((box) => {
      box.checked = (f.value ?? []).includes(box.value);
    });
  },
});

// The model picker: every model of the panel, grouped by vendor. It decides what the other controls are.
define("model", {
  /**
   * @param {ModelField} f
   */
  build(f) {
    f.select = el("select.e-input.e-select");
    f.names(f.select);
    for (const vendor of f.props.vendors) {
      const group = el("optgroup");
      group.dataset.vendor = vendor.name;
      group.append(
        ...vendor.models.map(([key, label]) => {
          const option = el("option", null, label);
          option.value = key;
          return option;
        }),
      );
      f.select.append(group);
    }
    f.select.addEventListener("change", () => {
      f.set(f.select.value);
      f.panel.setModel(f.value);
    });
    f.note = el("span.e-model-note");
    f.note.setAttribute("aria-hidden", "true"); // the list of models says it already
    f.body.append(f.select, f.note);
    this.mark(f);
    window.addEventListener("easel:keys", () => {
      this.mark(f);
      this.tell(f);
    });
    new ResizeObserver(() => this.tell(f)).observe(f.select);
  },
  /**
   * @param {unknown} value
   * @param {FieldSpec & {known: Record<string, unknown>}} spec
   */
  fit(value, spec) {
    return typeof value === "string" && value in spec.known ? value : spec.start;
  },
  // Which vendors are live differs from person to person: the page learns it from ui/static/tabs/keys_tab.js.
  /**
   * @param {ModelField} f
   */
  mark(f) {
    for (const vendor of f.props.vendors) {
      vendor.live = vendorsLive[vendor.name] ?? vendor.live;
      const group = /** @type {HTMLOptGroupElement} */ (f.select.querySelector(`[data-vendor="${vendor.name}"]`));
      group.label = vendor.live ? vendor.title : t("{title} · sandbox", { title: vendor.title });
    }
  },
  // Whose model it is, beside its name: in full, else only that it is the sandbox, else not at all.
  /**
   * @param {ModelField} f
   */
  tell(f) {
    const vendor = f.props.vendors.find((entry) => entry.models.some(([key]) => key === f.value));
    if (!vendor || !f.select.clientWidth) return;
    const pen = el("canvas").getContext("2d");
    if (!pen) return;
    pen.font = getComputedStyle(f.select).font;
    const room = f.select.clientWidth - pen.measureText(f.select.selectedOptions[0]?.textContent ?? "").width - 60;
    const said = vendor.live ? [vendor.title] : [t("{title} · sandbox", { title: vendor.title }), t("sandbox")];
    f.note.textContent = said.find((text) => pen.measureText(text).width <= room) ?? "";
  },
  /**
   * @param {ModelField} f
   */
  draw(f) {
    f.select.value = f.value;
    this.tell(f);
    if (f.panel.model !== f.value) f.panel.setModel(f.value);
  },
});
