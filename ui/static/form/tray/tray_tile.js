// @ts-check
// The tiles of a tray: what each shows, and how it is moved and removed by buttons, keys, a mouse or a finger.

import { button, el } from "../../kit/dom.js";
import { t } from "../../kit/language.js";
import { openMenu } from "../../kit/menu.js";
import { described } from "../described.js";
import { sortByTouch } from "./touch.js";
import { trayActs } from "./tray_acts.js";
import { move, remove, size } from "./tray_values.js";

/** @import { Described } from "../described.js" */
/** @import { Tray } from "./tray_values.js" */

/** @param {Partial<Described>} entry */
const facts = (entry) =>
  [
    entry.width ? `${entry.width} × ${entry.height}` : "",
    entry.duration_s ? `${Math.round(entry.duration_s)} s` : "",
    entry.bytes ? size(entry.bytes) : "",
  ]
    .filter(Boolean)
    .join(" · ");

/** @param {Tray} f */
const isDragging = (f) => f.dragged !== null && f.dragged !== undefined;

/**
 * Draw what had to wait: a tile that somebody holds must stay the same one until it is put down.
 * @param {Tray} f
 */
const settle = (f) => {
  if (f.late) drawTiles(f);
};

/** @param {Tray} f */
export const drawTiles = (f) => {
  f.late = f.held || isDragging(f);
  if (f.late) return;
  const tiles = (f.value ?? []).map((value, index) => tileOf(f, value, index));
  for (let waiting = 0; waiting < f.pending; waiting += 1)
    tiles.push(el("div.e-reference.e-reference-waiting", null, el("span", null, t("Adding"))));
  const focused = [...f.tiles.children].indexOf(document.activeElement ?? f.tiles);
  f.tiles.replaceChildren(...tiles);
  if (focused >= 0) tiles[focused]?.focus();
  f.fit.hidden = !(f.value ?? []).some((value) => described.get(value)?.can_fit);
};

/**
 * @param {Tray} f
 * @param {string} value
 * @param {number} index
 */
function tileOf(f, value, index) {
  /** @type {Partial<Described>} */
  const entry = described.get(value) ?? {};
  const noun = f.spec.kind === "video" ? t("Video") : t("Image");
  const name = entry.name || (value.startsWith("http") ? value : noun);
  const tile = el("div.e-reference", {
    tabindex: 0,
    draggable: "true",
    role: "listitem",
    title: [name, facts(entry)].filter(Boolean).join("\n"),
    "aria-label": t("{noun} {index}: {name}. Arrow keys move it, Delete removes it.", { noun, index: index + 1, name }),
  });
  tile.classList.toggle("e-reference-wrong", Boolean(entry.problem));
  const picture = el("img", { alt: "", draggable: "false", referrerpolicy: "no-referrer" });
  picture.addEventListener("error", () => tile.classList.add("e-reference-blank"));
  const source = entry.thumb || (f.spec.kind === "image" && value.startsWith("http") ? value : "");
  if (source) picture.src = source;
  else tile.classList.add("e-reference-blank");
  const badge = el("span.e-order", { hidden: f.spec.max_count === 1 }, f.spec.max_count === 1 ? "" : String(index + 1));
  const called = `${noun.toLowerCase()} ${index + 1}`;
  const off = button("×", () => remove(f, index), ".e-reference-remove", t("Remove {called}", { called }));
  const caption = el("span.e-reference-name", null, name);
  tile.append(picture, caption, badge, off, toolsOf(f, value, index, called));
  tile.addEventListener("keydown", (event) => byKey(f, tile, index, event));
  draggable(f, tile, index);
  const touched = { move: (/** @type {number} */ to) => move(f, index, to), settle: () => settle(f) };
  sortByTouch(f, tile, touched);
  return tile;
}

/**
 * @param {Tray} f
 * @param {string} value
 * @param {number} index
 * @param {string} called "image 2"
 */
function toolsOf(f, value, index, called) {
  const count = (f.value ?? []).length;
  const back = button("‹", () => move(f, index, index - 1), null, t("Move {called} forward", { called }));
  const on = button("›", () => move(f, index, index + 1), null, t("Move {called} back", { called }));
  back.hidden = on.hidden = count < 2;
  back.disabled = index === 0;
  on.disabled = index === count - 1;
  const more = button(
    "⋯",
    () => openMenu(more, trayActs.ofTile(f, value)),
    ".e-reference-more",
    t("More for {called}", { called }),
  );
  more.setAttribute("aria-haspopup", "menu");
  more.hidden = !described.get(value)?.kind; // an address is only fetched by the vendor
  return el("div.e-reference-tools", null, back, more, on);
}

/**
 * @param {Tray} f
 * @param {HTMLElement} tile
 * @param {number} index
 * @param {KeyboardEvent} event
 */
function byKey(f, tile, index, event) {
  if (event.target !== tile) return;
  if (event.key === "ArrowLeft") move(f, index, index - 1);
  else if (event.key === "ArrowRight") move(f, index, index + 1);
  else if (event.key === "Delete" || event.key === "Backspace") remove(f, index);
  else return;
  event.preventDefault();
}

/**
 * @param {Tray} f
 * @param {HTMLElement} tile
 * @param {number} index
 */
function draggable(f, tile, index) {
  tile.addEventListener("dragstart", (event) => {
    f.dragged = index;
    if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
    event.dataTransfer?.setData("text/plain", String(index));
    tile.classList.add("e-dragged");
  });
  tile.addEventListener("dragend", () => {
    f.dragged = null;
    tile.classList.remove("e-dragged");
    settle(f);
  });
  tile.addEventListener("dragover", (event) => {
    if (isDragging(f)) event.preventDefault();
  });
  tile.addEventListener("drop", (event) => {
    const from = f.dragged;
    if (from === null || from === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    f.dragged = null;
    move(f, from, index);
  });
}
