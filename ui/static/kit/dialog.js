// What opens over the page.
import { button, el } from "./dom.js";

// A dialog that is not shown yet. It goes when it is closed: by Escape, or by a press beside it that also began there. The
// browser gives the focus back to where it was. closed(): it is gone, however that came about.
export const makeDialog = (selector, { label, closed }, ...content) => {
  const dialog = el(`dialog${selector}`, { "aria-label": label }, ...content);
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

export const showDialog = (dialog) => {
  document.body.append(dialog);
  dialog.showModal();
};

export const openDialog = (selector, options, ...content) => {
  const dialog = makeDialog(selector, options, ...content);
  showDialog(dialog);
  return dialog;
};

// A sheet for work that needs room: {dialog, body, foot, say, close}.
export const openSheet = (title, { className = "", closed } = {}) => {
  const close = () => dialog.close();
  const body = el("div.e-window-body");
  const note = el("p.e-window-note", { role: "status" });
  const foot = el("div.e-window-foot");
  const dialog = openDialog(
    `.e-window${className && `.${className}`}`,
    { label: title, closed },
    el("div.e-window-head", null, el("h2", null, title), button("Close", close, ".e-plain")),
    body,
    note,
    foot,
  );
  const say = (sentence) => {
    note.textContent = sentence ?? "";
  };
  return { dialog, body, foot, say, close };
};

// A small question over the page; done(value) when it was answered, with false it stays open.
export const askText = ({ title, label, value = "", act, longest, hints = [], done }) => {
  const field = el("input.e-entry", {
    "aria-label": label,
    placeholder: label,
    maxlength: longest,
    value,
    list: "e-ask-hints",
    autocomplete: "off",
    onkeydown: (event) => {
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

// A question that is answered by going on or not; done() when it was.
export const askPlainly = ({ title, text, act, done }) => {
  const dialog = ask(title, [el("p", null, text)], act, () => {
    dialog.close();
    done();
  });
};

function ask(title, content, act, finish) {
  const cancel = button("Cancel", () => dialog.close());
  const acts = el("div.e-actions", null, button(act, finish, "primary"), cancel);
  const dialog = openDialog(".e-ask", { label: title }, el("h3", null, title), content, acts);
  return dialog;
}
