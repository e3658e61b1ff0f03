/** What is up, and where. */
export interface Endpoints {
  readonly model: string;
  /** "host:port" with the real port, as is for an address to listen on. */
  readonly grpc: string;
  /** The same. */
  readonly http: string;
  /** Such as "embedded in /srv/.unmask". */
  readonly queue: string;
  /** Only who has a key is answered. */
  readonly asksForKeys: boolean;
  readonly tls: boolean;
  /** From the process's start to ready, milliseconds. */
  readonly startMs: number;
}

const DEFAULT_GRPC = "127.0.0.1:50051";
const QUESTION =
  "Emma decides to run 4 sprints 5 times a week. She runs 75 meters each sprint. How many total meters does she run a week?";

/** What `unmask serve` prints when it is ready: the endpoints, and one command for each way to ask, to be copied as it is. */
export function banner({ model, grpc, http, queue, asksForKeys, tls, startMs }: Endpoints): string {
  const [rpc, web] = [reachable(grpc), reachable(http)];
  const server = rpc === DEFAULT_GRPC ? "" : `--server ${rpc} `;
  const body = JSON.stringify({ prompt: QUESTION });
  const scheme = tls ? "https" : "http";
  const key = asksForKeys ? ' -H "authorization: Bearer $UNMASK_API_KEY"' : "";
  const needs = [
    ...(asksForKeys ? ["a key in UNMASK_API_KEY"] : []),
    ...(tls ? ["the certificate's authority in UNMASK_TLS_CA"] : []),
  ];
  const authority = tls
    ? { curl: ' --cacert "$UNMASK_TLS_CA"', grpcurl: ' -cacert "$UNMASK_TLS_CA"' }
    : { curl: "", grpcurl: " -plaintext" };
  return `Unmask serves ${model} (ready in ${(startMs / 1000).toFixed(1)} s)
  gRPC   ${grpc}
  HTTP   ${scheme}://${http} (in a browser: a page to try it)
  queue  ${queue}

Ask it from another terminal${needs.length > 0 ? `, with ${needs.join(" and ")}` : ""}:
  npx unmask generate ${server}"${QUESTION}"
  curl -s${authority.curl} ${scheme}://${web}/v1/generate${key} -H 'content-type: application/json' -d '${body}'
  grpcurl${authority.grpcurl}${key} -d '${body}' ${rpc} unmask.v1.GenerationService/Generate

Ctrl-C stops it.
`;
}

/** An address that listens on every interface, as a caller on this machine writes it. */
function reachable(address: string): string {
  return address.replace(/^0\.0\.0\.0:/, "127.0.0.1:").replace(/^\[::\]:/, "[::1]:");
}
