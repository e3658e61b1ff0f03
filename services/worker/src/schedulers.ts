import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import type { Logger } from "@unmask/runtime";
import type { Attachment } from "./attach.js";

export interface SchedulersOptions {
  /** "host:port" each; a host that is a name stands for every address that it has. */
  readonly addresses: readonly string[];
  /** @param name the host, where the address was found by it: what the scheduler's certificate is for */
  readonly attach: (address: string, name?: string) => Attachment;
  readonly log: Logger;
  /** @returns the addresses of a host name, at least one */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** How soon a new address is found. */
  readonly everyMs?: number;
}

/** Stays attached to every scheduler there is: names are looked up again and again, as schedulers come and go. */
export function attachToSchedulers(options: SchedulersOptions): Attachment {
  const { addresses, attach, log, resolve = addressesOf, everyMs = 5000 } = options;
  const attachments = new Map<string, Attachment>();
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  /** @returns addresses that are to be attached to, with the host that they were found by */
  async function find(given: string): Promise<(readonly [string, string | undefined])[]> {
    const name = nameIn(given);
    if (!name) return [[given, undefined]];
    const found = await resolve(name.host);
    return found.map((address) => [`${isIP(address) === 6 ? `[${address}]` : address}:${name.port}`, name.host]);
  }

  async function look(): Promise<void> {
    const found = await Promise.allSettled(addresses.map(find));
    if (closed) return;
    const wanted = new Map(found.flatMap((result) => (result.status === "fulfilled" ? result.value : [])));
    for (const result of found) {
      if (result.status === "rejected") log.warn({ err: result.reason }, "schedulers not found");
    }
    for (const [address, name] of wanted) {
      if (!attachments.has(address)) attachments.set(address, attach(address, name));
    }
    // Where a name could not be looked up, what it stood for may well be there.
    if (found.every(({ status }) => status === "fulfilled")) leaveOthers(wanted);
    if (addresses.some(nameIn)) timer = setTimeout(look, everyMs);
  }

  /** A scheduler that drains is no longer found, and still has batches for its workers: its stream's end is what counts. */
  function leaveOthers(wanted: ReadonlyMap<string, unknown>): void {
    for (const [address, attachment] of attachments) {
      if (wanted.has(address) || attachment.isAttached) continue;
      attachment.close();
      attachments.delete(address);
    }
  }

  look();
  return {
    get isAttached() {
      return [...attachments.values()].some(({ isAttached }) => isAttached);
    },
    close() {
      closed = true;
      clearTimeout(timer);
      for (const attachment of attachments.values()) attachment.close();
    },
  };
}

/** @returns undefined for an IP address, which stands for itself */
function nameIn(given: string): { readonly host: string; readonly port: string } | undefined {
  const [, host, port] = /^([^:/[\]]+):(\d+)$/.exec(given) ?? [];
  return host === undefined || port === undefined || isIP(host) !== 0 ? undefined : { host, port };
}

/** Of one kind only: a scheduler that has both would be attached to twice. */
async function addressesOf(host: string): Promise<string[]> {
  const found = await lookup(host, { all: true });
  const kind = found.some(({ family }) => family === 4) ? 4 : 6;
  return found.filter(({ family }) => family === kind).map(({ address }) => address);
}
