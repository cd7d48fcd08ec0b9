// @ts-check
// "Take away": one ZIP for the engines and renderers that are ticked.

import { progressBar } from "../../kit/bar.js";
import { button, el, setText } from "../../kit/dom.js";
import { t, tn } from "../../kit/language.js";
import { call } from "../../kit/server.js";
import { sizeWords } from "../../kit/words.js";
import { deskSection } from "./desk.js";
import { exportWish, rememberedTaken, rememberTaken, takeOptions, targetChoice } from "./take_choices.js";

/** @import { ExportChoices, ExportState, ExportView } from "../../views.d.ts" */
/** @import { Desk } from "./desk.js" */
/** @import { Taken } from "./take_choices.js" */

const ASK_MS = 300;

deskSection("take_away", { title: t("Take away"), place: 9, build: (desk, body) => new TakeAway(desk, body) });

let built = 0;

class TakeAway {
  /**
   * @param {Desk} desk
   * @param {HTMLElement} body
   */
  constructor(desk, body) {
    built += 1;
    this.own = `take-${built}`;
    this.desk = desk;
    this.body = body;
    /** @type {ExportChoices | null} */
    this.choices = null;
    this.taken = rememberedTaken();
    this.asked = 0; // how often something else was wanted
    this.count = el("p.e-quiet", { role: "status" });
    this.progress = progressBar(t("Making the ZIP"));
    this.words = el("span");
    this.link = el("a.e-button.e-button-primary", { download: "" });
    this.linkWords = el("span.e-quiet");
    this.make = button(t("Make the ZIP"), () => this.start(), "primary");
    this.under = el("div.e-take-work", { hidden: true }, this.words, this.progress);
    this.done = el("div.e-take-done", { hidden: true }, this.link, this.linkWords);
    this.state = el("div.e-take-state", { role: "status" }, this.under, this.done);
  }

  async show() {
    this.choices ??= await call(this.desk.server.export_choices, null);
    const { choices } = this;
    if (!choices) {
      const words = t("The choices could not be loaded. Close this and open it again.");
      this.body.replaceChildren(el("p.e-quiet", null, words));
      return;
    }
    const choose = (/** @type {Partial<Taken>} */ change) => this.choose(change);
    this.body.replaceChildren(
      targetChoice(this.own, choices, () => this.taken, choose),
      takeOptions(choices, this.desk.job(), this.taken, choose),
      el("div.e-desk-head", null, this.make, this.count),
      this.state,
    );
    this.settle();
  }

  /** @param {Partial<Taken>} change */
  choose(change) {
    this.taken = { ...this.taken, ...change };
    rememberTaken(this.taken);
    this.settle();
  }

  /** Other choices, or another material: what was made before is no longer what the button would make. */
  settle() {
    this.asked += 1;
    this.under.hidden = this.done.hidden = true;
    this.state.removeAttribute("aria-busy");
    this.make.hidden = false;
    const many = this.taken.targets.length;
    this.make.disabled = !many;
    const words = many
      ? tn(many, "{n} target in one ZIP, with a manifest.", "{n} targets in one ZIP, with a manifest.")
      : t("Tick at least one target.");
    setText(this.count, words);
  }

  async start() {
    this.asked += 1;
    const mine = this.asked;
    const wish = { material: this.desk.job().id, ...exportWish(this.taken) };
    const focused = document.activeElement === this.make;
    this.make.disabled = true;
    this.state.setAttribute("aria-busy", "true"); // each file would be read out
    this.done.hidden = true;
    this.under.hidden = false;
    setText(this.words, t("Making the ZIP"));
    this.progress.show(null);
    while (mine === this.asked && this.body.isConnected) {
      let refusal = "";
      const answer = await call(this.desk.server.material_export, wish, (sentence) => {
        refusal = sentence;
      });
      if (mine !== this.asked) return;
      if (!answer) {
        this.settle();
        setText(this.count, refusal);
        return;
      }
      if (answer.made) return this.showMade(answer.made, focused);
      this.tell(answer);
      await new Promise((resolve) => setTimeout(resolve, ASK_MS));
    }
  }

  /** @param {ExportState} state */
  tell({ written = 0, files = 0 }) {
    const words = files ? t("Making the ZIP: {written} of {files} files", { written, files }) : t("Making the ZIP");
    setText(this.words, words);
    this.progress.show(files ? written / files : null);
  }

  /**
   * @param {ExportView} made
   * @param {boolean} focused
   */
  showMade({ url, name, bytes, files }, focused) {
    this.state.removeAttribute("aria-busy");
    this.under.hidden = true;
    this.done.hidden = false;
    this.make.hidden = true;
    this.link.href = url;
    setText(this.link, t("Download"));
    const facts = { name, bytes: sizeWords(bytes), files: files.length + 1 };
    setText(this.linkWords, t("{name}, {bytes}, {files} files.", facts));
    this.link.click();
    if (focused) this.link.focus();
  }
}
