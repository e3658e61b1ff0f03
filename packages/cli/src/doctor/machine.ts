import { once } from "node:events";
import { constants, existsSync } from "node:fs";
import { access, mkdir, readFile, stat, statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { freemem } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { type Device, onnxRuntimeProviders } from "@unmask/denoiser";
import { type Finding, fix, ok } from "./finding.js";

export function checkNode(): Finding {
  const major = Number(process.versions.node.split(".")[0]);
  return major >= 20
    ? ok("Node.js", process.version)
    : fix("Node.js", `${process.version} is too old; install 20 or newer`);
}

/** @param device that was asked for */
export function checkProviders(device: Device): Finding {
  try {
    const { version, providers } = onnxRuntimeProviders();
    const text = `version ${version}, providers: ${providers.join(", ")}`;
    if (!providers.includes(device))
      return fix("ONNX Runtime", `${text}; ${device} is not among them; choose another --device, or see docs/gpu.md`);
    if (existsSync("/dev/nvidia0") && !providers.includes("cuda"))
      return fix(
        "ONNX Runtime",
        `${text}; there is an NVIDIA GPU that it cannot use; docs/gpu.md says what to install`,
      );
    return ok("ONNX Runtime", text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fix(
      "ONNX Runtime",
      `cannot be loaded (${reason}); run npm ci on this machine, or see docs/troubleshooting.md`,
    );
  }
}

/** Deadlines, certificates and an API key's end go by it. Redis' own is compared with it elsewhere. */
export async function checkClock(): Promise<Finding> {
  const now = new Date();
  const { mtime } = await stat(fileURLToPath(import.meta.url));
  const text = `${now.toISOString().slice(0, 19)}Z`;
  return now >= mtime
    ? ok("Clock", text)
    : fix("Clock", `${text} is before Unmask was installed; run a time service (chrony, systemd-timesyncd)`);
}

/** @param address "host:port"; port 0 is always free */
export async function checkPort(name: string, address: string): Promise<Finding> {
  const colon = address.lastIndexOf(":");
  const server = createServer();
  server.listen(Number(address.slice(colon + 1)), address.slice(0, colon).replace(/^\[(.*)\]$/, "$1"));
  try {
    await once(server, "listening");
    server.close();
    return ok(`${name} port`, `${address} is free`);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return fix(
      `${name} port`,
      code === "EADDRINUSE"
        ? `${address} is taken; stop the program that listens there (if it is Unmask, all is well), or choose another port`
        : `${address} cannot be listened on (${message}); choose another address`,
    );
  }
}

/** @param neededBytes an estimate of all workers' memory */
export function checkMemory(neededBytes: number): Finding {
  // Knows a container's limit where Node does (20.13 and newer).
  const available = process.availableMemory?.() ?? freemem();
  const text = `${gibibytes(available)} GiB free, the workers need about ${gibibytes(neededBytes)} GiB`;
  return available > neededBytes
    ? ok("Memory", text)
    : fix("Memory", `${text}; use fewer workers, an int8 model (unmask convert), or a larger machine`);
}

const enoughFiles = 4096;

/** @returns nothing where the system does not say */
export async function checkOpenFiles(): Promise<Finding[]> {
  const limits = await readFile("/proc/self/limits", "utf8").catch(() => "");
  const soft = /^Max open files\s+(\d+|unlimited)/m.exec(limits)?.[1];
  if (soft === undefined) return [];
  const enough = soft === "unlimited" || Number(soft) >= enoughFiles;
  return [
    enough
      ? ok("Open files", `up to ${soft}`)
      : fix(
          "Open files",
          `only ${soft} allowed, each watched call takes one or two; run ulimit -n ${enoughFiles} first`,
        ),
  ];
}

const enoughDiskBytes = 2 ** 30;

/** The embedded queue's folder, or the place where it will be. */
export async function checkDataFolder(folder: string): Promise<Finding> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    const { bavail, bsize } = await statfs(folder);
    const text = `${folder}, ${gibibytes(bavail * bsize)} GiB free`;
    return bavail * bsize > enoughDiskBytes
      ? ok("Data folder", text)
      : fix("Data folder", `${text}: too little; free some, or choose another with --data`);
  } catch (error) {
    return fix(
      "Data folder",
      `${folder} cannot be written (${(error as Error).message}); correct ${dirname(folder)}'s permissions, or choose another with --data`,
    );
  }
}

function gibibytes(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(1);
}
