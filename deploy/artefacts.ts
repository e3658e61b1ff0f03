import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gatewayService } from "@unmask/gateway";
import { metricsReference, settingsReference } from "@unmask/runtime";
import { schedulerService } from "@unmask/scheduler";
import { workerService } from "@unmask/worker";
import { dependencies } from "./dependencies.js";
import { alertRules } from "./monitoring/alerts.js";
import { dashboard } from "./monitoring/dashboards.js";

/** Files of the repository that are written from code: path from its root → text. */
export const artefacts: Readonly<Record<string, () => string>> = {
  "docs/metrics.md": metricsReference,
  "docs/settings.md": () => settingsReference([gatewayService, schedulerService, workerService]),
  "docs/dependencies.md": dependencies,
  "deploy/grafana/unmask.json": dashboard,
  "deploy/prometheus/unmask.rules.yml": alertRules,
};

const pathOf = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** @returns paths of the files that are not what the code gives */
export async function outdated(): Promise<string[]> {
  const checked = await Promise.all(
    Object.entries(artefacts).map(async ([path, text]) => {
      const now = await readFile(pathOf(path), "utf8").catch(() => undefined);
      return now === text() ? [] : [path];
    }),
  );
  return checked.flat();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const path of await outdated()) {
    await writeFile(pathOf(path), artefacts[path]!());
    process.stdout.write(`${path}\n`);
  }
}
