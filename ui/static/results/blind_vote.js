// A blind vote: two results of one prompt, sides shuffled, and who made them only after the vote; then the tally.

import { askPlainly, makeDialog, showDialog } from "../kit/dialog.js";
import { button, el, setText } from "../kit/dom.js";
import { t, tn } from "../kit/language.js";
import { call } from "../kit/server.js";
import { toast } from "../kit/toast.js";
import { nearer } from "./compare.js";

const CHOICES = [
  ["left", t("A is better")],
  ["same", t("No difference")],
  ["right", t("B is better")],
];

export const blindVote = async (asset_ids, { server }) => {
  const answer = await call(server.vote_pairs, asset_ids);
  if (!answer) return;
  const { pairs } = answer;
  let place = 0,
    voted = false;
  const area = el("div.e-duel-area", { tabindex: "-1", dataset: { mode: "side" }, style: "--columns: 2" });
  const words = el("p.e-light-caption", { role: "status" });
  const tools = el("div.e-duel-tools");
  const close = button(t("Close"), () => dialog.close(), "quiet");
  const dialog = makeDialog(
    ".e-light.e-duel",
    { label: t("Blind vote") },
    el("div.e-light-top", null, words, close),
    area,
    el("div.e-light-bottom", null, tools),
  );
  const near = nearer(area);
  let tags = [];

  function show() {
    voted = false;
    near.fit();
    const pair = pairs[place];
    setText(
      words,
      t("Pair {place} of {pairs} · {prompt}", { place: place + 1, pairs: pairs.length, prompt: pair[0].prompt }),
    );
    tags = ["A", "B"].map((letter) => el("figcaption.e-compare-tag.e-left", null, letter));
    area.replaceChildren(
      ...pair.map((item, side) =>
        el(
          "figure.e-frame",
          null,
          item.kind === "video"
            ? el("video", {
                src: item.original,
                poster: item.preview,
                playsinline: true,
                loop: true,
                controls: true,
                muted: true,
              })
            : el("img.e-near", {
                src: item.preview,
                alt: t("Result {what}", { what: "AB"[side] }),
                dataset: { original: item.original },
                draggable: "false",
              }),
          tags[side],
        ),
      ),
    );
    tools.replaceChildren(
      ...CHOICES.map(([choice, title], key) => {
        const one = button(title, () => cast(choice));
        one.title = t("Key {key}", { key: key + 1 });
        return one;
      }),
    );
    area.focus({ preventScroll: true });
  }

  async function cast(choice) {
    if (voted) return;
    voted = true;
    const [left, right] = pairs[place];
    const told = await call(server.vote_cast, { left: left.id, right: right.id, choice });
    if (!told) {
      voted = false;
      return;
    }
    setText(tags[0], `A · ${told.left}`);
    setText(tags[1], `B · ${told.right}`);
    const best = {
      left: t("A, {left}, is better", { left: told.left }),
      right: t("B, {right}, is better", { right: told.right }),
      same: t("{left} and {right} are as good", { left: told.left, right: told.right }),
    }[choice];
    setText(words, t("You said: {best}.", { best }));
    const next =
      place + 1 < pairs.length
        ? button(
            t("Next pair"),
            () => {
              place += 1;
              show();
            },
            "primary",
          )
        : button(t("Done"), () => dialog.close(), "primary");
    tools.replaceChildren(tallyTable(told.tally), next);
    next.focus();
  }

  function nothingLeft(tally) {
    setText(words, t("You have voted on all of these."));
    area.dataset.mode = "tally";
    area.replaceChildren(tallyTable(tally));
    tools.replaceChildren(
      button(
        t("Forget all votes"),
        () =>
          askPlainly({
            title: t("Forget all votes?"),
            text: t("The tally of every model begins anew. Results and settings stay."),
            act: t("Forget"),
            done: async () => {
              const gone = await call(server.votes_forget, null);
              if (!gone) return;
              dialog.close();
              toast(tn(gone.forgotten, "{n} vote forgotten.", "{n} votes forgotten."));
            },
          }),
        "quiet",
      ),
    );
  }

  dialog.addEventListener("keydown", (event) => {
    if (event.target.matches("input, select, video")) return;
    const choice = CHOICES[Number(event.key) - 1];
    if (choice && !voted && pairs.length) cast(choice[0]);
    else if (!near.key(event)) return;
    event.preventDefault();
  });
  showDialog(dialog);
  if (pairs.length) return show();
  const told = await call(server.vote_tally, null);
  if (told) nothingLeft(told.tally);
  else dialog.close();
};

// How each model did, as a table.
export const tallyTable = (rows) =>
  el(
    "table.e-tally",
    null,
    el("caption", null, t("Your votes so far")),
    el(
      "thead",
      null,
      el(
        "tr",
        null,
        [t("Model"), t("Won"), t("Lost"), t("Equal"), t("Win share")].map((title) => el("th", { scope: "col" }, title)),
      ),
    ),
    el(
      "tbody",
      null,
      rows.map((row) =>
        el(
          "tr",
          null,
          el("th", { scope: "row" }, row.name),
          [row.won, row.lost, row.same].map((count) => el("td", null, `${count}`)),
          el("td", null, `${row.share_percent} %`),
        ),
      ),
    ),
  );
