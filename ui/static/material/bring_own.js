// "Open a texture set": a folder, a ZIP or pictures, dropped or chosen, become a material of their own.

import { button, el, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { sizeWords } from "../kit/words.js";

const MOST_FILES = 200,
  MOST_BYTES = 200 * 1024 * 1024;
const CLUTTER = /(^|\/)(\.|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/;

// drop: where files may be dropped; upload(file): sends one; opened(job): shows what became of them.
export const bringOwn = ({ drop, server, upload, opened }) => {
  const files = picker({ accept: "image/*,.zip,.exr,.dds,.tga,.tif,.tiff,.bmp,.json" });
  const folder = picker({ webkitdirectory: true });
  const choose = button(t("Choose files"), () => files.click());
  const chooseFolder = button(t("Choose a folder"), () => folder.click());
  const said = el("div.e-bring-said", { role: "status", hidden: true });
  const sets = el("div.e-bring-sets", { role: "group", "aria-label": t("Texture sets"), hidden: true });
  const node = el(
    "section.e-bring",
    { "aria-label": t("Open a texture set") },
    el(
      "div.e-bring-row",
      null,
      el(
        "p",
        null,
        el("strong", null, t("Open a texture set")),
        el("span", null, t("Drop a folder, a ZIP or its pictures here. Free, on this machine.")),
      ),
      el("div.e-actions", null, choose, chooseFolder, files, folder),
    ),
    said,
    sets,
  );
  let busy = false;

  function picker(attributes) {
    const input = el("input", {
      type: "file",
      multiple: true,
      hidden: true,
      ...attributes,
      onchange: () => {
        take([...input.files].map((file) => ({ file, name: file.webkitRelativePath || file.name })));
        input.value = "";
      },
    });
    return input;
  }

  const over = (now) => {
    for (const one of [node, drop]) one.classList.toggle("e-bring-over", now);
  };
  const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
  for (const kind of ["dragenter", "dragover"])
    drop.addEventListener(kind, (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      over(true);
    });
  drop.addEventListener("dragleave", (event) => {
    if (!drop.contains(event.relatedTarget)) over(false);
  });
  drop.addEventListener("drop", async (event) => {
    over(false);
    if (!hasFiles(event)) return;
    event.preventDefault();
    // What was dropped is gone after the event, so it is taken before anything is waited for.
    const dropped = [...event.dataTransfer.items]
      .filter((item) => item.kind === "file")
      .map((item) => {
        const entry = item.webkitGetAsEntry?.(),
          file = item.getAsFile();
        return entry?.isDirectory ? walk(entry) : file ? [{ file, name: file.name }] : [];
      });
    try {
      take((await Promise.all(dropped)).flat());
    } catch {
      say(t("The folder could not be read. Choose it with the button instead."), "wrong");
    }
  });

  async function take(found) {
    if (busy) return;
    const wanted = found.filter(({ name }) => !CLUTTER.test(name));
    const large = wanted.find(({ file }) => file.size > MOST_BYTES);
    if (!wanted.length) return say(t("There is no file in it."), "wrong");
    if (wanted.length > MOST_FILES)
      return say(
        t("{wanted} files are more than one material has. Choose its folder or ZIP.", { wanted: wanted.length }),
        "wrong",
      );
    if (large)
      return say(
        t("{name} has {size}; 200 MB is the most. Use a smaller size of it, 2K for example.", {
          name: large.name,
          size: sizeWords(large.file.size),
        }),
        "wrong",
      );
    hold(true);
    sets.hidden = true;
    try {
      const sent = [];
      for (const { file, name } of wanted) {
        say(
          wanted.length > 1
            ? t("Sending {sent} of {wanted}: {name}", { sent: sent.length + 1, wanted: wanted.length, name })
            : t("Sending {name}", { name }),
        );
        sent.push({ path: (await upload(file)).path, name });
      }
      await open(sent);
    } catch {
      say(t("The files could not be sent. Check the connection and try again."), "wrong");
    } finally {
      hold(false);
    }
  }

  async function open(sent, set_name) {
    say(t("Looking at the maps."));
    const answer = await server.material_open(set_name ? { files: sent, set_name } : { files: sent });
    if (answer.sets) return chooseSet(sent, answer.sets);
    if (answer.sentence) return say(answer.sentence, "wrong");
    say(answer.note || t("Still opening it. It appears below when it is done."));
    const job = await server.job_shown(answer.job);
    if (!job.sentence) opened(job);
  }

  // Several sets came: the files stay here, and any of them can be opened, one after the other.
  function chooseSet(sent, names) {
    say(t("{names} texture sets are in it. Choose the one to open.", { names: names.length }));
    sets.replaceChildren(
      ...names.map((name) =>
        button(name, async () => {
          if (busy) return;
          hold(true);
          try {
            await open(sent, name);
          } catch {
            say(t("It could not be opened. Check the connection and try again."), "wrong");
          } finally {
            hold(false);
          }
        }),
      ),
    );
    sets.hidden = false;
  }

  function hold(now) {
    busy = now;
    choose.disabled = chooseFolder.disabled = now;
    node.toggleAttribute("data-busy", now);
    said.setAttribute("aria-busy", String(now)); // each file would be read out
  }

  function say(text, kind = "") {
    said.hidden = false;
    said.dataset.kind = kind;
    if (!said.firstChild)
      said.append(
        el("p"),
        el(
          "button.e-button.e-button-quiet",
          {
            type: "button",
            "aria-label": t("Close"),
            onclick: () => {
              said.hidden = true;
            },
          },
          "×",
        ),
      );
    setText(said.firstChild, text);
  }

  return node;
};

// Every file below a dropped entry, with its path.
async function walk(entry) {
  const name = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) return [{ file: await new Promise((resolve, reject) => entry.file(resolve, reject)), name }];
  const reader = entry.createReader(),
    found = [];
  for (;;) {
    // a reader hands out a hundred at a time
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length || found.length > MOST_FILES) return found;
    for (const inner of some) found.push(...(await walk(inner)));
  }
}
