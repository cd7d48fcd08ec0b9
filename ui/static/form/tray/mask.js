// @ts-check
// The sheet in which a mask is drawn on a picture: with a pointer, a finger or the keys. Only the mask travels.

import { openSheet } from "../../kit/dialog.js";
import { button, el } from "../../kit/dom.js";
import { t } from "../../kit/language.js";
import { call } from "../../kit/server.js";
import { described } from "../described.js";
import { MaskCanvas } from "./mask_canvas.js";
import { adopt, describe, trayOf } from "./tray_values.js";

const HELP = t("Draw over the part that is meant; it becomes white in the mask.");
const KEYS = t(" Arrow keys move the brush, with Shift they draw, Space marks the spot; [ and ] change its size.");

/** @import { Sheet } from "../../kit/dialog.js" */
/** @import { Place } from "./mask_canvas.js" */
/** @import { Tray } from "./tray_values.js" */
/** @typedef {"brush" | "eraser" | "fill"} Tool */
/** @typedef {{label: HTMLElement, input: HTMLInputElement, paint: () => void}} Range */

/** @type {Map<string, Place>} */
const WAYS = new Map([
  ["ArrowLeft", [-1, 0]],
  ["ArrowRight", [1, 0]],
  ["ArrowUp", [0, -1]],
  ["ArrowDown", [0, 1]],
]);

/** @param {Tray} f */
export const maskSheet = async (f) => {
  const value = f.panel.value("images")?.[0];
  if (!value) {
    f.error(t("Add the picture first: the mask is drawn on it."));
    return;
  }
  const pictures = trayOf(f.panel, "images");
  if (pictures && value.startsWith("easel:") && !described.get(value)) await describe(pictures);
  const sheet = openSheet(t("Draw the mask"), { className: "e-window-wide" });
  const picture = new Image();
  picture.referrerPolicy = "no-referrer";
  picture.src = described.get(value)?.large ?? value;
  try {
    await picture.decode();
  } catch {
    sheet.say(t("The picture cannot be shown here. Add it as a file, or upload a mask."));
    return;
  }
  const mask = new MaskCanvas(picture.naturalWidth, picture.naturalHeight);
  const old = described.get(f.value?.[0] ?? "");
  const others = old?.made_from && old.made_from !== value; // of a picture that was here before
  if (old?.large && old.kind === "image" && !others) {
    const before = new Image();
    before.src = old.large;
    try {
      await before.decode();
      mask.load(before);
    } catch {
      /* begin with an empty one */
    }
  }
  new Editor(f, value, picture, mask, sheet);
};

class Editor {
  /**
   * @param {Tray} f
   * @param {string} value Of the picture.
   * @param {HTMLImageElement} picture
   * @param {InstanceType<typeof MaskCanvas>} mask
   * @param {Sheet} sheet
   */
  constructor(f, value, picture, mask, sheet) {
    this.f = f;
    this.value = value;
    this.picture = picture;
    this.mask = mask;
    this.sheet = sheet;
    /** @type {Tool} */
    this.tool = "brush";
    this.feather = 0;
    this.size_px = Math.round(Math.max(mask.width, mask.height) / 16);
    /** @type {Place} */
    this.at = [mask.width / 2, mask.height / 2];
    this.table = el("div.e-mask");
    this.table.style.setProperty("--ratio", String(picture.naturalWidth / picture.naturalHeight));
    this.table.tabIndex = 0;
    this.table.setAttribute("role", "application");
    this.table.setAttribute("aria-label", t("Mask. {help}{keys}", { help: HELP, keys: KEYS }));
    picture.alt = "";
    picture.draggable = false;
    mask.canvas.className = "e-mask-ink";
    this.ring = el("span.e-mask-ring");
    this.table.append(picture, mask.canvas, this.ring);
    const help = el("p.e-help", null, HELP);
    help.append(el("span.e-by-keys", null, KEYS));
    /** @param {() => void} act */
    const changing = (act) => () => {
      act();
      this.drawn();
    };
    this.undo = button(
      t("Undo"),
      changing(() => mask.undo()),
      ".e-plain",
    );
    this.redo = button(
      t("Redo"),
      changing(() => mask.redo()),
      ".e-plain",
    );
    const largest = Math.round(Math.max(mask.width, mask.height) / 3);
    this.slider = this.range(t("Size"), 2, largest, this.size_px, (size) => this.resize(size));
    this.buttons = {
      brush: button(t("Brush"), () => this.choose("brush"), ".e-plain"),
      eraser: button(t("Eraser"), () => this.choose("eraser"), ".e-plain"),
      fill: button(t("Fill"), () => this.choose("fill"), ".e-plain"),
    };
    const invert = button(
      t("Invert"),
      changing(() => mask.invert()),
      ".e-plain",
    );
    const clear = button(
      t("Clear"),
      changing(() => mask.clear()),
      ".e-plain",
    );
    sheet.body.append(help, this.table, this.tools(invert, clear));
    this.done = button(t("Use this mask"), () => this.use(), ".e-plain.e-do");
    sheet.foot.append(this.done);
    this.listen();
    this.choose("brush");
    this.table.focus();
    this.drawn();
  }

