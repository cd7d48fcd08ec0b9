// @ts-check
// What a tray holds: media values in the order the model sees them. Taking files in, describing, reordering, removing.
import { t } from "../../kit/language.js";
import { described } from "../described.js";
import { followInPrompt } from "./follow.js";

/** @import { TileView } from "../../views.d.ts" */
/** @import { Control } from "../field.js" */
/** @import { Panel } from "../panel.js" */
/**
 * What a tray has on the page.
 * @typedef {object} Parts
 * @property {HTMLElement} tiles
 * @property {HTMLElement} note
 * @property {HTMLElement} zone
 * @property {HTMLInputElement} picker
 * @property {HTMLButtonElement} choose
 * @property {HTMLElement} urlRow
 * @property {HTMLInputElement} url
 * @property {HTMLButtonElement} fit
 * @property {number} pending Files on their way.
 * @property {string} [asked] What was last asked to be described.
 * @property {number | null} [dragged] The place of the tile that is dragged.
 * @property {boolean} [held] A finger holds a tile.
 * @property {boolean} [late] The tiles are to be drawn once none is held.
 */
/** @typedef {Control<string[] | null, "kind" | "accept", Parts>} Tray */

const MOST_BYTES = 200 * 1048576;

/** @param {number} bytes */
export const size = (bytes) =>
  bytes < 1048576
    ? t("{bytes} KB", { bytes: Math.round(bytes / 1024) })
    : t("{bytes} MB", { bytes: (bytes / 1048576).toFixed(1) });

/**
 * @param {Panel} panel
 * @param {string} role
 * @returns {Tray | null} Its tray, where its model has one.
 */
export const trayOf = (panel, role) => {
  const field = panel.fields.get(role);
  return field?.spec ? /** @type {Tray} */ (field) : null;
};

/**
 * @param {Tray} f
 * @param {string | null} [sentence]
 */
export const say = (f, sentence) => {
  f.note.textContent = sentence ?? "";
  f.note.hidden = !sentence;
};

/**
 * What came from a sheet: a described file, at the end or in the place of another.
 * @param {Tray} f
 * @param {TileView} answer
 * @param {string} [instead]
 */
export const adopt = (f, answer, instead) => {
  described.set(answer.value, answer);
  const held = f.value ?? [];
  const values = held.some((value) => value === instead)
    ? held.map((value) => (value === instead ? answer.value : value))
    : [...held, answer.value];
  f.set(values.filter((value, place) => values.indexOf(value) === place));
  if (answer.problem) f.error(answer.problem);
};

/**
 * @param {Tray} f
 * @param {File[]} files
 */
export const take = async (f, files) => {
  const problems = [];
  for (const file of files) {
    const most = f.spec.kind === "image" ? MOST_BYTES : f.spec.max_bytes; // a picture can be shrunk once it is here
    if (most && file.size > most) {
      problems.push(
        t("{name} has {size}. Use at most {most}.", { name: file.name, size: size(file.size), most: size(most) }),
      );
      continue;
    }
    f.pending += 1;
    f.kind.draw(f);
    try {
      problems.push(await keep(f, file));
    } catch {
      problems.push(t("{name} could not be added. Check the connection and try again.", { name: file.name }));
    } finally {
      f.pending -= 1;
      f.kind.draw(f);
    }
  }
  const said = problems.filter(Boolean);
  if (said.length) f.error(said.join(" "));
};

/**
 * @param {Tray} f
 * @param {File} file
 * @returns {Promise<string>} What is wrong with it, if anything.
 */
async function keep(f, file) {
  const { path } = await f.upload(file);
  const answer = await f.server.keep({ path, name: file.name, model: f.panel.model });
  if ("refused" in answer) return answer.refused;
  described.set(answer.value, answer);
  if (!f.value?.includes(answer.value)) f.set([...(f.value ?? []), answer.value], false);
  return answer.problem ?? "";
}

/** @param {Tray} f */
export const takeUrl = (f) => {
  const address = f.url.value.trim();
  if (!/^https?:\/\/[^\s/]+\S*$/.test(address)) {
    f.error(t("Give an address that begins with https:// or http://."));
    return;
  }
  f.url.value = "";
  f.urlRow.hidden = true;
  f.set([...(f.value ?? []), address]);
};

/**
 * Ask the server what the values are (after a refresh, a filled form, another model) and whether the model takes them.
 * @param {Tray} f
 */
export const describe = async (f) => {
  const values = f.value ?? [];
  const wanted = JSON.stringify([values, f.panel.model]);
  if (f.asked === wanted) return;
  f.asked = wanted;
  if (!values.length) return;
  try {
    const answers = await f.server.describe({ values, model: f.panel.model });
    if (f.asked !== wanted) return;
    for (const answer of answers) {
      const value = String(answer.value);
      described.set(value, { ...answer, value });
    }
    f.kind.draw(f);
    for (const field of f.panel.fields.values()) field.kind.follow?.(field, f.role);
    const problems = answers.map((answer) => answer.problem).filter(Boolean);
    if (problems.length) f.error(problems.join(" "));
  } catch {
    f.asked = "";
  }
};

/**
 * The prompt's "image 2" follows.
 * @param {Tray} f
 * @param {number[]} order Which of the present values stay, and where.
 */
const arrange = (f, order) => {
  const held = f.value ?? [];
  f.set(order.map((place) => held[place]));
  say(f, followInPrompt(f, order, held.length));
};

/**
 * @param {Tray} f
 * @param {number} from
 * @param {number} to
 */
export const move = (f, from, to) => {
  const order = (f.value ?? []).map((_, place) => place);
  if (to < 0 || to >= order.length || from === to) return;
  order.splice(to, 0, ...order.splice(from, 1));
  arrange(f, order);
  focusTile(f, to);
};

/**
 * @param {Tray} f
 * @param {number} index
 */
export const remove = (f, index) => {
  const order = (f.value ?? []).map((_, place) => place);
  arrange(
    f,
    order.filter((place) => place !== index),
  );
  if (!focusTile(f, index)) f.choose.focus();
};

/**
 * @param {Tray} f
 * @param {number} index
 * @returns {boolean} Whether there is one.
 */
function focusTile(f, index) {
  const tile = f.tiles.children[index];
  if (tile instanceof HTMLElement) tile.focus();
  return Boolean(tile);
}
