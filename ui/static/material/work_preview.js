// @ts-check
// A quick picture of what work would make.
import { el, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";

/** @import { MaterialPreview, Server } from "../views.d.ts" */
/** @typedef {{alt: string, said: string}} PreviewWords What to say of a picture. */
/** @typedef {{operation: string, settings: object}} Work */

const REST_MS = 250;

/** A sphere with what an operation would make, asked for once the sliders rest. */
export class WorkPreview {
  /** @param {Server} server */
  constructor(server) {
    this.server = server;
    this.picture = el("img.e-change-picture", { alt: "", width: 320, height: 320 });
    this.said = el("p.e-quiet", { role: "status" });
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.pending = undefined;
    this.asked = 0;
  }

  /**
   * @param {Work | null} work With null nothing is asked; what is shown stays.
   * @param {(answer: MaterialPreview) => PreviewWords} words
   */
  ask(work, words) {
    clearTimeout(this.pending);
    if (work) this.pending = setTimeout(() => this.fetch(work, words), REST_MS);
  }

  /**
   * Only the newest picture counts: an answer that was overtaken is passed over.
   * @param {Work} work
   * @param {(answer: MaterialPreview) => PreviewWords} words
   */
  async fetch(work, words) {
    const number = ++this.asked;
    const answer = await this.server.material_preview(work).catch(() => null);
    if (number !== this.asked) return;
    this.picture.toggleAttribute("data-none", !answer?.picture);
    if (!answer?.picture) {
      setText(this.said, answer?.sentence ?? t("There is no preview at the moment."));
      return;
    }
    const { alt, said } = words(answer);
    this.picture.src = answer.picture;
    this.picture.alt = alt;
    setText(this.said, said);
  }
}
