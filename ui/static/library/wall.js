// @ts-check
// A wall of pictures in rows of one height, whole pictures, however many: only the rows near the window are in the page.

import { el } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { markChosen, putCell, wallCell } from "./wall_cell.js";
import { besideRow, rowAt, wallRows } from "./wall_rows.js";

const GAP_PX = 8,
  PHONE_GAP_PX = 5,
  ROW_PX = 220,
  PHONE_ROW_PX = 104,
  PHONE_PX = 720;

/** @import { Selection } from "./selection.js" */
/** @import { Cell, Item } from "./wall_cell.js" */
/** @import { Row } from "./wall_rows.js" */

/**
 * @param {object} how
 * @param {Selection<Item>} how.selection
 * @param {(id: string) => unknown} how.open
 * @param {() => void} how.near The end is near.
 * @param {(event: KeyboardEvent, id: string) => boolean} how.keys Other keys; true when one was meant for it.
 */
export const pictureWall = ({ selection, open, near, keys }) => {
  const node = el("div.e-wall", { role: "group", "aria-label": t("Files") });
  /** @type {Map<string, Cell>} */
  const shown = new Map(); // by id
  /** @type {Item[]} */
  let items = [];
  /** @type {Row[]} */
  let rows = [];
  /** @type {string | null} */
  let wanted = null; // what had the focus before it left the page
  let width = 0;

  function layOut() {
    width = node.clientWidth;
    if (!width) return;
    const phone = window.innerWidth <= PHONE_PX;
    rows = wallRows(items, width, phone ? PHONE_GAP_PX : GAP_PX, phone ? PHONE_ROW_PX : ROW_PX);
    const last = rows.at(-1);
    node.style.height = `${last ? last.top + last.height : 0}px`;
    draw();
  }

  function draw() {
    if (!node.isConnected || !node.checkVisibility()) return;
    const above = node.getBoundingClientRect().top,
      room = window.innerHeight;
    const from = rowAt(rows, -above - room),
      until = -above + 2 * room;
    const stay = new Set();
    /** @type {HTMLElement | null} */
    let before = null;
    for (let at = from; at < rows.length && rows[at].top < until; at++) {
      const row = rows[at];
      for (let place = row.first; place < row.after; place++) {
        const item = items[place];
        let cell = shown.get(item.id);
        if (!cell) {
          cell = wallCell(item, { selection, open, move });
          shown.set(item.id, cell);
        }
        stay.add(item.id);
        const at = place - row.first;
        putCell(cell, item, { left: row.lefts[at], top: row.top, width: row.widths[at], height: row.height });
        markChosen(cell, selection.has(item.id));
        // The order in the page is the order that Tab follows.
        if (cell.node.previousSibling !== before || !cell.node.parentNode)
          before ? before.after(cell.node) : node.prepend(cell.node);
        before = cell.node;
      }
    }
    for (const [id, cell] of shown) {
      if (stay.has(id)) continue;
      if (cell.node.contains(document.activeElement)) wanted = id;
      cell.node.remove();
      shown.delete(id);
    }
    if (until > (rows.at(-1)?.top ?? 0)) near();
  }

  /**
   * Arrows go from picture to picture, Space selects, Enter opens.
   * @param {KeyboardEvent} event
   * @param {string} id
   */
  function move(event, id) {
    const place = items.findIndex((item) => item.id === id);
    const to = reached(event.key, place);
    if (to !== null) {
      event.preventDefault();
      if (to < 0 || to >= items.length) return;
      if (event.shiftKey) selection.press(items[to].id, { range: true, from: id });
      focus(items[to].id);
    } else if (event.key === " ") {
      event.preventDefault();
      selection.press(id, { range: event.shiftKey });
    } else if (keys(event, id)) event.preventDefault();
  }

  /**
   * @param {string} key
   * @param {number} place Of the picture it was pressed on.
   * @returns {number | null}
   */
  function reached(key, place) {
    if (key === "ArrowLeft") return place - 1;
    if (key === "ArrowRight") return place + 1;
    if (key === "ArrowUp") return besideRow(rows, place, -1);
    if (key === "ArrowDown") return besideRow(rows, place, 1);
    if (key === "Home") return 0;
    return key === "End" ? items.length - 1 : null;
  }

  /** @param {string} id */
  function focus(id) {
    if (!node.isConnected || !node.checkVisibility()) return;
    const place = items.findIndex((item) => item.id === id);
    const row = rows.find((one) => place < one.after);
    if (!row) return;
    const top = node.getBoundingClientRect().top + row.top;
    if (top < 120) window.scrollBy({ top: top - 120 });
    else if (top + row.height > window.innerHeight - 90)
      window.scrollBy({ top: top + row.height - window.innerHeight + 90 });
    draw();
    shown.get(id)?.press.focus({ preventScroll: true });
  }

  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (node.isConnected) draw();
    });
  };
  document.addEventListener("scroll", soon, { capture: true, passive: true });
  new ResizeObserver(() => {
    if (node.clientWidth !== width) layOut();
  }).observe(node);

  return {
    node,
    focus,
    /** @param {Item[]} next */
    show: (next) => {
      items = next;
      const held = [...shown].find(([, cell]) => cell.node.contains(document.activeElement))?.[0] ?? wanted;
      wanted = null;
      layOut();
      if (held && shown.has(held) && !node.contains(document.activeElement) && document.activeElement === document.body)
        focus(held);
    },
    mind: () => {
      for (const [id, cell] of shown) markChosen(cell, selection.has(id));
    },
  };
};
