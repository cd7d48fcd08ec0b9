// Loads the 3D viewer when the first material is looked at, and hands it a job's maps.

import { el } from "../kit/dom.js";
import { t } from "../kit/language.js";

const MADE_S = 120; // longest wait for a model; the picture stays where none comes
const able = {}; // kind of WebGL -> whether this browser draws with it
let loading = null,
  model3d = null,
  places = [],
  asked = 0;

// Resolves to the mounted viewer; rejects when there is none. Without WebGL 2 it holds a picture of a sphere that the
// server made, where `server` can, until Gradio's Model3D takes its place, which does with the older WebGL.
export const material3d = async (element, job, { server, emit }) => {
  loading ??= import("../viewer.js").catch((error) => {
    loading = null;
    throw error;
  });
  await loading;
  const maps = {};
  // The texture is what the maps were made from; without a base colour map it stands in for it.
  for (const asset of job.outputs) if (asset.label && asset.kind === "image") maps[asset.label] ??= asset.lit;
  maps.basecolor ??= maps.texture;
  delete maps.texture;
  const lit = draws("webgl2")
    ? null
    : await server
        ?.material_preview?.({ operation: "complete_material", settings: { material: job.id } })
        .catch(() => null);
  const name = job.outputs[0].name.replace(/-[a-z_]+\.[a-z]+$/, "");
  const viewer = window.EaselViewer.mount(element, {
    maps,
    fileName: name,
    sizeM: job.size_m ?? undefined,
    heightRangeM: job.height_range_m ?? undefined,
    fallbackImage: lit?.picture ?? maps.basecolor,
    height: "clamp(260px, 100dvh - 480px, 600px)",
  });
  return draws("webgl2") || !emit?.model || !draws("webgl") ? viewer : replaced(viewer, element, job, emit);
};

// Shows Gradio's Model3D instead of the viewer once it is there. The page has only one: it stands where a material was
// looked at last, and goes back when that place is gone; at the others stay their pictures.
function replaced(viewer, element, job, emit) {
  const place = { viewer, element, job, emit };
  places = [...places.filter((other) => other.element !== element), place];
  take(place);
  return {
    dispose() {
      viewer.dispose();
      if (model3d?.parentNode === element) element.replaceChildren();
      const last = places.at(-1) === place;
      places = places.filter((other) => other !== place);
      if (last) asked += 1;
      if (last && places.length) take(places.at(-1));
    },
  };
}

async function take({ element, job, emit }) {
  const mine = ++asked;
  const until = async (there) => {
    for (let tenth = 0; mine === asked && tenth < MADE_S * 10; tenth++) {
      if (there()) return true;
      await new Promise((done) => setTimeout(done, 100));
    }
    return false;
  };
  // Gradio loses a model that comes together with its component.
  if (!model3d) emit.model({ job_id: null });
  if (!(await until(() => (model3d ??= document.getElementById("easel-model3d"))))) return;
  emit.model({ job_id: job.id });
  if (!(await until(() => model3d.querySelector(`a[href*="/${CSS.escape(job.id)}/"]`)))) return;
  for (const place of places) if (place.element === model3d.parentNode) place.element.replaceChildren(place.viewer);
  model3d.role = "group";
  model3d.ariaLabel = t("The material in 3D");
  element.replaceChildren(
    model3d,
    el("p.e-quiet", null, t("Drag to turn it, scroll or pinch to zoom. The full viewer needs WebGL 2.")),
  );
}

function draws(kind) {
  able[kind] ??= tried(kind);
  return able[kind];
}

function tried(kind) {
  const context = document.createElement("canvas").getContext(kind);
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return Boolean(context);
}
