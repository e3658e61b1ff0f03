import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { pageFolder } from "./files.js";

/** Bundles what tsc made of page/ into the folder that the gateway serves: one script, one style sheet, nothing external. */
const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

await mkdir(pageFolder, { recursive: true });
await build({
  entryPoints: [at("dist/page-js/main.js"), at("page/main.css")],
  outdir: pageFolder,
  entryNames: "[name]",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  logLevel: "warning",
});
for (const name of ["index.html", "icon.svg"]) await copyFile(at(`page/${name}`), join(pageFolder, name));
