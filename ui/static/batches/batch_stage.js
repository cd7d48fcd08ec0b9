// @ts-check
// A batch on the stage: the plan as a table before anything is sent, then its results as a grid with its axes.
import { progressBar } from "../kit/bar.js";
import { button, el, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { everySecond, keepPolling } from "../kit/poll.js";
import { call } from "../kit/server.js";
import { toast } from "../kit/toast.js";
import { same } from "../kit/values.js";
import { blindVote } from "../results/blind_vote.js";
import { showJob } from "../results/chosen_job.js";
import { compareView } from "../results/compare_view.js";
import { oneDownload } from "../results/downloads.js";
import { serverNow } from "../results/job_time.js";
import { lightbox } from "../results/lightbox.js";
import { cellLabels, cellResult, cellResults, hasModels, variedAxes } from "./batch_cells.js";
import { doneShare, offeredActs, stageWords } from "./batch_words.js";
import { planTable } from "./plan_table.js";
import { ResultGrid } from "./result_grid.js";

/** @import { BatchView, CellJob, CellView, Server, ShownBatch } from "../views.d.ts" */
/** @import { ActName, OfferedAct } from "./batch_words.js" */

const MOST_COMPARED = 9;

export class BatchStage {
  /**
   * @param {object} place
   * @param {HTMLElement} place.results The column a panel shows its stage in.
   * @param {Server} place.server
   * @param {() => void} place.changed A batch began, ended or went.
   */
  constructor({ results, server, changed }) {
    this.results = results;
    this.server = server;
    this.changed = changed;
    /** @type {BatchView | null} */
    this.batch = null; // while it is shown
    /** @type {string | null} */
    this.revision = null;
    this.columns = 0;
    /** @type {Set<number>} */
    this.picked = new Set(); // positions of cells
    /** @type {unknown} */
    this.drawnActs = null;
    /** @type {unknown} */
    this.drawnBody = null;
    /** @type {ResultGrid | null} */
    this.grid = null;
    this.refresh = async () => {};
    this.title = el("h2.e-batch-title", { tabindex: "-1" });
    this.words = el("p.e-batch-words", { role: "status" });
    this.message = el("p.e-batch-message", { hidden: true });
    this.bar = progressBar(t("Cells done"));
    this.acts = el("div.e-actions");
    this.body = el("div.e-batch-body");
    const head = el(
      "div.e-batch-head",
      null,
      this.title,
      button(t("Close"), () => this.close(), "quiet"),
    );
    const parts = [head, this.words, this.bar, this.message, this.acts, this.body];
    this.node = el("section.e-batch", { "aria-label": t("Batch") }, parts);
    // A new job of the panel, or one that was asked for, belongs on the stage.
    for (const name of ["easel:kick", "easel:select"]) window.addEventListener(name, () => this.batch && this.close());
    everySecond(this.node, () => {
      if (this.batch?.counts.under_way) this.grid?.show(this.batch);
    });
  }

  /** @param {BatchView} batch */
  open(batch) {
    const other = batch.id !== this.batch?.id;
    if (other) {
      this.columns = batch.columns;
      this.picked = new Set();
      this.drawnActs = this.drawnBody = null;
    }
    this.batch = batch;
    this.revision = null;
    if (!this.node.isConnected) {
      this.results.prepend(this.node);
      this.refresh = keepPolling(this.node, () => this.poll());
    }
    this.results.classList.add("e-batch-open");
    this.draw(batch);
    if (other) {
      this.title.focus({ preventScroll: true });
      if (matchMedia("(max-width: 720px)").matches) this.node.scrollIntoView({ block: "start" });
    }
    this.refresh();
  }

  close() {
    this.results.classList.remove("e-batch-open");
    this.node.remove();
    this.batch = null;
  }

  async poll() {
    const before = this.batch;
    if (!before) return false;
    const answer = await this.server.batch_poll({ id: before.id, revision: this.revision });
    if (answer.sentence) {
      this.close();
      return false;
    }
    serverNow(answer.now_ms);
    if (answer.batch && this.batch?.id === before.id) {
      const ended = this.batch.state === "running" && answer.batch.state !== "running";
      this.revision = answer.revision;
      this.batch = answer.batch;
      this.draw(answer.batch);
      if (ended) this.changed();
    }
    return this.batch !== null && (this.batch.state === "running" || this.batch.counts.under_way > 0);
  }

  /** @param {BatchView} batch */
  draw(batch) {
    setText(this.title, batch.title || t("Batch"));
    setText(this.words, stageWords(batch));
    setText(this.message, batch.message);
    this.message.hidden = !batch.message;
    const share = doneShare(batch);
    this.bar.hidden = share === null;
    this.bar.show(share ?? 1);
    this.drawActs(batch);
    this.drawBody(batch);
  }

  /** @param {BatchView} batch */
  drawBody(batch) {
    const planned = batch.state === "planned";
    const now = planned ? ["plan", batch.id, batch.price] : ["grid", batch.id, this.columns];
    if (!same(now, this.drawnBody)) {
      this.drawnBody = now;
      this.grid = planned ? null : new ResultGrid(batch, this.columns, this.cellActs());
      this.body.replaceChildren(this.grid ? this.grid.node : planTable(batch));
    }
    this.grid?.show(batch);
  }

  /** @param {BatchView} batch */
  drawActs(batch) {
    const now = [batch.state, batch.counts, batch.submits, this.columns, [...this.picked]];
    if (same(now, this.drawnActs)) return;
    this.drawnActs = now;
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.act : undefined;
    const acts = offeredActs(batch, this.chosen(batch).length).map((one) => this.actNode(batch, one));
    this.acts.replaceChildren(...acts, ...this.acrossChoice(batch));
    const again = focused && this.acts.querySelector(`[data-act="${focused}"]`);
    if (again instanceof HTMLElement) again.focus();
  }

  /**
   * @param {BatchView} batch
   * @param {OfferedAct} act
   */
  actNode(batch, { name, label, kind }) {
    const node =
      name === "picture"
        ? el("a.e-button", { href: batch.pictures[this.columns], download: "" }, label)
        : button(label, () => this.run(batch, name), kind);
    node.dataset.act = name;
    return node;
  }

  /**
   * @param {BatchView} batch
   * @param {ActName} name
   */
  run(batch, name) {
    const { id } = batch;
    const { server } = this;
    if (name === "start") this.ask(server.batch_start, id);
    if (name === "stop") this.ask(server.batch_stop, id);
    if (name === "resume") this.ask(server.batch_resume, { id, failed: false });
    if (name === "repeat") this.ask(server.batch_resume, { id, failed: true });
    if (name === "drop") this.forget(id);
    if (name === "remove") this.forget(id, t("Forgotten. Its results stay in the library."));
    if (name === "compare") this.compare(batch);
    const ids = cellResults(batch).map((asset) => asset.id);
    if (name === "vote") blindVote(ids, { server });
  }

  /**
   * @template Argument
   * @param {(asked: Argument) => Promise<ShownBatch>} task
   * @param {Argument} argument
   */
  async ask(task, argument) {
    for (const one of this.acts.querySelectorAll("button")) one.disabled = true;
    const answer = await call(task, argument);
    this.drawnActs = null;
    if (answer) this.open(answer.batch);
    else this.refresh();
    this.changed();
  }

  /**
   * @param {string} id
   * @param {string} [said]
   */
  async forget(id, said) {
    if (!(await call(this.server.batch_remove, id))) return;
    this.close();
    this.changed();
    if (said) toast(said);
  }

  /** @param {BatchView} batch */
  compare(batch) {
    const items = this.chosen(batch).map(({ cell, asset }) => ({
      ...asset,
      label: cellLabels(batch, cell).join(", "),
    }));
    compareView(items, { server: /** @type {any} */ (hasModels(batch) ? this.server : null) });
  }

  /**
   * The picked cells that have a result.
   * @param {BatchView} batch
   */
  chosen(batch) {
    return [...this.picked].flatMap((position) => {
      const cell = batch.cells[position];
      const asset = cellResult(cell);
      return asset ? [{ cell, asset }] : [];
    });
  }

  /** @param {BatchView} batch */
  acrossChoice(batch) {
    const varied = variedAxes(batch);
    if (batch.state === "planned" || varied.length < 2) return [];
    const options = varied.map((axis) =>
      el("option", { value: axis.place, selected: axis.place === this.columns }, axis.name),
    );
    const choose = () => {
      this.columns = Number(choice.value);
      if (this.batch) this.draw(this.batch);
    };
    const choice = el("select", { dataset: { act: "columns" }, onchange: choose }, options);
    return [el("label.e-batch-columns", null, t("Across"), choice)];
  }

  cellActs() {
    return {
      enlarge: (/** @type {CellView} */ cell) => this.enlarge(cell),
      see: (/** @type {CellJob} */ job) => this.see(job),
      isPicked: (/** @type {number} */ position) => this.picked.has(position),
      pick: (/** @type {number} */ position, /** @type {boolean} */ on) => this.pick(position, on),
    };
  }

  /**
   * @param {number} position
   * @param {boolean} on
   */
  pick(position, on) {
    if (on && this.picked.size >= MOST_COMPARED) {
      toast(t("Choose at most 9 to compare."));
      return false;
    }
    if (on) this.picked.add(position);
    else this.picked.delete(position);
    if (this.batch) this.drawActs(this.batch);
    return on;
  }

  /** @param {CellView} cell */
  enlarge(cell) {
    const { batch } = this;
    if (!batch) return;
    const all = batch.cells.flatMap((one) => {
      const { job } = one;
      return job ? job.outputs.map((asset) => ({ ...asset, title: cellLabels(batch, one).join(" · "), job })) : [];
    });
    const first = all.findIndex((asset) => asset.job.id === cell.job?.id);
    lightbox(all, first, (/** @type {typeof all[0]} */ asset, /** @type {() => void} */ shut) => [
      oneDownload(asset),
      button(t("See its job"), () => {
        shut();
        this.see(asset.job);
      }),
    ]);
  }

  /** @param {CellJob} job */
  see(job) {
    const { batch } = this;
    this.close();
    if (batch) showJob(batch.capability, job.id);
  }
}
