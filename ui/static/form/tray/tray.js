// The tray: pictures or videos in the order the model sees them. Drop, paste, choose, or use one of its sources; reorder
// by dragging, with the arrow buttons, or with the arrow keys on a tile. Its value is a list of media values.
import { button, el } from "../../kit/dom.js";
import { openMenu } from "../../kit/menu.js";
import { described } from "../described.js";
import { define } from "../field.js";
import { followInPrompt } from "./follow.js";
import { sortByTouch } from "./touch.js";
import { trayActs } from "./tray_acts.js";

const MOST_BYTES = 200 * 1048576;
const trays = new Set();
const shown = (f) => f.spec && f.root.offsetParent !== null;

const size = (bytes) => (bytes < 1048576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`);
const facts = (entry) =>
  [
    entry.width ? `${entry.width} × ${entry.height}` : "",
    entry.duration_s ? `${Math.round(entry.duration_s)} s` : "",
    entry.bytes ? size(entry.bytes) : "",
  ]
    .filter(Boolean)
    .join(" · ");

define("tray", {
  build(f) {
    f.pending = 0;
    f.tiles = el("div.e-references");
    f.tiles.setAttribute("role", "list");
    f.picker = el("input");
    f.picker.type = "file";
    f.picker.multiple = true;
    f.picker.hidden = true;
    f.picker.addEventListener("change", () => {
      this.take(f, [...f.picker.files]);
      f.picker.value = "";
    });
    f.zone = el("div.e-zone");
    f.choose = button("", () => f.picker.click(), ".e-choose");
    f.sources = el("div.e-sources");
    f.sources.append(
      ...trayActs.sources(f),
      button(
        "Use an address",
        () => {
          f.urlRow.hidden = !f.urlRow.hidden;
          if (!f.urlRow.hidden) f.url.focus();
        },
        ".e-link",
      ),
    );
    f.zone.append(f.choose, f.sources);
    f.urlRow = el("div.e-joined.e-address");
    f.urlRow.hidden = true;
    f.url = el("input.e-input");
    f.url.type = "url";
    f.url.placeholder = "https://";
    f.url.setAttribute("aria-label", "Address of a file");
    const add = () => this.takeUrl(f);
    f.url.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        add();
      }
    });
    f.urlRow.append(f.url, button("Add", add, ".e-plain", "Add this address"));
    f.names(f.tiles, true);
    f.tiles.setAttribute("role", "list");
    f.note = el("p.e-note");
    f.note.setAttribute("aria-live", "polite");
    f.note.hidden = true;
    f.body.append(f.tiles, f.note, f.zone, f.urlRow, f.picker);
    f.fit = button(
      "Shrink to fit",
      () => trayActs.fit(f),
      ".e-plain.e-fit",
      "Make the marked pictures as small as this model takes them",
    );
    f.fit.hidden = true;
    f.root.append(f.fit);
    this.droppable(f);
    trays.add(f);
  },

  droppable(f) {
    const over = (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      f.root.classList.add("e-over-drop");
    };
    f.root.addEventListener("dragenter", over);
    f.root.addEventListener("dragover", over);
    f.root.addEventListener("dragleave", (event) => {
      if (!f.root.contains(event.relatedTarget)) f.root.classList.remove("e-over-drop");
    });
    f.root.addEventListener("drop", (event) => {
      f.root.classList.remove("e-over-drop");
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      this.take(f, [...event.dataTransfer.files]);
    });
  },

  // A mask belongs to one picture; say so when it stands beside another.
  follow(f, role) {
    if (f.role !== "mask" || role !== "images" || !f.spec) return;
    const [mask, picture] = [described.get(f.value?.[0]), described.get(f.panel.value("images")?.[0])];
    const other =
      mask &&
      picture &&
      (mask.made_from
        ? mask.made_from !== picture.value
        : mask.width !== picture.width || mask.height !== picture.height);
    this.say(f, other ? "This mask was made for another picture. Draw it again, or remove it." : "");
  },

  say(f, sentence) {
    f.note.textContent = sentence ?? "";
    f.note.hidden = !sentence;
  },

  // What came from a sheet: a described file, at the end or in the place of another.
  adopt(f, answer, instead) {
    described.set(answer.value, answer);
    const held = f.value ?? [];
    const values = held.includes(instead)
      ? held.map((value) => (value === instead ? answer.value : value))
      : [...held, answer.value];
    f.set(values.filter((value, place) => values.indexOf(value) === place));
    if (answer.problem) f.error(answer.problem);
  },

  async take(f, files) {
    const problems = [];
    for (const file of files) {
      const most = f.spec.kind === "image" ? MOST_BYTES : f.spec.max_bytes; // a picture can be shrunk once it is here
      if (most && file.size > most) {
        problems.push(`${file.name} has ${size(file.size)}. Use at most ${size(most)}.`);
        continue;
      }
      f.pending += 1;
      this.draw(f);
      try {
        const { path } = await f.upload(file);
        const answer = await f.server.keep({ path, name: file.name, model: f.panel.model });
        if (answer.refused) {
          problems.push(answer.refused);
        } else {
          described.set(answer.value, answer);
          if (answer.problem) problems.push(answer.problem);
          if (!f.value?.includes(answer.value)) f.set([...(f.value ?? []), answer.value], false);
        }
      } catch {
        problems.push(`${file.name} could not be added. Check the connection and try again.`);
      } finally {
        f.pending -= 1;
        this.draw(f);
      }
    }
    if (problems.length) f.error(problems.join(" "));
  },

  takeUrl(f) {
    const address = f.url.value.trim();
    if (!/^https?:\/\/[^\s/]+\S*$/.test(address)) {
      f.error("Give an address that begins with https:// or http://.");
      return;
    }
    f.url.value = "";
    f.urlRow.hidden = true;
    f.set([...(f.value ?? []), address]);
  },

  // Ask the server what the values are (after a refresh, a filled form, another model) and whether the model takes them.
  async describe(f) {
    const values = f.value ?? [];
    const wanted = JSON.stringify([values, f.panel.model]);
    if (f.asked === wanted) return;
    f.asked = wanted;
    if (!values.length) return;
    try {
      const answers = await f.server.describe({ values, model: f.panel.model });
      if (f.asked !== wanted) return;
      for (const answer of answers) described.set(answer.value, answer);
      this.tilesOf(f);
      for (const field of f.panel.fields.values()) field.kind.follow?.(field, f.role);
      const problems = answers.map((answer) => answer.problem).filter(Boolean);
      if (problems.length) f.error(problems.join(" "));
    } catch {
      f.asked = "";
    }
  },

  // order: which of the present values stay, and where. The prompt's "image 2" follows.
  arrange(f, order) {
    const held = f.value ?? [];
    f.set(order.map((place) => held[place]));
    this.say(f, followInPrompt(f, order, held.length));
  },

  move(f, from, to) {
    const order = (f.value ?? []).map((_, place) => place);
    if (to < 0 || to >= order.length || from === to) return;
    order.splice(to, 0, ...order.splice(from, 1));
    this.arrange(f, order);
    f.tiles.children[to]?.focus();
  },

  remove(f, index) {
    this.arrange(
      f,
      (f.value ?? []).map((_, place) => place).filter((place) => place !== index),
    );
    (f.tiles.children[index] ?? f.choose).focus();
  },

  tile(f, value, index) {
    const entry = described.get(value) ?? {};
    const noun = f.spec.kind === "video" ? "Video" : "Image";
    const tile = el("div.e-reference");
    tile.tabIndex = 0;
    tile.draggable = true;
    tile.setAttribute("role", "listitem");
    const name = entry.name || (value.startsWith("http") ? value : noun);
    tile.setAttribute("aria-label", `${noun} ${index + 1}: ${name}. Arrow keys move it, Delete removes it.`);
    tile.title = [name, facts(entry)].filter(Boolean).join("\n");
    tile.classList.toggle("e-reference-wrong", Boolean(entry.problem));
    const picture = el("img");
    picture.alt = "";
    picture.draggable = false;
    picture.referrerPolicy = "no-referrer";
    picture.addEventListener("error", () => tile.classList.add("e-reference-blank"));
    const source = entry.thumb || (f.spec.kind === "image" && value.startsWith("http") ? value : "");
    if (source) picture.src = source;
    else tile.classList.add("e-reference-blank");
    const badge = el("span.e-order", null, f.spec.max_count === 1 ? "" : String(index + 1));
    badge.hidden = f.spec.max_count === 1;
    const tools = el("div.e-reference-tools");
    const many = (f.value ?? []).length > 1;
    const called = `${noun.toLowerCase()} ${index + 1}`;
    const back = button("‹", () => this.move(f, index, index - 1), null, `Move ${called} forward`);
    const on = button("›", () => this.move(f, index, index + 1), null, `Move ${called} back`);
    back.hidden = on.hidden = !many;
    back.disabled = index === 0;
    on.disabled = index === (f.value ?? []).length - 1;
    const more = button(
      "⋯",
      () => openMenu(more, trayActs.ofTile(f, value)),
      ".e-reference-more",
      `More for ${called}`,
    );
    more.setAttribute("aria-haspopup", "menu");
    more.hidden = !entry.kind; // an address is only fetched by the vendor
    tools.append(back, more, on);
    const remove = button("×", () => this.remove(f, index), ".e-reference-remove", `Remove ${called}`);
    tile.append(picture, el("span.e-reference-name", null, name), badge, remove, tools);
    tile.addEventListener("keydown", (event) => {
      if (event.target !== tile) return;
      if (event.key === "ArrowLeft") {
        event.preventDefault();
        this.move(f, index, index - 1);
      }
      if (event.key === "ArrowRight") {
        event.preventDefault();
        this.move(f, index, index + 1);
      }
      if (event.key === "Delete" || event.key === "Backspace") {
        event.preventDefault();
        this.remove(f, index);
      }
    });
    tile.addEventListener("dragstart", (event) => {
      f.dragged = index;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", String(index));
      tile.classList.add("e-dragged");
    });
    tile.addEventListener("dragend", () => {
      f.dragged = null;
      tile.classList.remove("e-dragged");
      this.settle(f);
    });
    tile.addEventListener("dragover", (event) => {
      if (f.dragged !== null && f.dragged !== undefined) event.preventDefault();
    });
    tile.addEventListener("drop", (event) => {
      if (f.dragged === null || f.dragged === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      const from = f.dragged;
      f.dragged = null;
      this.move(f, from, index);
    });
    sortByTouch(f, tile, (to) => this.move(f, index, to));
    return tile;
  },

  // Draw what had to wait: a tile that somebody holds must stay the same one until it is put down.
  settle(f) {
    if (f.late) this.tilesOf(f);
  },

  tilesOf(f) {
    f.late = f.held || (f.dragged !== null && f.dragged !== undefined);
    if (f.late) return;
    const tiles = (f.value ?? []).map((value, index) => this.tile(f, value, index));
    for (let waiting = 0; waiting < f.pending; waiting += 1) {
      const tile = el("div.e-reference.e-reference-waiting");
      tile.append(el("span", null, "Adding"));
      tiles.push(tile);
    }
    const focused = [...f.tiles.children].indexOf(document.activeElement);
    f.tiles.replaceChildren(...tiles);
    if (focused >= 0) tiles[focused]?.focus();
    f.fit.hidden = !(f.value ?? []).some((value) => described.get(value)?.can_fit);
  },

  draw(f) {
    const count = (f.value ?? []).length;
    const limit = f.spec.max_count;
    const noun = f.spec.kind === "video" ? "video" : "picture";
    const empty = count + f.pending === 0;
    this.tilesOf(f);
    f.tiles.hidden = empty;
    f.zone.classList.toggle("e-zone-full", !empty);
    f.zone.hidden = Boolean(limit) && count + f.pending >= limit;
    if (f.zone.hidden) f.urlRow.hidden = true;
    f.note.hidden = f.note.hidden || empty;
    const one = limit === 1;
    f.choose.textContent = empty ? `Drop, paste or choose ${one ? `a ${noun}` : `${noun}s`}` : `Add ${noun}s`;
    f.picker.accept = f.spec.accept;
    f.picker.multiple = !one;
    f.aside.textContent = limit && limit > 1 ? `${count} of ${limit}` : f.spec.required ? "" : "optional";
    f.aside.classList.toggle("e-over", Boolean(limit) && count > limit);
    this.describe(f);
  },
});

// A file pasted anywhere in a panel goes to the first tray in view that takes its kind.
document.addEventListener("paste", (event) => {
  const files = [...(event.clipboardData?.files ?? [])];
  if (!files.length) return;
  for (const kind of ["image", "video"]) {
    const mine = files.filter((file) => file.type.startsWith(`${kind}/`));
    const tray = [...trays].find((f) => shown(f) && f.spec.kind === kind && !f.zone.hidden);
    if (mine.length && tray) {
      event.preventDefault();
      tray.kind.take(tray, mine);
    }
  }
});