  /**
   * @param {HTMLElement} invert
   * @param {HTMLElement} clear
   */
  tools(invert, clear) {
    const soft = this.range(t("Feather"), 0, 50, 0, (value) => {
      this.feather = value / 1000;
      this.drawn();
    });
    const chosen = Object.values(this.buttons);
    const bar = el("div.e-joined.e-mask-tools", { role: "toolbar", "aria-label": t("Tools") });
    bar.append(...chosen, invert, clear, this.undo, this.redo, this.slider.label, soft.label);
    return bar;
  }

  /**
   * @param {string} name
   * @param {number} least
   * @param {number} most
   * @param {number} value
   * @param {(value: number) => void} changed
   * @returns {Range}
   */
  range(name, least, most, value, changed) {
    const label = el("label.e-mask-range", null, name);
    const input = el("input.e-slider", { type: "range", min: least, max: most, value });
    const paint = () => input.style.setProperty("--at", `${(100 * (Number(input.value) - least)) / (most - least)}%`);
    input.addEventListener("input", () => {
      paint();
      changed(Number(input.value));
    });
    paint();
    label.append(input);
    return { label, input, paint };
  }

  /** @param {Tool} tool */
  choose(tool) {
    this.tool = tool;
    for (const [name, node] of Object.entries(this.buttons)) node.setAttribute("aria-pressed", String(name === tool));
    this.ringAt();
  }

  /** @param {number} size_px */
  resize(size_px) {
    const { input, paint } = this.slider;
    input.value = String(size_px);
    this.size_px = Number(input.value);
    paint();
    this.ringAt();
  }

  // What has changed is shown and said.
  drawn() {
    const { mask, table } = this;
    this.undo.disabled = !mask.past.length;
    this.redo.disabled = !mask.future.length;
    const soft_px = this.feather * Math.max(table.clientWidth, table.clientHeight);
    mask.canvas.style.filter = soft_px ? `blur(${soft_px}px)` : "";
    const percent = mask.share * 100;
    this.sheet.say(
      percent
        ? t("{percent} % of the picture is marked.", { percent: percent < 1 ? t("Less than 1") : Math.round(percent) })
        : t("Nothing is marked yet."),
    );
    this.ringAt();
  }

  ringAt() {
    const scale = this.table.clientWidth / this.mask.width;
    const size = (this.tool === "fill" ? 6 / scale : this.size_px) * scale;
    Object.assign(this.ring.style, {
      width: `${size}px`,
      height: `${size}px`,
      left: `${this.at[0] * scale - size / 2}px`,
      top: `${this.at[1] * scale - size / 2}px`,
    });
  }

  /**
   * @param {PointerEvent} event
   * @returns {Place}
   */
  point(event) {
    const room = this.table.getBoundingClientRect();
    return [
      ((event.clientX - room.left) / room.width) * this.mask.width,
      ((event.clientY - room.top) / room.height) * this.mask.height,
    ];
  }

