import { connect } from "node:net";

/**
 * What a Redis says, unasked, to whom it does not let in: in protected mode, or with too many clients. It closes the connection
 * behind that, so a client that is writing mostly sees a broken pipe instead.
 * @returns its first sentence; undefined where it says nothing within half a second
 */
export function refusal(url: string): Promise<string | undefined> {
  const { protocol, hostname, port } = new URL(url);
  if (protocol !== "redis:") return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const socket = connect(Number(port || 6379), hostname.replace(/^\[(.*)\]$/, "$1"));
    socket.setTimeout(500, () => socket.destroy());
    socket.once("data", (said) => {
      resolve(/^-(.+?)(?:\. |\r\n)/s.exec(said.toString("utf8"))?.[1]);
      socket.destroy();
    });
    socket.on("error", () => {}).once("close", () => resolve(undefined));
  });
}
