// Prints the Khronos validator's report on each file named on the command line, as one JSON array.
import { readFileSync } from "node:fs";
import validator from "gltf-validator";

const reports = [];
for (const path of process.argv.slice(2)) {
  const bytes = new Uint8Array(readFileSync(path));
  reports.push(
    await validator
      .validateBytes(bytes, { format: "glb", maxIssues: 100 })
      .catch((error) => ({ thrown: String(error) })),
  );
}
console.log(JSON.stringify(reports));
