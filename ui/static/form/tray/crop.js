// @ts-check
// Cut a part out of a picture and turn it. Only the part's edges travel; the server cuts the original, which stays.

import { openSheet } from "../../kit/dialog.js";
import { button, el, elementAt } from "../../kit/dom.js";
import { t } from "../../kit/language.js";
import { call } from "../../kit/server.js";
import { described } from "../described.js";
import { filled, moved, pulled, turnedOnce } from "./crop_box.js";
import { adopt } from "./tray_values.js";

/** @import { Sheet } from "../../kit/dialog.js" */
/** @import { Described } from "../described.js" */
/** @import { Box, Corner } from "./crop_box.js" */
/** @import { Tray } from "./tray_values.js" */
/** @typedef {{turns: number, box: Box}} Edit Quarter turns to the right, then the part that is kept. */

/** @type {[string, number][]} */
const SHAPES = [
  [t("Any shape"), 0],
  [t("Square"), 1],
  ["4:3", 4 / 3],
  ["3:4", 3 / 4],
  ["16:9", 16 / 9],
  ["9:16", 9 / 16],
];

/** @type {Corner[]} */
const CORNERS = ["nw", "ne", "sw", "se"];

/**
 * @param {Tray} f
 * @param {string} value
 */
export const cropSheet = async (f, value) => {
  const sheet = openSheet(t("Crop and turn"), { className: "e-window-wide" });
  /** @type {Described} */
  let entry = described.get(value) ?? { value };
  /** @type {Edit} */
  let edit = { turns: 0, box: [0, 0, 1, 1] };
  if (entry.edit?.turns !== undefined) {
    edit = /** @type {Edit} */ (/** @type {unknown} */ (entry.edit));
    const [original] = await f.server.describe({ values: [entry.made_from], model: f.panel.model });
    if (!original || !("large" in original)) {
      sheet.say(original?.problem ?? t("The original is no longer stored."));
      return;
    }
    entry = original;
  }
  const picture = new Image();
  picture.src = entry.large ?? "";
  try {
    await picture.decode();
  } catch {
    sheet.say(t("The picture cannot be shown. Try again."));
    return;
  }
  new Cropper(f, value, entry, picture, edit, sheet);
};

/** @type {Map<string, [number, number]>} */
const WAYS = new Map([
  ["ArrowLeft", [-1, 0]],
  ["ArrowRight", [1, 0]],
  ["ArrowUp", [0, -1]],
  ["ArrowDown", [0, 1]],
]);

class Cropper {
  /**
   * @param {Tray} f
   * @param {string} value
   * @param {Described} entry
   * @param {HTMLImageElement} picture
   * @param {Edit} edit
   * @param {Sheet} sheet
   */
  constructor(f, value, entry, picture, edit, sheet) {
    this.picture = picture;
    this.sheet = sheet;
    this.turns = edit.turns;
    /** @type {Box} */
    this.box = [...edit.box];
    this.shape = 0;
    // What people see is upright; the file may lie on its side.
    const [width, height] = [entry.width ?? 1, entry.height ?? 1];
    const upright = picture.naturalWidth > picture.naturalHeight === width > height;
    this.size = upright ? [width, height] : [height, width];
    this.canvas = el("canvas.e-crop-picture");
    this.frame = el("div.e-crop-frame");
    this.frame.tabIndex = 0;
    this.frame.setAttribute("role", "group");
    this.frame.setAttribute("aria-label", t("The part to keep. Arrow keys move it, with Shift they change its size."));
    for (const corner of CORNERS) this.frame.append(el(`span.e-crop-corner.e-crop-${corner}`));
    this.hole = el("div.e-crop-hole");
    const shade = el("div.e-crop-shade");
    shade.append(this.hole);
    this.table = el("div.e-crop");
    this.table.append(this.canvas, shade, this.frame);
    this.shapes = el("select.e-input.e-select");
    this.shapes.setAttribute("aria-label", t("Shape"));
    SHAPES.forEach(([label], place) => {
      const option = el("option", null, label);
      option.value = String(place);
      this.shapes.append(option);
    });
    this.shapes.addEventListener("change", () => {
      this.shape = SHAPES[Number(this.shapes.value)][1];
      this.fill();
    });
    this.says = el("span.e-moment");
    const row = el("div.e-joined.e-crop-tools");
    row.append(
      button(t("Turn left"), () => this.turn(3), ".e-plain"),
      button(t("Turn right"), () => this.turn(1), ".e-plain"),
      this.shapes,
      button(
        t("Whole picture"),
        () => {
          this.shape = 0;
          this.shapes.value = "0";
          this.box = [0, 0, 1, 1];
          this.draw();
        },
        ".e-plain",
      ),
      this.says,
    );
    sheet.body.append(this.table, row);
    const done = button(
      t("Use this part"),
      async () => {
        done.disabled = true;
        const answer = await call(
          f.server.tray_part,
          {
            value,
            turns: this.turns,
            box: this.box,
            model: f.panel.model,
          },
          sheet.say,
        );
        done.disabled = false;
        if (!answer) return;
        adopt(f, answer, value);
        sheet.close();
      },
      ".e-plain.e-do",
    );
    sheet.foot.append(done);
    this.listen();
    this.turned();
    this.frame.focus();
  }

