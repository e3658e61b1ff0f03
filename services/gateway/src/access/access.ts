import { readFile, stat } from "node:fs/promises";
import type { Logger } from "@unmask/runtime";
import { ServingError } from "@unmask/wire";
import { anyone, type Caller, KeyHolder } from "./caller.js";
import { type ApiKey, findKey, parseKeys, type Scope } from "./keys.js";

export interface Entry {
  /** What the key must be allowed; undefined: any key will do. */
  readonly scope: Scope | undefined;
  /** Whether it counts against the key's rate. */
  readonly counts: boolean;
}

/** Who may come in. */
export interface Access {
  /**
   * @param authorization the header of that name
   * @throws {ServingError} UNAUTHENTICATED, PERMISSION_DENIED, or RESOURCE_EXHAUSTED with a retry time
   */
  admit(authorization: string | undefined, entry: Entry): Caller;
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
 * @throws {ServingError} FAILED_PRECONDITION for a file that cannot be used
 */
export async function openKeyFile(path: string, log: Logger): Promise<Access> {
  let modified = await modifiedMs(path);
  let holders = holdersOf(await read(path), []);
  const look = async () => {
    const now = await modifiedMs(path);
    if (now === modified) return;
    modified = now;
    holders = holdersOf(await read(path), holders);
    log.info({ keys: holders.length }, "keys read again");
  };
  const timer = setInterval(() => {
    look().catch((err: unknown) => log.error({ err }, "the changed keys file cannot be used; the old keys stay"));
  }, lookMs);
  timer.unref();
  return {
    asksForKeys: true,
    close: () => clearInterval(timer),
    admit(authorization, { scope, counts }) {
      const secret = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
      if (secret === undefined) throw refused("an API key is needed: send the header authorization: Bearer KEY");
      const key = findKey(
        secret,
        holders.map((holder) => holder.key),
      );
      const holder = holders.find((one) => one.key === key);
      if (!holder || !key) throw refused("the API key is not known here");
      if (key.expires !== undefined && Date.parse(key.expires) <= Date.now())
        throw refused(`the API key ${key.id} has expired`);
      if (scope !== undefined && !key.scopes.includes(scope)) {
        const message = `the API key ${key.id} may not use ${scope}; it may use ${key.scopes.join(", ") || "nothing"}`;
        throw new ServingError("PERMISSION_DENIED", message, { reason: "MISSING_SCOPE" });
      }
      if (counts) holder.spendRequest();
      return holder;
    },
  };
}

/** A key that did not change keeps what it has used up. */
function holdersOf(keys: readonly ApiKey[], before: readonly KeyHolder[]): KeyHolder[] {
  return keys.map((key) => {
    const same = before.find((holder) => JSON.stringify(holder.key) === JSON.stringify(key));
    return same ?? new KeyHolder(key);
  });
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
