import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { checkExposure, parseKeys } from "@unmask/gateway";
import { readTls, type TlsFiles } from "@unmask/wire";
import { type Finding, fix, ok } from "./finding.js";

const soonMs = 14 * 86_400_000;

/** Who is let in: the keys file, or what stands in for one. */
export async function checkAccess(
  keysFile: string | undefined,
  addresses: Readonly<Record<"gRPC" | "HTTP", string>>,
  insecure: boolean,
): Promise<Finding> {
  try {
    checkExposure(addresses, keysFile !== undefined, insecure);
    if (keysFile === undefined)
      return ok("Access", insecure ? "open to everybody who reaches it, as was said" : "this machine only, no keys");
    const keys = parseKeys(await readFile(keysFile, "utf8"), keysFile);
    const valid = keys.filter(({ expires }) => expires === undefined || Date.parse(expires) > Date.now());
    const text = `${keysFile}: keys that are valid: ${valid.length} of ${keys.length}`;
    return valid.length > 0
      ? ok("Access", text)
      : fix("Access", `${text}: nobody is let in; make one with unmask keys add NAME --file ${keysFile}`);
  } catch (error) {
    return fix(
      "Access",
      `${messageOf(error)}${"syscall" in (error as object) ? "; correct --keys (UNMASK_KEYS)" : ""}`,
    );
  }
}

/** @returns nothing without TLS */
export async function checkTls(files: TlsFiles): Promise<Finding[]> {
  try {
    const tls = await readTls(files);
    if (!tls) return [];
    const found = [];
    if (tls.ca) found.push(validity("TLS authority", new X509Certificate(tls.ca)));
    if (tls.cert && tls.key) {
      const certificate = new X509Certificate(tls.cert);
      found.push(
        certificate.checkPrivateKey(createPrivateKey(tls.key))
          ? validity("TLS certificate", certificate)
          : fix("TLS certificate", `${files.key} is not the key of ${files.cert}; give the two that belong together`),
      );
    }
    return found;
  } catch (error) {
    // OpenSSL's own words name no file.
    const given = Object.values(files).filter((path) => path !== undefined);
    const message = messageOf(error);
    const isNamed = given.some((path) => message.includes(path)) || message.startsWith("a TLS");
    return [
      fix("TLS certificate", isNamed ? message : `one of ${given.join(", ")} is no PEM that can be used (${message})`),
    ];
  }
}

function validity(subject: string, { subject: of, validFrom, validTo }: X509Certificate): Finding {
  const [now, from, to] = [Date.now(), Date.parse(validFrom), Date.parse(validTo)];
  const text = `${of.replaceAll("\n", ", ")}, valid until ${new Date(to).toISOString().slice(0, 10)}`;
  if (to <= now) return fix(subject, `${text}: it has expired; renew it`);
  if (from > now)
    return fix(subject, `${text}, from ${new Date(from).toISOString()}; correct this machine's clock or it`);
  return to - now < soonMs ? fix(subject, `${text}: renew it in time`) : ok(subject, text);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
