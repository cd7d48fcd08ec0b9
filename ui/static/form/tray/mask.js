// The sheet in which a mask is drawn on a picture: with a pointer, a finger or the keys. Only the mask travels.
import { openSheet } from "../../kit/dialog.js";
import { button, el } from "../../kit/dom.js";
import { call } from "../../kit/server.js";
import { described } from "../described.js";
import { MaskCanvas } from "./mask_canvas.js";

const HELP = "Draw over the part that is meant; it becomes white in the mask.";
const KEYS = " Arrow keys move the brush, with Shift they draw, Space marks the spot; [ and ] change its size.";

export const maskSheet = async (f) => {
  const value = f.panel.value("images")?.[0];
  if (!value) {
    f.error("Add the picture first: the mask is drawn on it.");
    return;
  }
  const pictures = f.panel.fields.get("images");
  if (value.startsWith("easel:") && !described.get(value)) await pictures.kind.describe(pictures);
  const sheet = openSheet("Draw the mask", { className: "e-window-wide" });
  const picture = new Image();
  picture.referrerPolicy = "no-referrer";
  picture.src = described.get(value)?.large ?? value;
  try {
    await picture.decode();
  } catch {
    sheet.say("The picture cannot be shown here. Add it as a file, or upload a mask.");
    return;
  }
  const mask = new MaskCanvas(picture.naturalWidth, picture.naturalHeight);
  const old = described.get(f.value?.[0]);
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
  constructor(f, value, picture, mask, sheet) {
    Object.assign(this, { f, value, picture, mask, sheet, tool: "brush", feather: 0 });
    this.size_px = Math.round(Math.max(mask.width, mask.height) / 16);
    this.at = [mask.width / 2, mask.height / 2];
    this.table = el("div.e-mask");
    this.table.style.setProperty("--ratio", picture.naturalWidth / picture.naturalHeight);
    this.table.tabIndex = 0;
    this.table.setAttribute("role", "application");
    this.table.setAttribute("aria-label", `Mask. ${HELP}${KEYS}`);
    picture.alt = "";
    picture.draggable = false;
    mask.canvas.className = "e-mask-ink";
    this.ring = el("span.e-mask-ring");
    this.table.append(picture, mask.canvas, this.ring);
    const help = el("p.e-help", null, HELP);
    help.append(el("span.e-by-keys", null, KEYS));
    sheet.body.append(help, this.table, this.tools());
    this.done = button("Use this mask", () => this.use(), ".e-plain.e-do");
    sheet.foot.append(this.done);
    this.listen();
    this.choose("brush");
    this.table.focus();
    this.drawn();
  }

  tools() {
    const bar = el("div.e-joined.e-mask-tools");
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", "Tools");
    this.buttons = {};
    for (const [tool, text] of [
      ["brush", "Brush"],
      ["eraser", "Eraser"],
      ["fill", "Fill"],
    ]) {
      this.buttons[tool] = button(text, () => this.choose(tool), ".e-plain");
    }
    this.undo = button(
      "Undo",
      () => {
        this.mask.undo();
        this.drawn();
      },
      ".e-plain",
    );
    this.redo = button(
      "Redo",
      () => {
        this.mask.redo();
        this.drawn();
      },
      ".e-plain",
    );
    this.slider = this.range(
      "Size",
      2,
      Math.round(Math.max(this.mask.width, this.mask.height) / 3),
      this.size_px,
      (size) => this.resize(size),
    );
    const soft = this.range("Feather", 0, 50, 0, (value) => {
      this.feather = value / 1000;
      this.drawn();
    });
    bar.append(
      ...Object.values(this.buttons),
      button(
        "Invert",
        () => {
          this.mask.invert();
          this.drawn();
        },
        ".e-plain",
      ),
      button(
        "Clear",
        () => {
          this.mask.clear();
          this.drawn();
        },
        ".e-plain",
      ),
      this.undo,
      this.redo,
      this.slider.label,
      soft.label,
    );
    return bar;
  }

  range(name, least, most, value, changed) {
    const label = el("label.e-mask-range", null, name);
    const input = el("input.e-slider");
    Object.assign(input, { type: "range", min: least, max: most, value });
    const paint = () => input.style.setProperty("--at", `${(100 * (input.value - least)) / (most - least)}%`);
    input.addEventListener("input", () => {
      paint();
      changed(Number(input.value));
    });
    paint();
    label.append(input);
    return { label, input, paint };
  }

  choose(tool) {
    this.tool = tool;
    for (const [name, node] of Object.entries(this.buttons)) node.setAttribute("aria-pressed", String(name === tool));
    this.ringAt();
  }

  resize(size_px) {
    const { input, paint } = this.slider;
    input.value = size_px;
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
        ? `${percent < 1 ? "Less than 1" : Math.round(percent)} % of the picture is marked.`
        : "Nothing is marked yet.",
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

  point(event) {
    const room = this.table.getBoundingClientRect();
    return [
      ((event.clientX - room.left) / room.width) * this.mask.width,
      ((event.clientY - room.top) / room.height) * this.mask.height,
    ];
  }

  // Draw on to a place; a pen that presses lightly draws thinner.
  to(place, pressure = 1) {
    this.mask.line(this.at, place, this.size_px * Math.max(pressure, 0.15), this.tool === "eraser");
    this.at = place;
  }

  dab(pressure) {
    if (this.tool === "fill") this.mask.fill(...this.at);
    else {
      this.mask.remember();
      this.to(this.at, pressure);
    }
  }

  listen() {
    const { table } = this;
    const pressed = (event) => (event.pointerType === "pen" ? event.pressure : 1);
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

  moveByKey(event) {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!way && event.key !== " ") return;
    event.preventDefault();
    if (!way) {
      this.dab();
      this.drawn();
      return;
    }
    const step = Math.max(2, this.size_px / 3);
    const most = [this.mask.width - 1, this.mask.height - 1];
    const place = this.at.map((value, axis) => Math.min(Math.max(value + way[axis] * step, 0), most[axis]));
    if (!event.shiftKey || this.tool === "fill") {
      this.at = place;
      this.ringAt();
      return;
    }
    if (!event.repeat) this.mask.remember();
    this.to(place);
    this.drawn();
  }

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
      const { path } = await f.upload(new File([await mask.blob()], "mask.png", { type: "image/png" }));
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
        f.kind.adopt(f, answer, f.value?.[0]);
        sheet.close();
        f.reveal();
      }
    } catch {
      sheet.say("The mask could not be sent. Check the connection and try again.");
    }
    this.done.disabled = false;
  }
}
