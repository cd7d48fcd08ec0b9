// Loads the 3D viewer when the first material is looked at, and hands it a job's maps.
(() => {
  "use strict";
  const Easel = window.Easel;
  if (Easel.material3d) return;
  let loading = null, in3d = null;

  // Resolves to the mounted viewer; rejects when there is none. Without WebGL 2 it holds a picture of a sphere that the
  // server made, where `server` can.
  Easel.material3d = async (element, job, server) => {
    if (!Easel.viewerUrl) throw new Error("no viewer");
    await (loading ??= import(Easel.viewerUrl).catch((error) => { loading = null; throw error; }));
    const maps = {};
    // The texture is what the maps were made from; without a base colour map it stands in for it.
    for (const asset of job.outputs) if (asset.label && asset.kind === "image") maps[asset.label] ??= asset.lit;
    maps.basecolor ??= maps.texture;
    delete maps.texture;
    const lit = (in3d ??= draws3d()) ? null : await server?.material_preview?.({ operation: "complete_material", settings: { material: job.id } }).catch(() => null);
    const name = job.outputs[0].name.replace(/-[a-z_]+\.[a-z]+$/, "");
    return window.EaselViewer.mount(element, {
      maps, fileName: name, sizeM: job.size_m ?? undefined, heightRangeM: job.height_range_m ?? undefined, fallbackImage: lit?.picture ?? maps.basecolor, height: "clamp(260px, 100dvh - 480px, 600px)",
    });
  };

  function draws3d() {
    const context = document.createElement("canvas").getContext("webgl2");
    context?.getExtension("WEBGL_lose_context")?.loseContext();
    return Boolean(context);
  }
})();
