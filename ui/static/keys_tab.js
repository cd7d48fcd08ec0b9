// The keys tab: for each vendor whether it is live, and the lines to put into .env, without values.
(() => {
  "use strict";
  const Easel = window.Easel;
  if (Easel.keys) return;
  const { el, button } = Easel;

  Easel.keys = (element, { props, server }) => {
    element.replaceChildren(el("section.e-keys", { "aria-label": "Keys" },
      el("p.e-keys-lead", null, "Keys are read once, when Easel starts, from its environment or from a file called .env next to app.py. They are never shown here."),
      ...props.vendors.map(vendor)));
    Easel.keepPolling(element, async () => {
      for (const [title, words] of Object.entries(await server.balances(null))) {
        const line = element.querySelector(`[data-balance="${CSS.escape(title)}"]`);
        if (line) { Easel.setText(line, words); line.hidden = !words; }
      }
      return false;
    }, { idle_ms: 30000 });
  };

  function vendor(facts) {
    const lines = `${facts.key_name}=\n${facts.url_name}=${facts.base_url}`;
    return el("article.e-gateway", null,
      el("header", null, el("h3", null, facts.title),
        el("span.e-badge.e-gateway-state", { dataset: { live: facts.live } }, facts.live ? "Live" : "Sandbox")),
      el("p.e-gateway-balance", { hidden: true, "aria-live": "polite", dataset: { balance: facts.title } }),
      el("p", null, facts.live
        ? `Jobs go to ${facts.host} with your key and are charged by ${facts.title}.`
        : `No key is set, so jobs go to a sandbox on this machine. It draws real files and charges nothing.`),
      el("p", null, facts.live
        ? `To use another key or address, change ${facts.key_name} or ${facts.url_name} and start Easel again. Without a key, ${facts.title} is played by the sandbox.`
        : `To go live, set ${facts.key_name} and start Easel again. ${facts.url_name} is only needed for another address than ${facts.host}.`),
      el("div.e-env", null, el("pre", null, lines), button("Copy", (event) => copy(lines, event.currentTarget), "quiet")));
  }

  async function copy(lines, pressed) {
    try {
      await navigator.clipboard.writeText(lines);
      pressed.textContent = "Copied";
      setTimeout(() => (pressed.textContent = "Copy"), 2000);
    } catch (error) {
      Easel.say("This browser does not let the page copy. Select the lines instead.");
    }
  }
})();
