import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface HubFile {
  readonly path: string;
  readonly content: Buffer;
  /** As a large file: listed with its SHA-256, and served from another host after a redirect. */
  readonly lfs?: boolean;
  /** Listed instead of the content's own. */
  readonly checksum?: string;
}

export interface Hub {
  readonly url: string;
  /** "GET /path bytes=…" of each request, and the authorization that came with it. */
  readonly requests: { readonly line: string; readonly authorization: string | undefined }[];
  /** The next answers with content end after so many bytes. */
  cutAfter: number[];
  close(): void;
}

/** A hub that speaks the routes that a download needs, on a real socket; its large files are on another one. */
export async function startHub(repository: string, files: readonly HubFile[], token?: string): Promise<Hub> {
  const hub = { url: "", requests: [] as Hub["requests"], cutAfter: [] as number[], close() {} };
  const note = (request: IncomingMessage) => {
    const { authorization, range } = request.headers;
    hub.requests.push({ line: [request.method, request.url, range].filter(Boolean).join(" "), authorization });
  };
  const store = createServer((request, response) => {
    note(request);
    const file = files.find(({ path }) => request.url === `/${path}`);
    if (file) sendContent(request, response, file.content, hub.cutAfter);
    else response.writeHead(404).end();
  });
  await once(store.listen(0, "127.0.0.1"), "listening");
  const storeUrl = `http://localhost:${(store.address() as AddressInfo).port}`;

  const server = createServer((request, response) => {
    note(request);
    if (token !== undefined && request.headers.authorization !== `Bearer ${token}`) {
      response.writeHead(401, { "content-type": "application/json" }).end('{"error":"Invalid username or password."}');
      return;
    }
    if (request.url?.startsWith(`/api/models/${repository}/tree/main`)) {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(files.map(entry)));
      return;
    }
    const file = files.find(({ path }) => request.url === `/${repository}/resolve/main/${path}`);
    if (!file) response.writeHead(404, { "x-error-code": "RepoNotFound" }).end();
    else if (file.lfs) {
      const headers = { location: `${storeUrl}/${file.path}`, "x-linked-size": file.content.length };
      response.writeHead(302, headers).end();
    } else sendContent(request, response, file.content, hub.cutAfter);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  hub.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  hub.close = () => {
    for (const one of [server, store]) {
      one.closeAllConnections();
      one.close();
    }
  };
  return hub;
}

function entry({ path, content, lfs, checksum }: HubFile): object {
  const git = createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
  const sha256 = createHash("sha256").update(content).digest("hex");
  const common = { type: "file", path, size: content.length, oid: (!lfs && checksum) || git };
  return lfs ? { ...common, lfs: { oid: checksum ?? sha256, size: content.length, pointerSize: 120 } } : common;
}

function sendContent(request: IncomingMessage, response: ServerResponse, content: Buffer, cutAfter: number[]): void {
  const [, from = "0", to = ""] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
  const end = to === "" ? content.length - 1 : Number(to);
  const body = content.subarray(Number(from), end + 1);
  const range = `bytes ${from}-${end}/${content.length}`;
  response.writeHead(206, { etag: '"e"', "content-range": range, "content-length": body.length });
  const cut = body.length > 1 ? cutAfter.shift() : undefined;
  if (cut === undefined) response.end(body);
  else response.write(body.subarray(0, cut), () => response.destroy());
}
