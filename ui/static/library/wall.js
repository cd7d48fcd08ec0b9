// A wall of pictures in rows of one height, whole pictures, however many: only the rows near the window are in the page.
import { el } from "../kit/dom.js";
import { duration } from "../kit/words.js";
import { besideRow, rowAt, wallRows } from "./wall_rows.js";

const GAP_PX = 8,
  PHONE_GAP_PX = 5,
  ROW_PX = 220,
  PHONE_ROW_PX = 104,
  PHONE_PX = 720;

const mark = (item) =>
  item.kind === "material"
    ? "Material"
    : item.kind === "video"
      ? duration(item.duration_s ?? 0)
      : item.kind === "file"
        ? "File"
        : null;

// open(item): a press; chosen(item, event): a press that selects, true when it was one; near(): the end is near.
export const pictureWall = ({ selection, open, near, keys }) => {
  const node = el("div.e-wall", { role: "group", "aria-label": "Files" });
  const shown = new Map(); // id -> cell
  let items = [],
    rows = [],
    width = 0,
    wanted = null;

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
    let before = null;
    for (let at = from; at < rows.length && rows[at].top < until; at++) {
      const row = rows[at];
      for (let place = row.first; place < row.after; place++) {
        const item = items[place];
        let cell = shown.get(item.id);
        if (!cell) {
          cell = create(item);
          shown.set(item.id, cell);
        }
        stay.add(item.id);
        put(cell, item, row, place - row.first);
        // The order in the page is the order that Tab follows.
        if (cell.previousSibling !== before || !cell.parentNode) before ? before.after(cell) : node.prepend(cell);
        before = cell;
      }
    }
    for (const [id, cell] of shown) {
      if (stay.has(id)) continue;
      if (cell.contains(document.activeElement)) wanted = id;
      cell.remove();
      shown.delete(id);
    }
    if (until > (rows.at(-1)?.top ?? 0)) near();
  }

  function put(cell, item, row, at) {
    const { style } = cell;
    style.transform = `translate(${row.lefts[at]}px, ${row.top}px)`;
    style.width = `${row.widths[at]}px`;
    style.height = `${row.height}px`;
    const picture = cell.firstChild.firstChild;
    if (picture.getAttribute("src") !== item.thumb) picture.src = item.thumb;
    cell.classList.toggle("e-favourite", Boolean(item.favourite));
    mind(cell, item);
  }

  function mind(cell, item) {
    const on = selection.has(item.id);
    cell.classList.toggle("e-chosen", on);
    cell.lastChild.checked = on;
  }

  function create(item) {
    const words = mark(item);
    const tick = el("input.e-wall-tick", {
      type: "checkbox",
      tabindex: -1,
      "aria-label": `Select ${item.alt}`,
      onclick: (event) => {
        selection.press(item.id, { range: event.shiftKey });
      },
    });
    const press = el(
      "button.e-wall-item",
      {
        type: "button",
        "aria-label": item.alt,
        title: item.alt,
        onclick: (event) => {
          if (event.shiftKey || event.ctrlKey || event.metaKey || selection.active())
            selection.press(item.id, { range: event.shiftKey });
          else open(item.id);
        },
        onkeydown: (event) => move(event, item.id),
        onkeyup: (event) => {
          if (event.key === " ") event.preventDefault();
        },
        onmousedown: (event) => {
          if (event.shiftKey) event.preventDefault();
        }, // no text is to be marked
      },
      el("img", { src: item.thumb, alt: "", decoding: "async", draggable: "false" }),
      words && el("span.e-wall-mark", null, words),
    );
    return el(
      "div.e-wall-cell",
      { dataset: { id: item.id } },
      press,
      el("span.e-wall-star", { "aria-hidden": "true" }, "★"),
      tick,
    );
  }

  // Arrows go from picture to picture, Space selects, Enter opens.
  function move(event, id) {
    const place = items.findIndex((item) => item.id === id);
    const beside = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: items.length - 1 }[event.key];
    const to =
      beside ??
      (event.key === "ArrowUp" || event.key === "ArrowDown"
        ? besideRow(rows, place, event.key === "ArrowUp" ? -1 : 1)
        : null);
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
    shown.get(id)?.firstChild.focus({ preventScroll: true });
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
    show: (next) => {
      items = next;
      const held = node.contains(document.activeElement)
        ? document.activeElement.closest(".e-wall-cell").dataset.id
        : wanted;
      wanted = null;
      layOut();
      if (held && shown.has(held) && !node.contains(document.activeElement) && document.activeElement === document.body)
        focus(held);
    },
    mind: () => {
      for (const item of items) if (shown.has(item.id)) mind(shown.get(item.id), item);
    },
  };
};
