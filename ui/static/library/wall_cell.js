// @ts-check
// One picture of the wall: a press that opens it, a tick that selects it, its star.

import { el } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { duration } from "../kit/words.js";

/** @import { BinItem, WallItem } from "../views.d.ts" */
/** @import { Selection } from "./selection.js" */
/** @typedef {WallItem | BinItem} Item A file, or a material with all its maps; in the bin or not. */
/** @typedef {{node: HTMLElement, press: HTMLElement, picture: HTMLImageElement, tick: HTMLInputElement}} Cell */

/** @param {Item} item */
const mark = (item) => {
  if (item.kind === "material") return t("Material");
  if (item.kind === "video") return duration(item.duration_s ?? 0);
  return item.kind === "file" ? t("File") : null;
};

/**
 * @param {Item} item
 * @param {object} how
 * @param {Selection<Item>} how.selection
 * @param {(id: string) => unknown} how.open
 * @param {(event: KeyboardEvent, id: string) => void} how.move A key was pressed on it.
 * @returns {Cell}
 */
export const wallCell = (item, { selection, open, move }) => {
  const words = mark(item);
  const tick = el("input.e-wall-tick", {
    type: "checkbox",
    tabindex: -1,
    "aria-label": t("Select {alt}", { alt: item.alt }),
    onclick: (/** @type {MouseEvent} */ event) => {
      selection.press(item.id, { range: event.shiftKey });
    },
  });
  const picture = el("img", { src: item.thumb, alt: "", decoding: "async", draggable: "false" });
  const press = el(
    "button.e-wall-item",
    {
      type: "button",
      "aria-label": item.alt,
      title: item.alt,
      onclick: (/** @type {MouseEvent} */ event) => {
        if (event.shiftKey || event.ctrlKey || event.metaKey || selection.active())
          selection.press(item.id, { range: event.shiftKey });
        else open(item.id);
      },
      onkeydown: (/** @type {KeyboardEvent} */ event) => move(event, item.id),
      onkeyup: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === " ") event.preventDefault();
      },
      onmousedown: (/** @type {MouseEvent} */ event) => {
        if (event.shiftKey) event.preventDefault();
      }, // no text is to be marked
    },
    picture,
    words && el("span.e-wall-mark", null, words),
  );
  const star = el("span.e-wall-star", { "aria-hidden": "true" }, "★");
  const node = el("div.e-wall-cell", { dataset: { id: item.id } }, press, star, tick);
  return { node, press, picture, tick };
};

/**
 * Put a cell where it stands in its row, and make it look like its item.
 * @param {Cell} cell
 * @param {Item} item
 * @param {{left: number, top: number, width: number, height: number}} at In pixels of the wall.
 */
export const putCell = ({ node, picture }, item, { left, top, width, height }) => {
  const { style } = node;
  style.transform = `translate(${left}px, ${top}px)`;
  style.width = `${width}px`;
  style.height = `${height}px`;
  if (picture.getAttribute("src") !== item.thumb) picture.src = item.thumb;
  node.classList.toggle("e-favourite", "favourite" in item && item.favourite);
};

/**
 * @param {Cell} cell
 * @param {boolean} on
 */
export const markChosen = ({ node, tick }, on) => {
  node.classList.toggle("e-chosen", on);
  tick.checked = on;
};
