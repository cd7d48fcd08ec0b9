// @ts-check
// What stands below a prompt: used prompts and favourites, styles, names. Whatever is put in can be undone in the text box.

import { openSheet } from "../kit/dialog.js";
import { button, el } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { call } from "../kit/server.js";
import { namesSheet, offerNames } from "./names.js";
import { replaceText } from "./text_edits.js";

/** @import { PromptView, StyleView } from "../views.d.ts" */
/** @import { TextField } from "./text_edits.js" */

/** @param {TextField} f */
export const promptTools = (f) => {
  const row = el("div.e-prompt-tools");
  row.append(
    button(t("Prompts"), () => promptsSheet(f), ".e-link"),
    button(t("Styles"), () => stylesSheet(f), ".e-link"),
    button("@ Names", () => namesSheet(f), ".e-link"),
  );
  f.body.append(row);
  offerNames(f);
  stepping(f);
};

/**
 * @param {string} label
 * @param {string} [type]
 */
const line = (label, type = "text") => el("input.e-input", { type, "aria-label": label, placeholder: label });
/** @param {string} label */
const lines = (label) => el("textarea.e-input", { rows: 2, "aria-label": label, placeholder: label });

/** @param {TextField} f */
function promptsSheet(f) {
  const sheet = openSheet(t("Prompts"), { className: "e-window-wide" });
  const search = line(t("Search"), "search");
  const list = el("ul.e-lines");
  let favourites = false;
  let asked = 0;
  /**
   * @param {string} text
   * @param {boolean} value
   */
  const choice = (text, value) => {
    const choose = () => {
      favourites = value;
      load();
    };
    return button(text, choose, ".e-plain");
  };
  const [used, marked] = [choice(t("Used"), false), choice(t("Favourites"), true)];
  const bar = el("div.e-joined", null, used, marked, search);
  sheet.body.append(bar, list);

  /** @type {Map<string, boolean>} */
  const marks = new Map(); // what was marked here: a list that was asked for before may say otherwise
  /** @type {Promise<unknown>} */
  let marking = Promise.resolve();
  /**
   * @param {string} prompt
   * @param {boolean} favourite
   */
  const mark = async (prompt, favourite) => {
    marks.set(prompt, favourite);
    const asking = call(f.server.prompt_mark, { prompt, favourite }, sheet.say);
    marking = asking;
    const answer = await asking;
    if (!answer) marks.delete(prompt);
    return answer;
  };

  /** @param {PromptView} entry */
  function entryLine(entry) {
    const node = el("li");
    const put = button(
      "",
      () => {
        sheet.close();
        replaceText(f, entry.prompt);
      },
      ".e-line",
    );
    put.append(el("span.e-line-text", null, entry.prompt));
    put.title = entry.prompt;
    const isMarked = () => marks.get(entry.prompt) ?? entry.favourite;
    const star = button(
      t("Favourite"),
      async () => {
        const done = mark(entry.prompt, !isMarked());
        star.setAttribute("aria-pressed", String(isMarked()));
        await done;
        star.setAttribute("aria-pressed", String(isMarked()));
      },
      ".e-plain",
    );
    star.setAttribute("aria-pressed", String(isMarked()));
    node.append(put, star);
    return node;
  }

  async function load() {
    const mine = ++asked;
    used.setAttribute("aria-pressed", String(!favourites));
    marked.setAttribute("aria-pressed", String(favourites));
    await marking; // a list of favourites that is asked for at once would not have the newest
    const answer = await call(f.server.prompts_listed, { favourites, search: search.value }, sheet.say);
    if (!answer || mine !== asked) return;
    list.replaceChildren(...answer.prompts.map(entryLine));
    const none = search.value
      ? t("No prompt has these words.")
      : favourites
        ? t("Nothing is marked yet.")
        : t("What you generate from comes here.");
    sheet.say(answer.prompts.length ? "" : none);
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(load, 150);
  });
  sheet.foot.append(
    button(
      t("Mark what is written now"),
      async () => {
        if (!(await mark(f.area.value, true))) return;
        favourites = true;
        await load();
      },
      ".e-plain",
    ),
  );
  load();
  search.focus();
}

/** @param {TextField} f */
function stylesSheet(f) {
  const sheet = openSheet(t("Styles"), { className: "e-window-wide" });
  const list = el("ul.e-lines");
  const [name, before, after] = /** @type {const} */ ([
    line(t("Name")),
    lines(t("Before the prompt")),
    lines(t("After the prompt")),
  ]);
  const own = el("details.e-own-style");
  const words = el("div.e-joined");
  words.append(before, after);
  own.append(
    el("summary", null, t("A style of your own")),
    name,
    words,
    button(
      t("Save the style"),
      async () => {
        const style = { name: name.value, prefix: before.value, suffix: after.value };
        if (!(await call(f.server.style_save, style, sheet.say))) return;
        await load();
        sheet.say(t("“{name}” is saved.", { name: style.name }));
        for (const input of [name, before, after]) input.value = "";
      },
      ".e-plain",
    ),
  );
  sheet.body.append(
    el(
      "p.e-help",
      null,
      t("A style puts words before and after the prompt. Choose the one that is worn to take it off."),
    ),
    list,
    own,
  );

  /**
   * @param {StyleView} style
   * @param {string} text
   */
  const wears = (style, text) =>
    text.startsWith(style.prefix) &&
    text.endsWith(style.suffix) &&
    text.length >= style.prefix.length + style.suffix.length;

  async function load() {
    const answer = await call(f.server.styles_listed, null, sheet.say);
    if (!answer) return;
    const text = f.area.value;
    const worn = answer.styles.find((style) => wears(style, text));
    const bare = worn ? text.slice(worn.prefix.length, text.length - worn.suffix.length) : text;
    list.replaceChildren(
      ...answer.styles.map((style) => {
        const node = el("li");
        const put = button(
          "",
          () => {
            sheet.close();
            replaceText(f, style === worn ? bare : `${style.prefix}${bare}${style.suffix}`);
          },
          ".e-line",
        );
        put.setAttribute("aria-pressed", String(style === worn));
        put.append(el("span.e-line-name", null, style.name), el("small", null, `${style.prefix}…${style.suffix}`));
        node.append(put);
        if (style.own) {
          node.append(
            button(
              t("Forget"),
              async () => {
                if (await call(f.server.style_forget, style.name, sheet.say)) {
                  await load();
                  sheet.say(t("“{name}” is forgotten.", { name: style.name }));
                }
              },
              ".e-plain",
              t("Forget {name}", { name: style.name }),
            ),
          );
        }
        return node;
      }),
    );
  }
  load();
}

/**
 * Alt with the up and down keys goes through what was used; the last step down is what was being written.
 * @param {TextField} f
 */
function stepping(f) {
  /** @type {PromptView[]} */
  let used = [];
  let at = -1;
  let written = "";
  f.area.addEventListener("keydown", async (event) => {
    const step = event.altKey ? (event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0) : 0;
    if (!step) return;
    event.preventDefault();
    if (at < 0) {
      written = f.area.value;
      used = (await call(f.server.prompts_listed, {}, (said) => f.error(said)))?.prompts ?? [];
    }
    const next = at + step;
    if (next < -1 || next >= used.length) return;
    at = next;
    replaceText(f, at < 0 ? written : used[at].prompt);
  });
  f.area.addEventListener("input", () => {
    if (f.area.value !== used[at]?.prompt) at = -1;
  });
}
