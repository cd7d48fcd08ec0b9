// The keys tab: for each vendor how its jobs are paid, and a field for a key of one's own. A key is sent to the server once and
// never comes back; only when its owner asks for it does this browser keep it, and hand it in again at the next visit.
import { vendorsLive } from "../form/vendors_live.js";
import { button, el, setText } from "../kit/dom.js";
import { keepPolling } from "../kit/poll.js";
import { toast } from "../kit/toast.js";

const place = (who, vendor) => `easel-key:${who}:${vendor}`;
const kept = (who, vendor) => {
  try {
    return localStorage.getItem(place(who, vendor));
  } catch {
    return null;
  }
};
const keep = (who, vendor, key) => {
  try {
    if (key === null) localStorage.removeItem(place(who, vendor));
    else localStorage.setItem(place(who, vendor), key);
    return true;
  } catch {
    return false;
  }
};
// Everybody on the page who says "sandbox" or not listens to this; what comes later reads it here.
const tell = (view) => {
  for (const vendor of view.vendors) vendorsLive[vendor.name] = vendor.live;
  window.dispatchEvent(new CustomEvent("easel:keys", { detail: view }));
};

// At the page's start: hand in what this browser keeps, and say which vendors are live for this person.
export const keepKeys = async ({ server }) => {
  let view = await server.key_status(null);
  for (const vendor of view.vendors) {
    const key = kept(view.who, vendor.name);
    if (!key || vendor.own) continue;
    const answer = await server.key_enter({ vendor: vendor.name, key });
    if (answer.sentence) keep(view.who, vendor.name, null);
    else view = answer;
  }
  tell(view);
};

export const keysTab = (element, { server }) => {
  let view = null;
  const draw = (answer) => {
    view = answer;
    const drawn = view.vendors.map((vendor) => gateway(vendor));
    element.replaceChildren(
      el(
        "section.e-keys",
        { "aria-label": "Keys" },
        signedIn(view),
        el(
          "p.e-keys-lead",
          null,
          `A key you enter here is held in the memory of this server and sent to its vendor, nowhere else. It is forgotten when Easel ends, or ${view.idle_h} hours after you have left.`,
        ),
        ...drawn,
      ),
    );
  };
  const after = (answer, form) => {
    if (answer.sentence) return form.say(answer.sentence);
    draw(answer);
    tell(answer);
    window.dispatchEvent(new Event("easel:kick"));
  };

  function gateway(vendor) {
    return el(
      "article.e-gateway",
      { dataset: { vendor: vendor.name } },
      el(
        "header",
        null,
        el("h3", null, vendor.title),
        el("span.e-badge.e-gateway-state", { dataset: { live: vendor.live } }, vendor.live ? "Live" : "Sandbox"),
      ),
      el("p", null, paid(vendor)),
      el("p.e-gateway-balance", { hidden: true, "aria-live": "polite", dataset: { balance: vendor.name } }),
      entry(vendor),
      vendor.lines &&
        el(
          "details.e-env-fold",
          null,
          el("summary", null, "Set it for good, in .env"),
          el(
            "p",
            null,
            "Put these lines into the file .env next to app.py and start Easel again. The address is only needed for another one.",
          ),
          el(
            "div.e-env",
            null,
            el("pre", null, vendor.lines),
            button("Copy", (event) => copy(vendor.lines, event.currentTarget), "quiet"),
          ),
        ),
    );
  }

  function paid(vendor) {
    if (vendor.own) return `Jobs go to ${vendor.host} with the key you entered, and ${vendor.title} charges it.`;
    if (vendor.live && vendor.lines)
      return `Jobs go to ${vendor.host} with the key from this server's settings, and ${vendor.title} charges it.`;
    if (vendor.live) return `Jobs go to ${vendor.host} with a key of this server's owner.`;
    return "No key is here, so jobs go to a sandbox. It draws real files and charges nothing.";
  }

  function entry(vendor) {
    const id = `key-${vendor.name}`;
    const box = el("input.e-input", {
      id,
      type: "password",
      autocomplete: "off",
      spellcheck: "false",
      autocapitalize: "none",
      required: true,
      maxlength: 600,
      "aria-describedby": `${id}-said`,
    });
    const remember = el("input", { type: "checkbox", id: `${id}-keep`, checked: kept(view.who, vendor.name) !== null });
    const said = el("p.e-key-said", { id: `${id}-said`, role: "alert", hidden: true });
    const form = el(
      "form.e-key",
      {
        onsubmit: async (event) => {
          event.preventDefault();
          const key = box.value.trim();
          box.value = "";
          let answer;
          try {
            answer = await server.key_enter({ vendor: vendor.name, key });
          } catch {
            return form.say("The server did not answer. Enter the key again in a moment.");
          }
          if (!answer.sentence && !keep(view.who, vendor.name, remember.checked ? key : null) && remember.checked) {
            toast("This browser does not keep it. Enter it again at the next visit.");
          }
          after(answer, form);
        },
      },
      el("label", { for: id }, vendor.own ? `Another ${vendor.title} key` : `Your ${vendor.title} key`),
      el(
        "div.e-key-row",
        null,
        box,
        el("button.e-button", { type: "submit" }, "Use this key"),
        vendor.own && button("Forget it", forget, "quiet"),
      ),
      el("label.e-key-keep", { for: `${id}-keep` }, remember, "Keep it in this browser, too"),
      said,
    );
    form.say = (sentence) => {
      said.textContent = sentence;
      said.hidden = false;
      box.focus();
    };

    async function forget() {
      keep(view.who, vendor.name, null);
      try {
        after(await server.key_forget(vendor.name), form);
      } catch {
        form.say("The server did not answer. Try again in a moment.");
      }
    }
    return form;
  }

  window.addEventListener("easel:keys", ({ detail }) => {
    if (view && JSON.stringify(detail) !== JSON.stringify(view)) draw(detail);
  });
  keepPolling(
    element,
    async () => {
      if (!view) draw(await server.key_status(null));
      for (const [vendor, words] of Object.entries(await server.balances(null))) {
        const line = element.querySelector(`[data-balance="${CSS.escape(vendor)}"]`);
        if (line) {
          setText(line, words);
          line.hidden = !words;
        }
      }
      return false;
    },
    { idle_ms: 30000 },
  );
};

function signedIn({ name, everywhere }) {
  return (
    name &&
    el(
      "p.e-signed-in",
      null,
      el("span", null, `Signed in as ${name}`),
      el("a", { href: "./logout" }, "Sign out"),
      everywhere && el("a", { href: "./logout?everywhere=1" }, "Sign out everywhere"),
    )
  );
}

async function copy(lines, pressed) {
  try {
    await navigator.clipboard.writeText(lines);
    pressed.textContent = "Copied";
    setTimeout(() => (pressed.textContent = "Copy"), 2000);
  } catch {
    toast("This browser does not let the page copy. Select the lines instead.");
  }
}
