import { readFile, stat } from "node:fs/promises";
import type { Logger } from "@unmask/runtime";
import { ServingError } from "@unmask/wire";
import { anyone, type Caller, KeyCaller, type RateQueue } from "./caller.js";
import { type ApiKey, findKey, parseKeys, type Scope } from "./keys.js";
import { OpenCalls } from "./open-calls.js";

/** Who may come in. */
export interface Access {
  /**
   * @param authorization the header of that name
   * @param scope what the key must be allowed; undefined: any key will do
   * @throws {ServingError} UNAUTHENTICATED or PERMISSION_DENIED
   */
  admit(authorization: string | undefined, scope: Scope | undefined): Caller;
  readonly asksForKeys: boolean;
  close(): void;
}

/** Everybody may do everything. */
export const openToAll: Access = { asksForKeys: false, admit: () => anyone, close: () => {} };

/** How often the file is looked at for changes. */
const lookMs = 5000;

/**
 * Only who has a key of the file. A changed file is read again within seconds; one that is wrong then is said in the log, and
 * the old keys stay.
 * @param maxCallsPerTenant under way at once, here
 * @param queue where the keys' rates are counted, for all gateways together
 * @throws {ServingError} FAILED_PRECONDITION for a file that cannot be used
 */
export async function openKeyFile(
  path: string,
  queue: RateQueue,
  maxCallsPerTenant: number,
  log: Logger,
): Promise<Access> {
  const openCalls = new OpenCalls(maxCallsPerTenant);
  let modified = await modifiedMs(path);
  let keys = await read(path);
  const look = async () => {
    const now = await modifiedMs(path);
    if (now === modified) return;
    modified = now;
    keys = await read(path);
    log.info({ keys: keys.length }, "keys read again");
  };
  const timer = setInterval(() => {
    look().catch((err: unknown) => log.error({ err }, "the changed keys file cannot be used; the old keys stay"));
  }, lookMs);
  timer.unref();
  return {
    asksForKeys: true,
    close: () => clearInterval(timer),
    admit(authorization, scope) {
      const secret = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
      if (secret === undefined) throw refused("an API key is needed: send the header authorization: Bearer KEY");
      const key = findKey(secret, keys);
      if (!key) throw refused("the API key is not known here");
      if (key.expires !== undefined && Date.parse(key.expires) <= Date.now())
        throw refused(`the API key ${key.id} has expired`);
      if (scope !== undefined && !key.scopes.includes(scope)) {
        const message = `the API key ${key.id} may not use ${scope}; it may use ${key.scopes.join(", ") || "nothing"}`;
        throw new ServingError("PERMISSION_DENIED", message, { reason: "MISSING_SCOPE" });
      }
      return new KeyCaller(key, queue, openCalls);
    },
  };
}

function refused(message: string): ServingError {
  return new ServingError("UNAUTHENTICATED", message, { reason: "INVALID_API_KEY" });
}

async function read(path: string): Promise<ApiKey[]> {
  return parseKeys(await readFile(path, "utf8").catch(cannotRead(path)), path);
}

async function modifiedMs(path: string): Promise<number> {
  return (await stat(path).catch(cannotRead(path))).mtimeMs;
}

function cannotRead(path: string) {
  return (error: Error): never => {
    throw new ServingError("FAILED_PRECONDITION", `the keys file ${path} cannot be read: ${error.message}`, {
      cause: error,
    });
  };
}
