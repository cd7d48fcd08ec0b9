// Bundles src/ and three into ui/static/viewer.js, and writes the licence text of what is inside beside it.

import { readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

// Three filters a surrounding with 256 samples per texel, and the three roughest levels with all 1536 texels of a smaller
// one. Ours have soft edges, and every sample is matched to a mip level: with 48 samples, and all texels for the roughest
// level only, no noise shows, for a tenth of the work, which phones and machines without a graphics card notice.
const FEWER = { GGX_SAMPLES: [256, 48], INTEGRATION_LEVELS: [3, 1] };
const lessFiltering = {
  name: "less-filtering",
  setup({ onLoad }) {
    onLoad({ filter: /three\.module\.js$/ }, ({ path }) => {
      let contents = readFileSync(path, "utf8");
      for (const [name, [theirs, ours]] of Object.entries(FEWER)) {
        const changed = contents.replace(`const ${name} = ${theirs};`, `const ${name} = ${ours};`);
        if (changed === contents) throw new Error(`PMREMGenerator has changed: look at ${name} again`);
        contents = changed;
      }
      return { contents, loader: "js" };
    });
  },
};

const STATIC = new URL("../ui/static/", import.meta.url);
const three = JSON.parse(readFileSync(new URL("node_modules/three/package.json", import.meta.url)));

await build({
  entryPoints: ["src/index.js"],
  outfile: new URL("viewer.js", STATIC).pathname,
  absWorkingDir: new URL(".", import.meta.url).pathname,
  bundle: true,
  minify: true,
  format: "iife", // works with <script src> and with import() alike
  target: ["chrome111", "firefox113", "safari16.4"],
  legalComments: "none",
  plugins: [lessFiltering],
  loader: { ".css": "text" },
  define: { __THREE_DEVTOOLS__: "undefined" },
  banner: {
    js: `/*! Easel material viewer, Apache-2.0; contains three ${three.version}, MIT: see viewer.LICENSE.txt */`,
  },
});

const licence = readFileSync(new URL("node_modules/three/LICENSE", import.meta.url), "utf8");
writeFileSync(
  new URL("viewer.LICENSE.txt", STATIC),
  `viewer.js is built from viewer/ in this repository (Apache-2.0) and contains:\n\nthree ${three.version}\n\n${licence.trim()}\n`,
);
