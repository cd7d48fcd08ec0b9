// @ts-check
// The tray: pictures or videos in the order the model sees them. Drop, paste, choose, or use one of its sources; reorder
// by dragging, with the arrow buttons, or with the arrow keys on a tile. Its value is a list of media values.

import { button, el } from "../../kit/dom.js";
import { inView } from "../../kit/gradio_dom.js";
import { t } from "../../kit/language.js";
import { described } from "../described.js";
import { define } from "../field.js";
import { trayActs } from "./tray_acts.js";
import { drawTiles } from "./tray_tile.js";
import { describe, say, take, takeUrl } from "./tray_values.js";

/** @import { Tray } from "./tray_values.js" */

/** @type {Set<Tray>} */
const trays = new Set();

/** @type {(one: boolean, empty: boolean) => string} */
const addVideo = (one, empty) =>
  !empty ? t("Add videos") : one ? t("Drop, paste or choose a video") : t("Drop, paste or choose videos");
/** @type {(one: boolean, empty: boolean) => string} */
const addPicture = (one, empty) =>
  !empty ? t("Add pictures") : one ? t("Drop, paste or choose a picture") : t("Drop, paste or choose pictures");

define("tray", {
  /** @param {Tray} f */
  build(f) {
    f.pending = 0;
    f.tiles = el("div.e-references", { role: "list" });
    f.picker = el("input", { type: "file", multiple: true, hidden: true });
    f.picker.addEventListener("change", () => {
      take(f, [...(f.picker.files ?? [])]);
      f.picker.value = "";
    });
    f.choose = button("", () => f.picker.click(), ".e-choose");
    const address = button(t("Use an address"), () => showAddress(f, f.urlRow.hidden !== false), ".e-link");
    f.zone = el("div.e-zone", null, f.choose, el("div.e-sources", null, trayActs.sources(f), address));
    f.url = el("input.e-input", { type: "url", placeholder: "https://", "aria-label": t("Address of a file") });
    f.url.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      takeUrl(f);
    });
    const add = button(t("Add"), () => takeUrl(f), ".e-plain", t("Add this address"));
    f.urlRow = el("div.e-joined.e-address", { hidden: true }, f.url, add);
    f.names(f.tiles, true);
    f.note = el("p.e-note", { "aria-live": "polite", hidden: true });
    f.body.append(f.tiles, f.note, f.zone, f.urlRow, f.picker);
    const fitting = t("Make the marked pictures as small as this model takes them");
    f.fit = button(t("Shrink to fit"), () => trayActs.fit(f), ".e-plain.e-fit", fitting);
    f.fit.hidden = true;
    f.root.append(f.fit);
    takeDropped(f);
    trays.add(f);
  },

  /**
   * A mask belongs to one picture; say so when it stands beside another.
   * @param {Tray} f
   * @param {string} role
   */
  follow(f, role) {
    if (f.role !== "mask" || role !== "images" || !f.spec) return;
    const [mask, picture] = [described.get(f.value?.[0] ?? ""), described.get(f.panel.value("images")?.[0] ?? "")];
    const other =
      mask &&
      picture &&
      (mask.made_from
        ? mask.made_from !== picture.value
        : mask.width !== picture.width || mask.height !== picture.height);
    say(f, other ? t("This mask was made for another picture. Draw it again, or remove it.") : "");
  },

  /** @param {Tray} f */
  draw(f) {
    const count = (f.value ?? []).length;
    const limit = f.spec.max_count;
    const empty = count + f.pending === 0;
    drawTiles(f);
    f.tiles.hidden = empty;
    f.zone.classList.toggle("e-zone-full", !empty);
    f.zone.hidden = Boolean(limit && count + f.pending >= limit);
    if (f.zone.hidden) f.urlRow.hidden = true;
    f.note.hidden = f.note.hidden || empty;
    const one = limit === 1;
    f.choose.textContent = f.spec.kind === "video" ? addVideo(one, empty) : addPicture(one, empty);
    f.picker.accept = f.spec.accept;
    f.picker.multiple = !one;
    f.aside.textContent =
      limit && limit > 1 ? t("{count} of {limit}", { count, limit }) : f.spec.required ? "" : t("optional");
    f.aside.classList.toggle("e-over", Boolean(limit && count > limit));
    describe(f);
  },
});

/**
 * @param {Tray} f
 * @param {boolean} on
 */
function showAddress(f, on) {
  f.urlRow.hidden = !on;
  if (on) f.url.focus();
}

/** @param {Tray} f */
function takeDropped(f) {
  /** @param {DragEvent} event */
  const over = (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    f.root.classList.add("e-over-drop");
  };
  f.root.addEventListener("dragenter", over);
  f.root.addEventListener("dragover", over);
  f.root.addEventListener("dragleave", (event) => {
    if (!f.root.contains(/** @type {Node | null} */ (event.relatedTarget))) f.root.classList.remove("e-over-drop");
  });
  f.root.addEventListener("drop", (event) => {
    f.root.classList.remove("e-over-drop");
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    take(f, files);
  });
}

// A file pasted anywhere in a panel goes to the first tray in view that takes its kind.
document.addEventListener("paste", (event) => {
  const files = [...(event.clipboardData?.files ?? [])];
  if (!files.length) return;
  for (const kind of ["image", "video"]) {
    const mine = files.filter((file) => file.type.startsWith(`${kind}/`));
    const tray = [...trays].find((f) => f.spec && inView(f.root) && f.spec.kind === kind && !f.zone.hidden);
    if (mine.length && tray) {
      event.preventDefault();
      take(tray, mine);
    }
  }
});
