// Loads the 3D viewer when the first material is looked at, and hands it a job's maps.
(() => {
  "use strict";
  const Easel = window.Easel;
  if (Easel.material3d) return;
  let loading = null;

  // Resolves to the mounted viewer; rejects when there is none.
  Easel.material3d = async (element, job) => {
    if (!Easel.viewerUrl) throw new Error("no viewer");
    await (loading ??= import(Easel.viewerUrl).catch((error) => { loading = null; throw error; }));
    const maps = {};
    // The texture is what the maps were made from; without a base colour map it stands in for it.
    for (const asset of job.outputs) if (asset.label && asset.kind === "image") maps[asset.label] ??= asset.lit;
    maps.basecolor ??= maps.texture;
    delete maps.texture;
    const name = job.outputs[0].name.replace(/-[a-z_]+\.[a-z]+$/, "");
    return window.EaselViewer.mount(element, {
      maps, fileName: name, sizeM: job.size_m ?? undefined, heightRangeM: job.height_range_m ?? undefined, fallbackImage: maps.basecolor, height: "clamp(260px, 100dvh - 480px, 600px)",
    });
  };
})();
