// @ts-check
// "Open a texture set": a folder, a ZIP or pictures, dropped or chosen, become a material of their own.

import { button, el, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { broughtTrouble, droppedFiles, withoutClutter } from "./brought_files.js";

/** @import { JobView, Server, SetView } from "../views.d.ts" */
/** @import { Brought } from "./brought_files.js" */
/** @typedef {{path: string, name: string}} Sent A file on the server, and its path in what was brought. */
/**
 * @typedef {object} OwnPlace
 * @property {Server} server
 * @property {(job: JobView) => void} opened Shows what was made.
 * @property {() => void} reveal Opens this way to a material.
 */

export class BringOwn {
  /** @param {OwnPlace & {upload: (file: File) => Promise<{path: string}>}} place */
  constructor({ server, upload, opened, reveal }) {
    this.server = server;
    this.upload = upload;
    this.opened = opened;
    this.reveal = reveal;
    this.busy = false;
    const files = this.picker({ accept: "image/*,.zip,.exr,.dds,.tga,.tif,.tiff,.bmp,.json" });
    const folder = this.picker({ webkitdirectory: true });
    this.choosers = [
      button(t("Choose files"), () => files.click()),
      button(t("Choose a folder"), () => folder.click()),
    ];
    this.words = el("p");
    const hide = () => {
      this.said.hidden = true;
    };
    this.said = el("div.e-bring-said", { role: "status", hidden: true }, this.words, closer(hide));
    this.sets = el("div.e-bring-sets", { role: "group", "aria-label": t("Texture sets"), hidden: true });
    const how = el("p.e-quiet", null, t("Drop a folder, a ZIP or its pictures here or on the results."));
    const acts = el("div.e-actions", null, this.choosers, files, folder);
    const row = el("div.e-bring-row", null, how, acts);
    this.node = el("section.e-bring", { "aria-label": t("Open a texture set") }, row, this.said, this.sets);
  }

  shown() {}

  /** @param {Record<string, unknown>} attributes */
  picker(attributes) {
    const chosen = () => {
      const files = [...(input.files ?? [])];
      this.take(files.map((file) => ({ file, name: file.webkitRelativePath || file.name })));
      input.value = "";
    };
    const input = el("input", { type: "file", multiple: true, hidden: true, ...attributes, onchange: chosen });
    return input;
  }

  /**
   * @param {HTMLElement} drop Where files may be dropped,
   * @param {(target: Element) => boolean} isMine at these places.
   */
  listen(drop, isMine) {
    const over = (/** @type {boolean} */ now) => drop.classList.toggle("e-bring-over", now);
    const takes = (/** @type {DragEvent} */ event) =>
      hasFiles(event) && event.target instanceof Element && isMine(event.target);
    for (const kind of /** @type {const} */ (["dragenter", "dragover"]))
      drop.addEventListener(kind, (event) => {
        over(takes(event));
        if (takes(event)) event.preventDefault();
      });
    drop.addEventListener("dragleave", (event) => {
      if (!drop.contains(/** @type {Node | null} */ (event.relatedTarget))) over(false);
    });
    drop.addEventListener("drop", async (event) => {
      over(false);
      if (!event.dataTransfer || !takes(event)) return;
      event.preventDefault();
      this.reveal();
      try {
        this.take(await droppedFiles(event.dataTransfer));
      } catch {
        this.refuse(t("The folder could not be read. Choose it with the button instead."));
      }
    });
  }

  /** @param {Brought[]} found */
  async take(found) {
    if (this.busy) return;
    const wanted = withoutClutter(found);
    const trouble = broughtTrouble(wanted);
    if (trouble) return this.refuse(trouble);
    this.sets.hidden = true;
    await this.during(t("The files could not be sent. Check the connection and try again."), async () => {
      await this.open(await this.send(wanted));
    });
  }

  /** @param {Brought[]} wanted */
  async send(wanted) {
    /** @type {Sent[]} */
    const sent = [];
    for (const { file, name } of wanted) {
      const facts = { sent: sent.length + 1, wanted: wanted.length, name };
      this.say(wanted.length > 1 ? t("Sending {sent} of {wanted}: {name}", facts) : t("Sending {name}", { name }));
      sent.push({ path: (await this.upload(file)).path, name });
    }
    return sent;
  }

  /**
   * @param {Sent[]} sent
   * @param {string} [set_name] Which of several sets.
   */
  async open(sent, set_name) {
    this.say(t("Looking at the maps."));
    const answer = await this.server.material_open(set_name ? { files: sent, set_name } : { files: sent });
    if (answer.sets) return this.chooseSet(sent, answer.sets);
    if (answer.sentence || !answer.job) return this.refuse(answer.sentence ?? "");
    this.say(answer.note || t("Still opening it. It appears in the results when it is done."));
    const job = await this.server.job_shown(answer.job);
    if (!job.sentence) this.opened(job);
  }

  /**
   * Several sets came: the files stay here, and any of them can be opened, one after the other.
   * @param {Sent[]} sent
   * @param {SetView[]} sets
   */
  chooseSet(sent, sets) {
    this.say(t("{names} texture sets are in it. Choose the one to open.", { names: sets.length }));
    const failed = t("It could not be opened. Check the connection and try again.");
    const open = (/** @type {string} */ name) => this.busy || this.during(failed, () => this.open(sent, name));
    this.sets.replaceChildren(...sets.map((set) => setTile(set, () => open(set.name))));
    this.sets.hidden = false;
  }

  /**
   * @param {string} failed What is said when it fails.
   * @param {() => Promise<void>} work
   */
  async during(failed, work) {
    this.hold(true);
    try {
      await work();
    } catch {
      this.refuse(failed);
    } finally {
      this.hold(false);
    }
  }

  /** @param {boolean} now */
  hold(now) {
    this.busy = now;
    for (const one of this.choosers) one.disabled = now;
    this.node.toggleAttribute("data-busy", now);
    this.said.setAttribute("aria-busy", String(now)); // each file would be read out
  }

  /** @param {string} text */
  refuse(text) {
    this.say(text, "wrong");
  }

  /**
   * @param {string} text
   * @param {"" | "wrong"} [kind]
   */
  say(text, kind = "") {
    this.said.hidden = false;
    this.said.dataset.kind = kind;
    setText(this.words, text);
  }
}

/**
 * @param {SetView} set
 * @param {() => unknown} choose
 */
const setTile = ({ name, picture }, choose) =>
  el(
    "button.e-bring-set",
    { type: "button", onclick: choose },
    picture ? el("img", { src: picture, alt: "" }) : el("span.e-bring-none"),
    el("span", null, name),
  );

/** @param {() => void} close */
const closer = (close) =>
  el("button.e-button.e-button-quiet", { type: "button", "aria-label": t("Close"), onclick: close }, "×");

/** @param {DragEvent} event */
const hasFiles = (event) => Boolean(event.dataTransfer?.types.includes("Files"));
