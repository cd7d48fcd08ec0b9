// What opens over the page.
import { button, el, make, pushButton } from "./dom.js";

// A sheet: {dialog, body, foot, say, close}. `closed` runs when it is gone, however that came about.
export const openSheet = (title, { className = "", closed } = {}) => {
  const dialog = make("dialog", `e-window ${className}`.trim());
  dialog.setAttribute("aria-label", title);
  const close = () => dialog.close();
  const head = make("div", "e-window-head");
  head.append(make("h2", "", title), pushButton("e-plain", "Close", "", close));
  const body = make("div", "e-window-body");
  const note = make("p", "e-window-note");
  note.setAttribute("role", "status");
  const foot = make("div", "e-window-foot");
  dialog.append(head, body, note, foot);
  const say = (sentence) => {
    note.textContent = sentence ?? "";
  };
  // A drag that ends outside must not close it, so only a press that begins outside does.
  dialog.addEventListener("pointerdown", (event) => {
    if (event.target === dialog) close();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.stopPropagation();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    closed?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, body, foot, say, close };
};

// A dialog over whatever is there; it goes when it is closed.
export const openDialog = ({ label }, ...content) => {
  const dialog = el("dialog.e-ask.e-settings-sheet", { "aria-label": label }, ...content);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
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
  });
  const close = () => dialog.close();
  const finish = async () => {
    if ((await done(field.value)) !== false) close();
  };
  const dialog = el(
    "dialog.e-ask",
    { "aria-labelledby": "e-ask-text" },
    el("h3", { id: "e-ask-text" }, title),
    field,
    el(
      "datalist",
      { id: "e-ask-hints" },
      hints.map((hint) => el("option", { value: hint })),
    ),
    el("div.e-actions", null, button(act, finish, "primary"), button("Cancel", close)),
  );
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      finish();
    }
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  field.select();
};

export const askPlainly = ({ title, text, act, done }) => {
  const close = () => dialog.close();
  const dialog = el(
    "dialog.e-ask",
    { "aria-labelledby": "e-ask-plain" },
    el("h3", { id: "e-ask-plain" }, title),
    el("p", null, text),
    el(
      "div.e-actions",
      null,
      button(
        act,
        () => {
          close();
          done();
        },
        "primary",
      ),
      button("Cancel", close),
    ),
  );
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
};
