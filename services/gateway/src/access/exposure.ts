import { ServingError } from "@unmask/wire";
import { parseAddress } from "../address.js";

/**
 * A gateway that asks for no keys listens for this machine only, unless somebody said that it should not.
 * @throws {ServingError} FAILED_PRECONDITION
 */
export function checkExposure(
  addresses: Readonly<Record<"gRPC" | "HTTP", string>>,
  hasKeys: boolean,
  insecure: boolean,
): void {
  if (hasKeys || insecure) return;
  for (const [protocol, address] of Object.entries(addresses)) {
    if (isLoopback(parseAddress(address).host)) continue;
    const message = `the ${protocol} address ${address} is open to the network, and no keys are asked for; give a keys file (UNMASK_KEYS), or say that this is meant (--insecure, UNMASK_INSECURE=yes)`;
    throw new ServingError("FAILED_PRECONDITION", message);
  }
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
