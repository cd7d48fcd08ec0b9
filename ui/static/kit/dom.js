// What the parts of the results side share: building elements, saying times, polling the server, a message with Undo.
// Text from people or vendors reaches the page by textContent only.
(() => {
  "use strict";
  if (window.Easel?.el) return;
  const Easel = (window.Easel ??= {});

  // el("button.e-button", {type: "button", onclick: f, "aria-label": "…"}, "text", child, …)
  Easel.el = (selector, attributes, ...children) => {
    const [tag, ...classes] = selector.split(".");
    const node = document.createElement(tag);
    if (classes.length) node.className = classes.join(" ");
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (value === undefined || value === null || value === false) continue;
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (name === "dataset") Object.assign(node.dataset, value);
      else node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
    return node;
  };

  Easel.button = (label, onclick, kind = "") =>
    Easel.el(`button.e-button${kind ? `.e-button-${kind}` : ""}`, { type: "button", onclick }, label);

  // Write only what changed, so that selections, focus and screen readers are left alone.
  Easel.setText = (node, text) => {
    if (node.textContent !== text) node.textContent = text;
  };

  Easel.duration = (seconds) => {
    const whole = Math.max(0, Math.round(seconds));
    if (whole < 100) return `${whole} s`;
    if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60 ? `${whole % 60} s` : ""}`.trim();
    return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
  };

  Easel.size = (bytes) =>
    bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;

  Easel.when = (ms) => {
    const date = new Date(ms);
    const time = date.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
    const midnight = new Date().setHours(0, 0, 0, 0);
    if (ms >= midnight) return `today, ${time}`;
    if (ms >= midnight - 864e5) return `yesterday, ${time}`;
    return `${date.toLocaleDateString([], { day: "numeric", month: "short", year: "numeric" })}, ${time}`;
  };

  // Elapsed time by the server's clock: the visitor's may be wrong by hours.
  let clockOffset = 0;
  Easel.serverNow = (now_ms) => (clockOffset = now_ms - Date.now());
  Easel.elapsed = (job) => ((job.finished_ms ?? Date.now() + clockOffset) - job.started_ms) / 1000;

  Easel.timing = (job) => {
    const seconds = Easel.elapsed(job), elapsed = Easel.duration(seconds);
    if (job.final || !job.expected) return elapsed;
    return seconds > job.expected_high_s * 1.25 ? `${elapsed} · longer than usual` : `${elapsed} · ${job.expected}`;
  };

  // How far a running job is, 0..1: the vendor's figure, else the share of the usual time, slowing near the end.
  Easel.progress = (job) => {
    if (job.final) return 1;
    if (job.progress_percent) return job.progress_percent / 100;
    if (!job.expected_s || job.state === "preparing") return null;
    return Math.min(0.95, 1 - Math.exp((-1.6 * Easel.elapsed(job)) / job.expected_s));
  };

  // A thin bar; without a known share it is a calm stripe that moves.
  Easel.bar = (label) => {
    const fill = Easel.el("span");
    const node = Easel.el("div.e-bar", { role: "progressbar", "aria-label": label, "aria-valuemin": 0, "aria-valuemax": 100 }, fill);
    node.show = (share) => {
      node.classList.toggle("e-bar-open", share === null);
      if (share === null) node.removeAttribute("aria-valuenow");
      else node.setAttribute("aria-valuenow", Math.round(share * 100));
      fill.style.transform = share === null ? "" : `scaleX(${share.toFixed(3)})`;
    };
    return node;
  };

  // Calls `poll` (returns true while something is under way) about every second when active, every four when idle;
  // rests while the page or the element is hidden and stops for good when the element has left the page.
  Easel.keepPolling = (element, poll, { idle_ms = 4000 } = {}) => {
    let timer = null, wait_ms = 0, busy = false, again = false, gone = false;
    const seen = () => element.isConnected && !document.hidden && element.checkVisibility();
    const run = async () => {
      clearTimeout(timer);
      if (gone) return;
      if (!element.isConnected) return stop();
      if (!seen()) return;
      if (busy) { again = true; return; }
      busy = true;
      try {
        wait_ms = (await poll()) ? 1000 : idle_ms;
      } catch (error) {
        // The server is away: keep what is shown and ask less and less often.
        wait_ms = Math.min(15000, (wait_ms || 1000) * 2);
      }
      busy = false;
      if (again) { again = false; wait_ms = 0; }
      timer = setTimeout(run, wait_ms);
    };
    const observer = new IntersectionObserver(run);
    const stop = () => {
      gone = true;
      observer.disconnect();
      document.removeEventListener("visibilitychange", run);
      window.removeEventListener("easel:kick", run);
    };
    observer.observe(element);
    document.addEventListener("visibilitychange", run);
    window.addEventListener("easel:kick", run);
    run();
    return run;
  };

  // Every second, while the element is in the page and seen.
  Easel.everySecond = (element, tick) => {
    const timer = setInterval(() => {
      if (!element.isConnected) clearInterval(timer);
      else if (!document.hidden && element.checkVisibility()) tick();
    }, 1000);
  };

  // Makes the children of `parent` be `items`, in order, reusing nodes by id.
  Easel.reconcile = (parent, items, { create, update }) => {
    const kept = new Map([...parent.children].map((node) => [node.dataset.id, node]));
    items.forEach((item, place) => {
      let node = kept.get(item.id);
      if (node) kept.delete(item.id);
      else {
        node = create(item);
        node.dataset.id = item.id;
      }
      update(node, item);
      if (parent.children[place] !== node) parent.insertBefore(node, parent.children[place] ?? null);
    });
    for (const node of kept.values()) node.remove();
  };

  // One message at the bottom of the window; with `undo` it offers to take the act back, or to do `act`, for ten seconds.
  let toast = null;
  Easel.hush = () => toast?.remove();
  Easel.say = (text, undo, act = "Undo") => {
    Easel.hush();
    const note = Easel.el("div.e-toast", { role: "status" }, Easel.el("span", null, text));
    if (undo) note.append(Easel.button(act, () => { note.remove(); undo(); }, "quiet"));
    note.append(Easel.el("button.e-button.e-button-quiet", { type: "button", "aria-label": "Close", onclick: () => note.remove() }, "×"));
    // Inside an open dialog everything else is inert, so the message goes there.
    const dialog = [...document.querySelectorAll("dialog[open]")].at(-1);
    (dialog ?? document.body).append(note);
    toast = note;
    const seconds = undo ? 10 : 5, until = Date.now() + seconds * 1000;
    setTimeout(() => note.remove(), seconds * 1000);
    // A dialog that closes takes its message with it, and the way back that it offers: it goes on below.
    let dismissed = false;
    note.addEventListener("click", (event) => { dismissed ||= Boolean(event.target.closest("button")); });
    dialog?.addEventListener("close", () => {
      if (!dismissed && toast === note && Date.now() < until) document.body.append(note);
    }, { once: true });
  };

  // Calls a server function; says its sentence when it refuses, and returns null then.
  Easel.call = async (call, argument) => {
    try {
      const answer = await call(argument);
      if (answer?.sentence) { Easel.say(answer.sentence); return null; }
      return answer ?? {};
    } catch (error) {
      Easel.say("Easel does not answer. Check that it is still running.");
      return null;
    }
  };

  // Which job a panel should show next; kept here because a panel that was never opened has no stage yet.
  const wanted = {};
  Easel.select = (capability, job_id) => {
    wanted[capability] = job_id;
    window.dispatchEvent(new CustomEvent("easel:select", { detail: { capability } }));
  };
  Easel.takeWanted = (capability) => {
    const job_id = wanted[capability];
    delete wanted[capability];
    return job_id;
  };
})();
