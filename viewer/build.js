// Bundles src/ and three into ui/static/viewer.js, and writes the licence text of what is inside beside it.
import { build } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';

// Three filters a surrounding with 256 samples per texel. Ours have soft edges, and every sample is already matched to a
// mip level: with 48 no noise shows, for a fifth of the work, which phones and machines without a graphics card notice.
const fewerSamples = {
  name: 'fewer-samples',
  setup({ onLoad }) {
    onLoad({ filter: /three\.module\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const contents = source.replace('const GGX_SAMPLES = 256;', 'const GGX_SAMPLES = 48;');
      if (contents === source) throw new Error('PMREMGenerator has changed: look at GGX_SAMPLES again');
      return { contents, loader: 'js' };
    });
  },
};

const STATIC = new URL('../ui/static/', import.meta.url);
const three = JSON.parse(readFileSync(new URL('node_modules/three/package.json', import.meta.url)));

await build({
  entryPoints: ['src/index.js'],
  outfile: new URL('viewer.js', STATIC).pathname,
  absWorkingDir: new URL('.', import.meta.url).pathname,
  bundle: true,
  minify: true,
  format: 'iife', // works with <script src> and with import() alike
  target: ['chrome111', 'firefox113', 'safari16.4'],
  legalComments: 'none',
  plugins: [fewerSamples],
  loader: { '.css': 'text' },
  define: { __THREE_DEVTOOLS__: 'undefined' },
  banner: { js: `/*! Easel material viewer, Apache-2.0; contains three ${three.version}, MIT: see viewer.LICENSE.txt */` },
});

const licence = readFileSync(new URL('node_modules/three/LICENSE', import.meta.url), 'utf8');
writeFileSync(
  new URL('viewer.LICENSE.txt', STATIC),
  `viewer.js is built from viewer/ in this repository (Apache-2.0) and contains:\n\nthree ${three.version}\n\n${licence.trim()}\n`,
);
