// The fold "Fan out" of a panel: models, seeds, sizes and lists beside the prompt; its plan and its grid stand on the stage.

import { panelOf } from "../form/panel.js";
import { button, el, reconcile, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { call } from "../kit/server.js";
import { copy } from "../kit/values.js";
import { when } from "../kit/words.js";
import { batchView, batchWords } from "./batch_grid.js";

export const fanOut = (element, { server, props }) => {
  const key = `${props.panel}-fan-out`;
  const body = el("div.e-fold-body", { id: `${props.panel}-fan-out-body` });
  const head = el(
    "button.e-fold-head",
    { type: "button", "aria-expanded": "false", "aria-controls": body.id, onclick: toggle },
    t("Fan out"),
  );
  const fold = el("div.e-fold.e-fan", null, head, body);
  element.replaceChildren(fold);
  let fields = null,
    view = null;

  function toggle() {
    const open = fold.classList.toggle("e-open");
    head.setAttribute("aria-expanded", String(open));
    if (!open) return;
    fields ??= build();
    list();
  }

  function build() {
    const kept = panelOf(props.panel).draft.fan_out ?? {};
    const made = {};
    const keep = () => {
      const written = Object.entries(made)
        .filter(([, one]) => one.input)
        .map(([name, one]) => [name, one.input.value]);
      panelOf(props.panel).keep("fan_out", { models: chosen(), ...Object.fromEntries(written) });
    };
    const chosen = () => made.models.boxes.filter((box) => box.checked).map((box) => box.value);
    const field = (name, label, control, help) => {
      const problem = el("p.e-error", { role: "alert", hidden: true, id: `${key}-${name}-error` });
      made[name] = { ...made[name], problem };
      return el(
        "div.e-control",
        null,
        el("div.e-head", null, label),
        help && el("p.e-help", null, help),
        control,
        problem,
      );
    };
    const text = (name, label, tag, placeholder, help) => {
      const input = el(tag === "textarea" ? "textarea.e-input.e-area" : "input.e-input", {
        id: `${key}-${name}`,
        placeholder,
        rows: tag === "textarea" ? 2 : null,
        autocomplete: "off",
        spellcheck: "false",
        "aria-describedby": `${key}-${name}-error`,
        oninput: () => {
          problem(name, "");
          keep();
        },
      });
      input.value = kept[name] ?? "";
      made[name] = { input };
      return field(name, el("label.e-label", { for: input.id }, label), input, help);
    };
    const boxes = props.models.map((model) =>
      el("input", {
        type: "checkbox",
        value: model.key,
        onchange: () => {
          problem("models", "");
          keep();
        },
      }),
    );
    const vendors = new Set(props.models.map((model) => model.vendor)).size > 1;
    made.models = { boxes };
    const start = kept.models?.filter((one) => props.models.some((model) => model.key === one)) ?? [];
    const marked = start.length ? start : [panelOf(props.panel).model];
    for (const box of boxes) box.checked = marked.includes(box.value);
    const picker = el(
      "div.e-fan-models",
      { role: "group", "aria-labelledby": `${key}-models` },
      props.models.map((model, place) =>
        el("label", null, boxes[place], el("span", null, model.label), vendors && el("small", null, model.vendor)),
      ),
    );
    const general = el("p.e-error", { role: "alert", hidden: true });
    const plan = button(t("Show the plan"), () => ask(plan), "");
    plan.classList.add("e-fan-plan");
    made.general = { problem: general };
    made.recent = el("ul.e-fan-recent", { "aria-label": t("Earlier batches") });
    made.chosen = chosen;
    const parts = [field("models", el("span.e-label", { id: `${key}-models` }, t("Models")), picker)];
    if (props.prompts) {
      parts.unshift(
        el(
          "p.e-help",
          null,
          t("Write {red|green} in the prompt to make one of each. Nothing is sent before you have seen the plan."),
        ),
      );
      parts.push(
        text(
          "lists",
          t("Lists"),
          "textarea",
          t("colour: red, green, blue"),
          t("One a line. {colour} in the prompt stands for each value in turn."),
        ),
      );
    }
    if (props.seeds) parts.push(text("seeds", t("Seeds"), "input", t("1-8, or 1, 5, 9")));
    if (props.sizes) parts.push(text("sizes", t("Sizes"), "input", props.sizes));
    body.replaceChildren(...parts, general, plan, made.recent);
    return made;
  }

  function problem(name, sentence) {
    const line = fields?.[name]?.problem;
    if (!line) return false;
    setText(line, sentence);
    line.hidden = !sentence;
    return true;
  }

  function asked() {
    const panel = panelOf(props.panel);
    const values = {};
    for (const [role, field] of panel.fields)
      if (field.spec && !["model", "prompt"].includes(role)) values[role] = copy(field.value);
    const written = (name) => fields[name]?.input?.value ?? "";
    return {
      model: panel.model,
      models: fields.chosen(),
      prompt: panel.value("prompt") ?? "",
      values,
      seeds: written("seeds"),
      sizes: written("sizes"),
      lists: written("lists"),
    };
  }

  async function ask(press) {
    for (const name of Object.keys(fields)) problem(name, "");
    press.disabled = true;
    const answer = await call(server.batch_plan, asked());
    press.disabled = false;
    if (!answer) return;
    if (answer.batch) return show(answer.batch);
    const left = [];
    for (const [name, sentence] of Object.entries(answer.errors)) {
      if (name === "prompt") panelOf(props.panel).showErrors({ prompt: sentence });
      else if (!name || !problem(name, sentence)) left.push(sentence);
    }
    problem("general", left.join(" "));
  }

  function show(batch) {
    view ??= batchView({ results: element.closest(".e-panel").querySelector(".e-results"), server, changed: list });
    view.open(batch);
  }

  async function list() {
    const answer = await call(server.batches_recent, null);
    if (!answer || !fields) return;
    reconcile(fields.recent, answer.batches, {
      create: () => {
        const picture = el("span.e-fan-thumb"),
          title = el("span.e-fan-title"),
          note = el("small");
        const node = el(
          "li",
          null,
          el(
            "button.e-fan-open",
            { type: "button", onclick: () => reopen(node.dataset.id) },
            picture,
            el("span", null, title, note),
          ),
        );
        Object.assign(node, { picture, title_: title, note });
        return node;
      },
      update: (node, batch) => {
        if ((node.picture.firstChild?.getAttribute("src") ?? "") !== (batch.thumb ?? ""))
          node.picture.replaceChildren(...(batch.thumb ? [el("img", { src: batch.thumb, alt: "" })] : []));
        setText(node.title_, batch.title || t("Batch"));
        setText(node.note, `${batchWords(batch)} · ${when(batch.created_ms)}`);
      },
    });
  }

  async function reopen(id) {
    const answer = await call(server.batch_poll, { id, revision: null });
    if (answer?.batch) show(answer.batch);
  }
};
