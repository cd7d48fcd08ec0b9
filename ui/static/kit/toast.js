// @ts-check
// The message at the bottom of the window.

import { openDialogs } from "./dialog.js";
import { button, el, elementAt } from "./dom.js";
import { t } from "./language.js";

/** @type {HTMLElement | null} */
let shown = null;

export const hushToast = () => shown?.remove();

/**
 * One at a time.
 * @param {string} text
 * @param {() => unknown} [undo] Takes the act back, or does `act`; offered for ten seconds.
 * @param {string} [act]
 */
export const toast = (text, undo, act = t("Undo")) => {
  hushToast();
  const note = el("div.e-toast", { role: "status" }, el("span", null, text));
  if (undo)
    note.append(
      button(
        act,
        () => {
          note.remove();
          undo();
        },
        "quiet",
      ),
    );
  note.append(
    el(
      "button.e-button.e-button-quiet",
      { type: "button", "aria-label": t("Close"), onclick: () => note.remove() },
      "×",
    ),
  );
  // Inside an open dialog everything else is inert, so the message goes there.
  const dialog = openDialogs().at(-1);
  (dialog ?? document.body).append(note);
  shown = note;
  const seconds = undo ? 10 : 5,
    until = Date.now() + seconds * 1000;
  setTimeout(() => note.remove(), seconds * 1000);
  // A dialog that closes takes its message with it, and the way back that it offers: it goes on below.
  let dismissed = false;
  note.addEventListener("click", (event) => {
    dismissed ||= Boolean(elementAt(event.target)?.closest("button"));
  });
  dialog?.addEventListener(
    "close",
    () => {
      if (!dismissed && shown === note && Date.now() < until) document.body.append(note);
    },
    { once: true },
  );
};
