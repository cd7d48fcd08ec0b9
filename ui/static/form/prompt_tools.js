// What stands below a prompt: used prompts and favourites, styles, names. Whatever is put in can be undone in the text box.
import { openSheet } from "../kit/dialog.js";
import { pushButton as button, make } from "../kit/dom.js";
import { ask } from "../kit/server.js";
import { namesSheet, offerNames } from "./names.js";

export const promptTools = (f) => {
  const row = make("div", "e-prompt-tools");
  row.append(
    button("e-link", "Prompts", "", () => promptsSheet(f)),
    button("e-link", "Styles", "", () => stylesSheet(f)),
    button("e-link", "@ Names", "", () => namesSheet(f)),
  );
  f.body.append(row);
  offerNames(f);
  stepping(f);
};

const field = (label, lines = 0) => {
  const input = make(lines ? "textarea" : "input", "e-input");
  if (lines) input.rows = lines;
  else input.type = "text";
  input.setAttribute("aria-label", label);
  input.placeholder = label;
  return input;
};

function promptsSheet(f) {
  const sheet = openSheet("Prompts", { className: "e-window-wide" });
  const search = field("Search");
  search.type = "search";
  const list = make("ul", "e-lines");
  let favourites = false;
  let asked = 0;
  const choices = [
    ["Used", false],
    ["Favourites", true],
  ].map(([text, value]) => {
    const choice = button("e-plain", text, "", () => {
      favourites = value;
      load();
    });
    choice.value = value;
    return choice;
  });
  const bar = make("div", "e-joined");
  bar.append(...choices, search);
  sheet.body.append(bar, list);

  const marks = new Map(); // what was marked here: a list that was asked for before may say otherwise
  let marking = Promise.resolve();
  const mark = async (prompt, favourite) => {
    marks.set(prompt, favourite);
    marking = ask(sheet.say, f.server.prompt_mark, { prompt, favourite });
    const answer = await marking;
    if (!answer) marks.delete(prompt);
    return answer;
  };

  function line(entry) {
    const node = make("li");
    const put = button("e-line", "", "", () => {
      sheet.close();
      f.kind.replace(f, entry.prompt);
    });
    put.append(make("span", "e-line-text", entry.prompt));
    put.title = entry.prompt;
    const marked = () => marks.get(entry.prompt) ?? entry.favourite;
    const star = button("e-plain", "Favourite", "", async () => {
      const done = mark(entry.prompt, !marked());
      star.setAttribute("aria-pressed", String(marked()));
      await done;
      star.setAttribute("aria-pressed", String(marked()));
    });
    star.setAttribute("aria-pressed", String(marked()));
    node.append(put, star);
    return node;
  }

  async function load() {
    const mine = ++asked;
    choices.forEach((choice) => choice.setAttribute("aria-pressed", String(choice.value === String(favourites))));
    await marking; // a list of favourites that is asked for at once would not have the newest
    const answer = await ask(sheet.say, f.server.prompts_listed, { favourites, search: search.value });
    if (!answer || mine !== asked) return;
    list.replaceChildren(...answer.prompts.map(line));
    const none = search.value
      ? "No prompt has these words."
      : favourites
        ? "Nothing is marked yet."
        : "What you generate from comes here.";
    sheet.say(answer.prompts.length ? "" : none);
  }

  let timer = null;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(load, 150);
  });
  sheet.foot.append(
    button("e-plain", "Mark what is written now", "", async () => {
      if (!(await mark(f.area.value, true))) return;
      favourites = true;
      await load();
    }),
  );
  load();
  search.focus();
}

function stylesSheet(f) {
  const sheet = openSheet("Styles", { className: "e-window-wide" });
  const list = make("ul", "e-lines");
  const [name, before, after] = [field("Name"), field("Before the prompt", 2), field("After the prompt", 2)];
  const own = make("details", "e-own-style");
  const words = make("div", "e-joined");
  words.append(before, after);
  own.append(
    make("summary", "", "A style of your own"),
    name,
    words,
    button("e-plain", "Save the style", "", async () => {
      const call = { name: name.value, prefix: before.value, suffix: after.value };
      if (!(await ask(sheet.say, f.server.style_save, call))) return;
      await load();
      sheet.say(`“${call.name}” is saved.`);
      for (const input of [name, before, after]) input.value = "";
    }),
  );
  sheet.body.append(
    make("p", "e-help", "A style puts words before and after the prompt. Choose the one that is worn to take it off."),
    list,
    own,
  );

  const wears = (style, text) =>
    text.startsWith(style.prefix) &&
    text.endsWith(style.suffix) &&
    text.length >= style.prefix.length + style.suffix.length;

  async function load() {
    const answer = await ask(sheet.say, f.server.styles_listed, null);
    if (!answer) return;
    const text = f.area.value;
    const worn = answer.styles.find((style) => wears(style, text));
    const bare = worn ? text.slice(worn.prefix.length, text.length - worn.suffix.length) : text;
    list.replaceChildren(
      ...answer.styles.map((style) => {
        const node = make("li");
        const put = button("e-line", "", "", () => {
          sheet.close();
          f.kind.replace(f, style === worn ? bare : `${style.prefix}${bare}${style.suffix}`);
        });
        put.setAttribute("aria-pressed", String(style === worn));
        put.append(make("span", "e-line-name", style.name), make("small", "", `${style.prefix}…${style.suffix}`));
        node.append(put);
        if (style.own) {
          node.append(
            button("e-plain", "Forget", `Forget ${style.name}`, async () => {
              if (await ask(sheet.say, f.server.style_forget, style.name)) {
                await load();
                sheet.say(`“${style.name}” is forgotten.`);
              }
            }),
          );
        }
        return node;
      }),
    );
  }
  load();
}

// Alt with the up and down keys goes through what was used; the last step down is what was being written.
function stepping(f) {
  let used = null;
  let at = -1;
  let written = "";
  f.area.addEventListener("keydown", async (event) => {
    const step = event.altKey && { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    if (at < 0) {
      written = f.area.value;
      used = (await ask((said) => f.error(said), f.server.prompts_listed, {}))?.prompts ?? [];
    }
    const next = at + step;
    if (next < -1 || next >= used.length) return;
    at = next;
    f.kind.replace(f, at < 0 ? written : used[at].prompt);
  });
  f.area.addEventListener("input", () => {
    if (f.area.value !== used?.[at]?.prompt) at = -1;
  });
}
