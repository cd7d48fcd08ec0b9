// @ts-check
// Where a tray's files come from besides this computer, and what can be done with one that is there.

import { button } from "../../kit/dom.js";
import { t } from "../../kit/language.js";
import { call, loaded } from "../../kit/server.js";
import { described } from "../described.js";
import { nameSheet } from "../names.js";
import { cameraSheet } from "./camera.js";
import { adopt, say, trayOf } from "./tray_values.js";

// What is needed on a press only comes then.
/** @import { Act } from "../../kit/menu.js" */
/** @import { Film } from "./from_library.js" */
/** @import { Tray } from "./tray_values.js" */

/** @param {Tray} f */
const pickSheet = async (f) => (await loaded(import("./from_library.js")))?.pickSheet(f);
/**
 * @param {Tray} f
 * @param {Film} film
 */
const frameSheet = async (f, film) => (await loaded(import("./from_library.js")))?.frameSheet(f, film);
/**
 * @param {Tray} f
 * @param {string} value
 */
const cropSheet = async (f, value) => (await loaded(import("./crop.js")))?.cropSheet(f, value);
/** @param {Tray} f */
const maskSheet = async (f) => (await loaded(import("./mask.js")))?.maskSheet(f);

export const trayActs = {
  /** @param {Tray} f */
  sources(f) {
    const found = [button(t("Library"), () => pickSheet(f), ".e-link")];
    if (f.role === "mask") found.unshift(button(t("Draw it"), () => maskSheet(f), ".e-link"));
    const phone = matchMedia("(pointer: coarse)").matches;
    // A live view takes pictures; films are taken by a phone's own camera.
    if (phone || (f.role !== "videos" && navigator.mediaDevices !== undefined)) {
      found.push(button(t("Camera"), () => cameraSheet(f, phone), ".e-link"));
    }
    return found;
  },

  /**
   * @param {Tray} f
   * @param {string} value
   */
  ofTile(f, value) {
    const entry = described.get(value) ?? { value };
    /** @type {Act[]} */
    const acts = [];
    const mask = trayOf(f.panel, "mask");
    if (f === mask) acts.push([t("Draw on"), () => maskSheet(f)]);
    else if (mask && entry.kind === "image") acts.push([t("Draw a mask"), () => maskSheet(mask)]);
    if (entry.kind === "image") {
      acts.push([t("Crop and turn"), () => cropSheet(f, value)]);
      if (entry.edit?.turns !== undefined || entry.edit?.fitted)
        acts.push([t("Back to the original"), () => this.restore(f, value)]);
      if (entry.can_fit) acts.push([t("Shrink to fit"), () => this.fit(f)]);
    } else {
      const pictures = trayOf(f.panel, "images");
      const film = { url: entry.large, duration_s: entry.duration_s, from: { value } };
      if (pictures) acts.push([t("Take a frame"), () => frameSheet(pictures, film)]);
    }
    const prompt = f.panel.fields.get("prompt");
    const said = (/** @type {string} */ sentence) => say(f, sentence);
    if (prompt) acts.push([t("Save by name"), () => nameSheet(value, f.value ?? [], prompt.server, said)]);
    return acts;
  },

  /**
   * @param {Tray} f
   * @param {string} value
   */
  async restore(f, value) {
    const original = described.get(value)?.made_from;
    const [answer] = await f.server.describe({ values: [original], model: f.panel.model });
    if (answer && "kind" in answer) adopt(f, answer, value);
  },

  /**
   * Every picture that the model would refuse, and that shrinking helps.
   * @param {Tray} f
   */
  async fit(f) {
    f.fit.disabled = true;
    let refused = "";
    for (const value of (f.value ?? []).filter((each) => described.get(each)?.can_fit)) {
      const answer = await call(f.server.tray_fit, { value, model: f.panel.model }, (said) => {
        refused = said;
      });
      if (answer) adopt(f, answer, value);
    }
    f.fit.disabled = false;
    if (refused) f.error(refused);
  },
};
