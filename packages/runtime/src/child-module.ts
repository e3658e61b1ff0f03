import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

export interface ChildModule {
  /** For `fork` of node:child_process. */
  readonly path: string;
  /** Node's own options for the child. */
  readonly execArgv: string[];
}

/**
 * A module beside the calling one, to be forked: the `.js` file in dist, or the `.ts` file where the caller itself runs
 * from the sources (tests, tsx).
 * @param callerUrl the caller's import.meta.url
 * @param name without its ending, relative to the caller, such as "./engine-main"
 */
export function childModule(callerUrl: string, name: string): ChildModule {
  const fromSources = new URL(callerUrl).pathname.endsWith(".ts");
  const path = fileURLToPath(new URL(`${name}${fromSources ? ".ts" : ".js"}`, callerUrl));
  if (!fromSources) return { path, execArgv: [] };
  // Resolved here: a bare "tsx" would be looked up from the child's working folder.
  const tsx = pathToFileURL(createRequire(callerUrl).resolve("tsx")).href;
  return { path, execArgv: ["--import", tsx, "--conditions=@unmask/source"] };
}