  get wide() {
    return this.turns % 2 ? this.size[1] : this.size[0];
  }
  get high() {
    return this.turns % 2 ? this.size[0] : this.size[1];
  }

  /** @param {number} by Quarters. */
  turn(by) {
    for (let step = 0; step < by; step += 1) {
      this.box = turnedOnce(this.box);
    }
    this.turns = (this.turns + by) % 4;
    this.turned();
    if (this.shape) this.fill();
  }

  // Draw the picture as it stands now, no larger than it can be seen.
  turned() {
    const { picture, canvas } = this;
    const scale = Math.min(1, 1400 / Math.max(picture.naturalWidth, picture.naturalHeight));
    const [width, height] = [picture.naturalWidth * scale, picture.naturalHeight * scale].map(Math.round);
    [canvas.width, canvas.height] = this.turns % 2 ? [height, width] : [width, height];
    const ink = canvas.getContext("2d");
    if (!ink) return;
    ink.translate(canvas.width / 2, canvas.height / 2);
    ink.rotate((this.turns * Math.PI) / 2);
    ink.drawImage(picture, -width / 2, -height / 2, width, height);
    this.table.style.setProperty("--ratio", String(canvas.width / canvas.height));
    this.draw();
  }

  // The chosen shape in fractions of the picture; 0 for any.
  get ratio() {
    return (this.shape * this.high) / this.wide;
  }

  fill() {
    if (this.shape) this.box = filled(this.box, this.ratio);
    this.draw();
  }

  /**
   * @param {number} dx
   * @param {number} dy
   */
  move(dx, dy) {
    this.box = moved(this.box, dx, dy);
    this.draw();
  }

  /**
   * @param {Corner} corner
   * @param {number} dx
   * @param {number} dy
   */
  pull(corner, dx, dy) {
    this.box = pulled(this.box, corner, dx, dy, this.ratio);
    this.draw();
  }

  draw() {
    const [left, top, right, bottom] = this.box;
    const place = {
      left: `${left * 100}%`,
      top: `${top * 100}%`,
      width: `${(right - left) * 100}%`,
      height: `${(bottom - top) * 100}%`,
    };
    for (const node of [this.frame, this.hole]) Object.assign(node.style, place);
    this.says.textContent = t("{right} × {bottom} px", {
      right: Math.round((right - left) * this.wide),
      bottom: Math.round((bottom - top) * this.high),
    });
  }

  listen() {
    const { frame, table } = this;
    frame.addEventListener("keydown", (event) => {
      const way = WAYS.get(event.key);
      if (!way) return;
      event.preventDefault();
      const [dx, dy] = way.map((part) => part * 0.01);
      if (event.shiftKey) this.pull("se", dx, dy);
      else this.move(dx, dy);
      this.sheet.say(this.says.textContent);
    });
    frame.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      frame.focus();
      frame.setPointerCapture(event.pointerId);
      const at = elementAt(event.target);
      const corner = CORNERS.find((name) => at?.classList.contains(`e-crop-${name}`));
      let last = [event.clientX, event.clientY];
      /** @param {PointerEvent} moved */
      const on = (moved) => {
        const room = table.getBoundingClientRect();
        const dx = (moved.clientX - last[0]) / room.width;
        const dy = (moved.clientY - last[1]) / room.height;
        last = [moved.clientX, moved.clientY];
        if (corner) this.pull(corner, dx, dy);
        else this.move(dx, dy);
      };
      frame.addEventListener("pointermove", on);
      frame.addEventListener("lostpointercapture", () => frame.removeEventListener("pointermove", on), { once: true });
    });
  }
}
