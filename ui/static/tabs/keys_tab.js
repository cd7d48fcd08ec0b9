// @ts-check
// The keys tab: for each vendor how its jobs are paid, and a field for a key of one's own. A key is sent to the server once and
// never comes back; only when its owner asks for it does this browser keep it, and hand it in again at the next visit.

import { vendorsLive } from "../form/vendors_live.js";
import { button, el, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { keepPolling } from "../kit/poll.js";
import { toast } from "../kit/toast.js";
import { agentsPart } from "./agents_part.js";
import { keepKey, keptKey } from "./kept_keys.js";
import { keyForm } from "./key_form.js";

/** @import { KeysView, Server, VendorView } from "../views.d.ts" */

/**
 * Everybody on the page who says "sandbox" or not listens to this; what comes later reads it here.
 * @param {KeysView} view
 */
const tell = (view) => {
  for (const vendor of view.vendors) vendorsLive[vendor.name] = vendor.live;
  window.dispatchEvent(new CustomEvent("easel:keys", { detail: view }));
};

/**
 * At the page's start: hand in what this browser keeps, and say which vendors are live for this person.
 * @param {{server: Server}} tools
 */
export const keepKeys = async ({ server }) => {
  /** @type {KeysView} */
  let view = await server.key_status(null);
  for (const vendor of view.vendors) {
    const key = keptKey(view.who, vendor.name);
    if (!key || vendor.own) continue;
    const answer = await server.key_enter({ vendor: vendor.name, key });
    if (answer.sentence) keepKey(view.who, vendor.name, null);
    else view = answer;
  }
  tell(view);
};

/**
 * @param {HTMLElement} element
 * @param {{server: Server}} tools
 */
export const keysTab = (element, { server }) => {
  /** @type {KeysView | null} */
  let view = null;
  const agents = agentsPart(server, copy);
  /** @param {KeysView} now */
  const draw = (now) => {
    view = now;
    const { who } = now;
    const drawn = now.vendors.map((vendor) => gateway(vendor, keyForm(vendor, { who, server, changed })));
    element.replaceChildren(
      el(
        "section.e-keys",
        { "aria-label": t("Keys") },
        signedIn(now),
        el(
          "p.e-keys-lead",
          null,
          t(
            "A key you enter here is held in the memory of this server and sent to its vendor, nowhere else. It is forgotten when Easel ends, or {idleh} hours after you have left.",
            { idleh: now.idle_h },
          ),
        ),
        ...drawn,
        agents,
      ),
    );
  };
  /** @param {KeysView} now */
  const changed = (now) => {
    draw(now);
    tell(now);
    window.dispatchEvent(new Event("easel:kick"));
  };

  window.addEventListener("easel:keys", (event) => {
    const { detail } = /** @type {CustomEvent<KeysView>} */ (event);
    if (view && JSON.stringify(detail) !== JSON.stringify(view)) draw(detail);
  });
  keepPolling(
    element,
    async () => {
      if (!view) draw(await server.key_status(null));
      for (const [vendor, words] of Object.entries(await server.balances(null))) {
        const line = /** @type {HTMLElement | null} */ (
          element.querySelector(`[data-balance="${CSS.escape(vendor)}"]`)
        );
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

/**
 * @param {VendorView} vendor
 * @param {HTMLElement} form
 */
function gateway(vendor, form) {
  return el(
    "article.e-gateway",
    { dataset: { vendor: vendor.name } },
    el(
      "header",
      null,
      el("h3", null, vendor.title),
      el("span.e-badge.e-gateway-state", { dataset: { live: vendor.live } }, vendor.live ? t("Live") : t("Sandbox")),
    ),
    el("p", null, paid(vendor)),
    el("p.e-gateway-balance", { hidden: true, "aria-live": "polite", dataset: { balance: vendor.name } }),
    form,
    vendor.lines &&
      el(
        "details.e-env-fold",
        null,
        el("summary", null, t("Set it for good, in .env")),
        el(
          "p",
          null,
          t(
            "Put these lines into the file .env next to app.py and start Easel again. The address is only needed for another one.",
          ),
        ),
        el(
          "div.e-env",
          null,
          el("pre", null, vendor.lines),
          button(t("Copy"), (event) => copy(vendor.lines ?? "", event.currentTarget), "quiet"),
        ),
      ),
  );
}

/** @param {VendorView} vendor */
function paid(vendor) {
  if (vendor.own)
    return t("Jobs go to {host} with the key you entered, and {title} charges it.", {
      host: vendor.host,
      title: vendor.title,
    });
  if (vendor.live && vendor.lines)
    return t("Jobs go to {host} with the key from this server's settings, and {title} charges it.", {
      host: vendor.host,
      title: vendor.title,
    });
  if (vendor.live) return t("Jobs go to {host} with a key of this server's owner.", { host: vendor.host });
  return t("No key is here, so jobs go to a sandbox. It draws real files and charges nothing.");
}

/** @param {KeysView} view */
function signedIn({ name, everywhere }) {
  return (
    name &&
    el(
      "p.e-signed-in",
      null,
      el("span", null, t("Signed in as {name}", { name })),
      el("a", { href: "./logout" }, t("Sign out")),
      everywhere && el("a", { href: "./logout?everywhere=1" }, t("Sign out everywhere")),
    )
  );
}

/**
 * @param {string} lines
 * @param {HTMLButtonElement} pressed
 */
async function copy(lines, pressed) {
  try {
    await navigator.clipboard.writeText(lines);
    pressed.textContent = t("Copied");
    setTimeout(() => {
      pressed.textContent = t("Copy");
    }, 2000);
  } catch {
    toast(t("This browser does not let the page copy. Select the lines instead."));
  }
}
