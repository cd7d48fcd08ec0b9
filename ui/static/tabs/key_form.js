// @ts-check
// The field for a key of one's own. What was typed is sent to the server once and never comes back.

import { button, el } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { toast } from "../kit/toast.js";
import { keepKey, keptKey } from "./kept_keys.js";

/** @import { Answer, KeysView, Server, VendorView } from "../views.d.ts" */

/**
 * @param {VendorView} vendor
 * @param {object} of
 * @param {string} of.who
 * @param {Server} of.server
 * @param {(view: KeysView) => void} of.changed
 */
export const keyForm = (vendor, { who, server, changed }) => {
  const id = `key-${vendor.name}`;
  const box = el("input.e-input", {
    id,
    type: "password",
    autocomplete: "off",
    spellcheck: "false",
    autocapitalize: "none",
    required: true,
    maxlength: 600,
    "aria-describedby": `${id}-said`,
  });
  const remember = el("input", { type: "checkbox", id: `${id}-keep`, checked: keptKey(who, vendor.name) !== null });
  const said = el("p.e-key-said", { id: `${id}-said`, role: "alert", hidden: true });

  /** @param {string} sentence */
  const say = (sentence) => {
    said.textContent = sentence;
    said.hidden = false;
    box.focus();
  };

  /** @param {Answer<KeysView>} answer */
  const after = (answer) => {
    if (answer.sentence) say(answer.sentence);
    else changed(answer);
  };

  /** @param {SubmitEvent} event */
  async function enter(event) {
    event.preventDefault();
    const key = box.value.trim();
    box.value = "";
    let answer;
    try {
      answer = await server.key_enter({ vendor: vendor.name, key });
    } catch {
      return say(t("The server did not answer. Enter the key again in a moment."));
    }
    if (!answer.sentence && !keepKey(who, vendor.name, remember.checked ? key : null) && remember.checked) {
      toast(t("This browser does not keep it. Enter it again at the next visit."));
    }
    after(answer);
  }

  async function forget() {
    keepKey(who, vendor.name, null);
    try {
      after(await server.key_forget(vendor.name));
    } catch {
      say(t("The server did not answer. Try again in a moment."));
    }
  }

  return el(
    "form.e-key",
    { onsubmit: enter },
    el(
      "label",
      { for: id },
      vendor.own ? t("Another {title} key", { title: vendor.title }) : t("Your {title} key", { title: vendor.title }),
    ),
    el(
      "div.e-key-row",
      null,
      box,
      el("button.e-button", { type: "submit" }, t("Use this key")),
      vendor.own && button(t("Forget it"), forget, "quiet"),
    ),
    el("label.e-key-keep", { for: `${id}-keep` }, remember, t("Keep it in this browser, too")),
    said,
  );
};
