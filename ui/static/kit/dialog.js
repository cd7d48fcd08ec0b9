// @ts-check
// What opens over the page.

import { button, el } from "./dom.js";
import { t } from "./language.js";

/** @import { Parts } from "./dom.js" */
/** @typedef {{label: string, closed?: () => void}} DialogOptions closed: it is gone, however that came about. */
/**
 * @typedef {object} Sheet
 * @property {HTMLDialogElement} dialog
 * @property {HTMLElement} body
 * @property {HTMLElement} foot
 * @property {(sentence?: string | null) => void} say
 * @property {() => void} close
 */

/**
 * A dialog that is not shown yet. It goes when it is closed: by Escape, or by a press beside it that also began there. The
 * browser gives the focus back to where it was.
 * @param {string} selector Its classes, ".e-ask".
 * @param {DialogOptions} options
 * @param {Parts[]} content
 */
export const makeDialog = (selector, { label, closed }, ...content) => {
  const dialog = /** @type {HTMLDialogElement} */ (el(`dialog${selector}`, { "aria-label": label }, ...content));
  let beside = false;
  dialog.addEventListener("pointerdown", (event) => {
    beside = event.target === dialog;
  });
  dialog.addEventListener("click", (event) => {
    if (beside && event.target === dialog) dialog.close();
  });
  // The shortcut of Generate is not for the form below.
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.stopPropagation();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    closed?.();
  });
  return dialog;
};

/** @param {HTMLDialogElement} dialog */
export const showDialog = (dialog) => {
  document.body.append(dialog);
  dialog.showModal();
};

/**
 * @param {string} selector
 * @param {DialogOptions} options
 * @param {Parts[]} content
 */
export const openDialog = (selector, options, ...content) => {
  const dialog = makeDialog(selector, options, ...content);
  showDialog(dialog);
  return dialog;
};

/** @returns {HTMLDialogElement[]} What is open over the page, the topmost last. */
export const openDialogs = () => [...document.querySelectorAll("dialog")].filter((dialog) => dialog.open);

/**
 * A sheet for work that needs room.
 * @param {string} title
 * @param {{className?: string, closed?: () => void}} [options]
 * @returns {Sheet}
 */
export const openSheet = (title, { className = "", closed } = {}) => {
  const close = () => dialog.close();
  const body = el("div.e-window-body");
  const note = el("p.e-window-note", { role: "status" });
  const foot = el("div.e-window-foot");
  const dialog = openDialog(
    `.e-window${className && `.${className}`}`,
    { label: title, closed },
    el("div.e-window-head", null, el("h2", null, title), button(t("Close"), close, ".e-plain")),
    body,
    note,
    foot,
  );
  /** @param {string | null} [sentence] */
  const say = (sentence) => {
    note.textContent = sentence ?? "";
  };
  return { dialog, body, foot, say, close };
};

/**
 * A small question over the page.
 * @param {object} question
 * @param {string} question.title
 * @param {string} question.label
 * @param {string} [question.value]
 * @param {string} question.act What the button says.
 * @param {number} [question.longest] In characters.
 * @param {string[]} [question.hints]
 * @param {(value: string) => unknown} question.done It was answered; with false it stays open.
 */
export const askText = ({ title, label, value = "", act, longest, hints = [], done }) => {
  const field = el("input.e-entry", {
    "aria-label": label,
    placeholder: label,
    maxlength: longest,
    value,
    list: "e-ask-hints",
    autocomplete: "off",
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      finish();
    },
  });
  const finish = async () => {
    if ((await done(field.value)) !== false) dialog.close();
  };
  const options = hints.map((hint) => el("option", { value: hint }));
  const dialog = ask(title, [field, el("datalist", { id: "e-ask-hints" }, options)], act, finish);
  field.select();
};

/**
 * A question that is answered by going on or not.
 * @param {{title: string, text: string, act: string, done: () => unknown}} question done: the answer is to go on.
 */
export const askPlainly = ({ title, text, act, done }) => {
  const dialog = ask(title, [el("p", null, text)], act, () => {
    dialog.close();
    done();
  });
};

/**
 * @param {string} title
 * @param {HTMLElement[]} content
 * @param {string} act
 * @param {() => void} finish
 */
function ask(title, content, act, finish) {
  const cancel = button(t("Cancel"), () => dialog.close());
  const acts = el("div.e-actions", null, button(act, finish, "primary"), cancel);
  const dialog = openDialog(".e-ask", { label: title }, el("h3", null, title), content, acts);
  return dialog;
}
