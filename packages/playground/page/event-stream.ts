/** One event of a text/event-stream. */
export interface StreamedEvent {
  readonly event: string;
  readonly data: string;
}

/**
 * Splits a text/event-stream into its events. EventSource cannot POST, hence this.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamedEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split(/\r?\n\r?\n/);
    rest = blocks.pop() as string;
    for (const block of blocks) {
      const event = parse(block);
      if (event) yield event;
    }
  }
}

/** @returns undefined for a comment, which servers send to keep a connection alive */
function parse(block: string): StreamedEvent | undefined {
  const fields = block.split(/\r?\n/).map((line) => /^(\w*):? ?(.*)$/s.exec(line));
  const all = (name: string) => fields.filter((field) => field?.[1] === name).map((field) => field?.[2] as string);
  const data = all("data");
  return data.length === 0 ? undefined : { event: all("event").at(-1) ?? "message", data: data.join("\n") };
}