  /**
   * Draw on to a place; a pen that presses lightly draws thinner.
   * @param {Place} place
   * @param {number} [pressure]
   */
  to(place, pressure = 1) {
    this.mask.line(this.at, place, this.size_px * Math.max(pressure, 0.15), this.tool === "eraser");
    this.at = place;
  }

  /** @param {number} [pressure] */
  dab(pressure) {
    if (this.tool === "fill") this.mask.fill(...this.at);
    else {
      this.mask.remember();
      this.to(this.at, pressure);
    }
  }

  listen() {
    const { table } = this;
    /** @param {PointerEvent} event */
    const pressed = (event) => (event.pointerType === "pen" ? event.pressure : 1);
    /** @type {number | null} */
    let drawing = null;
    table.addEventListener("pointermove", (event) => {
      if (drawing !== event.pointerId) {
        this.at = this.point(event);
        this.ringAt();
        return;
      }
      const moves = event.getCoalescedEvents?.() ?? [];
      for (const move of moves.length ? moves : [event]) this.to(this.point(move), pressed(move));
      this.ringAt();
    });
    table.addEventListener("pointerdown", (event) => {
      if (event.button || !event.isPrimary) return;
      event.preventDefault();
      table.focus({ preventScroll: true });
      this.at = this.point(event);
      this.dab(pressed(event));
      if (this.tool === "fill") {
        this.drawn();
        return;
      }
      drawing = event.pointerId;
      table.setPointerCapture(event.pointerId);
    });
    table.addEventListener("lostpointercapture", () => {
      if (drawing !== null) {
        drawing = null;
        this.drawn();
      }
    });
    table.addEventListener("keydown", (event) => this.moveByKey(event));
    this.sheet.dialog.addEventListener("keydown", (event) => this.key(event));
  }

  /** @param {KeyboardEvent} event */
  moveByKey(event) {
    const way = WAYS.get(event.key);
    if (!way && event.key !== " ") return;
    event.preventDefault();
    if (!way) {
      this.dab();
      this.drawn();
      return;
    }
    const step = Math.max(2, this.size_px / 3);
    /** @type {Place} */
    const place = [
      Math.min(Math.max(this.at[0] + way[0] * step, 0), this.mask.width - 1),
      Math.min(Math.max(this.at[1] + way[1] * step, 0), this.mask.height - 1),
    ];
    if (!event.shiftKey || this.tool === "fill") {
      this.at = place;
      this.ringAt();
      return;
    }
    if (!event.repeat) this.mask.remember();
    this.to(place);
    this.drawn();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const command = event.ctrlKey || event.metaKey;
    const letter = event.key.toLowerCase();
    let act = null;
    if (command && (letter === "y" || (letter === "z" && event.shiftKey)))
      act = () => {
        this.mask.redo();
        this.drawn();
      };
    else if (command && letter === "z")
      act = () => {
        this.mask.undo();
        this.drawn();
      };
    else if (event.key === "[") act = () => this.resize(Math.round(this.size_px / 1.2));
    else if (event.key === "]") act = () => this.resize(Math.round(this.size_px * 1.2) + 1);
    if (!act) return;
    event.preventDefault();
    act();
  }

  async use() {
    const { f, value, mask, sheet } = this;
    this.done.disabled = true;
    try {
      const drawing = await mask.blob();
      if (!drawing) throw new Error("The browser draws no picture.");
      const { path } = await f.upload(new File([drawing], "mask.png", { type: "image/png" }));
      const local = value.startsWith("easel:");
      const size = [this.picture.naturalWidth, this.picture.naturalHeight];
      const drawn = {
        path,
        feather: this.feather,
        model: f.panel.model,
        of: local ? value : null,
        size: local ? null : size,
      };
      const answer = await call(f.server.tray_mask, drawn, sheet.say);
      if (answer) {
        adopt(f, answer, f.value?.[0]);
        sheet.close();
        f.reveal();
      }
    } catch {
      sheet.say(t("The mask could not be sent. Check the connection and try again."));
    }
    this.done.disabled = false;
  }
}
