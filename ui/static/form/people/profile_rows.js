// @ts-check
// The list of profiles: what each is, and what can be done with it.

import { askPlainly, askText } from "../../kit/dialog.js";
import { button, el, reconcile, setText } from "../../kit/dom.js";
import { t } from "../../kit/language.js";
import { call } from "../../kit/server.js";
import { when } from "../../kit/words.js";

/** @import { ProfileView, Server } from "../../views.d.ts" */
/**
 * @typedef {HTMLElement & {
 *   one: ProfileView, called: HTMLElement, note: HTMLElement, message: HTMLElement, use: HTMLButtonElement,
 * }} Row
 */

/**
 * @param {object} of
 * @param {Server} of.server
 * @param {number} of.longest_name
 * @param {() => boolean} of.inPrompt Whether profiles are named in the prompt here.
 * @param {(one: ProfileView) => boolean} of.picked
 * @param {(one: ProfileView) => void} of.put Use it, or no longer.
 * @param {() => void} of.changed
 */
export const profileRows = ({ server, longest_name, inPrompt, picked, put, changed }) => {
  const node = el("ul.e-people-list", { "aria-label": t("Profiles") });

  /**
   * @param {ProfileView} one
   * @returns {Row}
   */
  function create(one) {
    const called = el("strong"),
      note = el("small"),
      message = el("p.e-error", { hidden: true });
    const use = button(t("Use"), () => put(row.one));
    const rename_ = button(t("Rename"), () => rename(row.one), "quiet");
    const forget_ = button(t("Forget"), () => forget(row.one), "quiet");
    const made = el(
      "li",
      null,
      el("div", null, called, note, message),
      el("div.e-actions", null, use, rename_, forget_),
    );
    const row = Object.assign(made, { one, called, note, message, use });
    return row;
  }

  /**
   * @param {Row} row
   * @param {ProfileView} one
   */
  function update(row, one) {
    row.one = one;
    setText(row.called, one.name);
    const facts = [
      one.words,
      one.photos && t("{photos} photographs", { photos: one.photos }),
      when(one.created_ms),
      one.sandbox && "sandbox",
    ];
    setText(row.note, facts.filter(Boolean).join(" · "));
    setText(row.message, one.message);
    row.message.hidden = !one.message;
    row.use.hidden = !one.ready;
    const on = one.ready && picked(one);
    row.use.setAttribute("aria-pressed", String(on));
    setText(row.use, on ? t("In use") : inPrompt() ? t("Put into the prompt") : t("Use"));
  }

  /** @param {ProfileView} one */
  function rename(one) {
    askText({
      title: t("Rename the profile"),
      label: t("Name"),
      value: one.name,
      act: t("Rename"),
      longest: longest_name,
      done: async (name) => {
        if (!(await call(server.profile_rename, { id: one.id, name }))) return false;
        changed();
      },
    });
  }

  /** @param {ProfileView} one */
  function forget(one) {
    const text = one.ready
      ? t("Its id is lost here, and nothing can be made with it any more. The vendor keeps what it has.")
      : one.ended
        ? t("It leaves this list.")
        : t("It leaves this list. What is under way goes on, may be charged, and comes back here when it is ready.");
    askPlainly({
      title: t("Forget {name}?", { name: one.name }),
      text,
      act: t("Forget"),
      done: async () => {
        if (one.ready && picked(one)) put(one);
        if (await call(server.profile_remove, one.id)) changed();
      },
    });
  }

  return {
    node,
    /** @param {ProfileView[]} known */
    show: (known) => reconcile(node, known, { create, update }),
  };
};
