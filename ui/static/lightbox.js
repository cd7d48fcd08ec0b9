// One picture or video over the whole window: arrows, Esc, zoom, and what can be done with it.
(() => {
  "use strict";
  const Easel = window.Easel;
  if (Easel.lightbox) return;
  const { el, button } = Easel;

  // items: [{asset}], actions(asset, close) -> nodes for the bar. Returns nothing; focus goes back where it was.
  Easel.lightbox = (assets, index, actions) => {
    const stage = el("div.e-light-stage");
    const caption = el("p.e-light-caption", { "aria-live": "polite" });
    const bar = el("div.e-actions");
    const step = (by) => () => show(index + by);
    const before = el("button.e-light-step.e-light-before", { type: "button", "aria-label": "Previous", onclick: step(-1) }, "‹");
    const after = el("button.e-light-step.e-light-after", { type: "button", "aria-label": "Next", onclick: step(1) }, "›");
    const zoom = button("Zoom in", () => setZoom(!stage.classList.contains("e-zoomed")), "quiet");
    const close = () => dialog.close();
    const dialog = el("dialog.e-light", { "aria-label": "Result, large" },
      el("div.e-light-top", null, caption, zoom, button("Close", close, "quiet")),
      stage, before, after,
      el("div.e-light-bottom", null, bar));

    function setZoom(on, at) {
      stage.classList.toggle("e-zoomed", on);
      zoom.textContent = on ? "Fit" : "Zoom in";
      const picture = stage.querySelector("img");
      if (!picture || !on) return;
      // The original is only fetched when someone looks closely; the preview stays until it is there.
      const asset = assets[index];
      if (asset.original !== picture.getAttribute("src")) {
        const full = new Image();
        full.src = asset.original;
        full.decode().then(() => { if (picture.isConnected) picture.src = full.src; }, () => {});
      }
      const x = at ? at[0] : 0.5, y = at ? at[1] : 0.5;
      stage.scrollTo((stage.scrollWidth - stage.clientWidth) * x, (stage.scrollHeight - stage.clientHeight) * y);
    }

    function show(next) {
      index = (next + assets.length) % assets.length;
      const asset = assets[index];
      setZoom(false);
      zoom.hidden = asset.kind !== "image";
      stage.replaceChildren(asset.kind === "video"
        ? el("video", { src: asset.original, poster: asset.preview, controls: true, playsinline: true, loop: true })
        : el("img", {
            src: asset.preview, alt: asset.alt, width: asset.width, height: asset.height,
            onclick: (event) => {
              const box = event.currentTarget.getBoundingClientRect();
              setZoom(!stage.classList.contains("e-zoomed"),
                [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]);
            },
          }));
      const place = assets.length > 1 ? `${index + 1} of ${assets.length}` : "";
      const pixels = asset.width ? `${asset.width} × ${asset.height}` : "";
      caption.textContent = [asset.title, place, pixels, Easel.size(asset.bytes)].filter(Boolean).join(" · ");
      before.hidden = after.hidden = assets.length < 2;
      bar.replaceChildren(...actions(asset, close));
    }

    dialog.addEventListener("keydown", (event) => {
      if (event.target.matches("video, select, input")) return;
      const act = {
        ArrowLeft: () => show(index - 1), ArrowRight: () => show(index + 1),
        "+": () => setZoom(true), "=": () => setZoom(true), "-": () => setZoom(false), " ": null,
      }[event.key];
      // A zoomed picture is scrolled by the arrows instead.
      if (!act || (event.key.startsWith("Arrow") && stage.classList.contains("e-zoomed"))) return;
      event.preventDefault();
      act();
    });
    dialog.addEventListener("click", (event) => { if (event.target === dialog || event.target === stage) close(); });
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    show(index);
    dialog.showModal();
  };
})();
