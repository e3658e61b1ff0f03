import type { ClientDuplexStream } from "@grpc/grpc-js";
import { failSpan, type Logger, type Metrics, startServerSpan, traceFields } from "@unmask/runtime";
import {
  clientCredentials,
  decodeRow,
  encodePrediction,
  type SchedulerMessage__Output,
  type StepBatch,
  stepProtocol,
  type Tls,
  type WorkerMessage,
  WorkerServiceClient,
} from "@unmask/wire";
import type { Line } from "./line.js";

export interface Attachment {
  /** Whether a scheduler has welcomed this worker and its stream lives. */
  readonly isAttached: boolean;
  /** Detaches for good. */
  close(): void;
}

type Stream = ClientDuplexStream<WorkerMessage, SchedulerMessage__Output>;

const firstRetryMs = 100;
const longestRetryMs = 5000;
const keepaliveMs = 8000;

/**
 * Stays attached to one scheduler: announces the worker, runs its batches, sends heartbeats, and attaches again whenever the
 * stream ends.
 * @param address "host:port" of the scheduler's worker service
 * @param name what its certificate is for, where that is not the address
 * @param hello what this worker is; sent first on every stream
 * @param line to the engine, shared with the other schedulers' batches
 */
export function attach(
  address: string,
  hello: NonNullable<WorkerMessage["hello"]>,
  line: Pick<Line, "run">,
  log: Logger,
  metrics: Metrics,
  tls: Tls | undefined,
  name?: string,
): Attachment {
  const client = new WorkerServiceClient(address, clientCredentials(tls), {
    "grpc.max_receive_message_length": -1,
    ...(tls && name !== undefined && { "grpc.ssl_target_name_override": name, "grpc.default_authority": name }),
    // A machine that is gone, or behind a cut, closes no connection; TCP by itself gives one up after a quarter of an hour.
    "grpc.keepalive_time_ms": keepaliveMs,
    "grpc.keepalive_timeout_ms": keepaliveMs,
    // Our own back-off decides when to try again; gRPC's would come on top of it.
    "grpc.initial_reconnect_backoff_ms": firstRetryMs,
    "grpc.max_reconnect_backoff_ms": longestRetryMs,
  });
  let closed = false;
  let attached = false;
  let retryMs = firstRetryMs;
  let retry: NodeJS.Timeout | undefined;
  let stream: Stream | undefined;

  function connect(): void {
    const current: Stream = client.Attach();
    stream = current;
    let heartbeat: NodeJS.Timeout | undefined;
    let inFlight = 0;
    const gone = new AbortController();

    current.on("data", (message: SchedulerMessage__Output) => {
      if (message.welcome) {
        retryMs = firstRetryMs;
        attached = true;
        metrics.workerAttachments.inc();
        log.info({ schedulerId: message.welcome.schedulerId, address }, "attached to scheduler");
        const everyMs = Math.max(1, message.welcome.leaseMs / 4);
        heartbeat = setInterval(() => current.write({ heartbeat: { inFlight } }), everyMs);
      }
      if (message.batch) {
        inFlight += 1;
        runBatch(line, message.batch, gone.signal, log)
          .then((reply) => current.write(reply))
          .finally(() => {
            inFlight -= 1;
          });
      }
    });
    // Every end of the stream goes through "error" or "end", sometimes through both.
    let over = false;
    const onOver = (reason: string) => {
      if (over) return;
      over = true;
      if (attached) metrics.workerAttachments.dec();
      attached = false;
      clearInterval(heartbeat);
      gone.abort(new Error(`detached: ${reason}`));
      current.cancel();
      if (closed) return;
      // Trouble only where work was lost; a scheduler that stops in peace lets its batches end first.
      log[inFlight > 0 ? "warn" : "info"]({ address, reason, retryMs }, "detached from scheduler");
      retry = setTimeout(connect, retryMs);
      retryMs = Math.min(retryMs * 2, longestRetryMs);
    };
    current.on("error", (error) => onOver(error.message));
    current.on("end", () => onOver("the scheduler closed the stream"));
    current.write({ hello: { ...hello, protocol: stepProtocol } });
  }

  connect();
  return {
    get isAttached() {
      return attached;
    },
    close() {
      closed = true;
      clearTimeout(retry);
      stream?.cancel();
      client.close();
    },
  };
}

async function runBatch(
  line: Pick<Line, "run">,
  batch: StepBatch,
  signal: AbortSignal,
  log: Logger,
): Promise<WorkerMessage> {
  const { batchId, rows, jobIds, traceparent, urgent } = batch;
  const startMs = performance.now();
  const attributes = { "unmask.batch_id": batchId, "unmask.job_ids": jobIds };
  const span = traceparent ? startServerSpan("run step batch", traceparent, attributes) : undefined;
  const trace = span && traceFields(span);
  try {
    const { predictions, forwardMs, packMs, sampleMs } = await line.run(rows.map(decodeRow), { urgent, signal });
    const waitMs = performance.now() - startMs - forwardMs;
    log.debug({ batchId, jobIds, forwardMs, waitMs, ...trace }, "step batch ran");
    span?.setAttributes({ "unmask.forward_ms": forwardMs, "unmask.wait_ms": waitMs });
    return { result: { batchId, rows: predictions.map(encodePrediction), forwardMs, waitMs, packMs, sampleMs } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.warn({ batchId, jobIds, reason, ...trace }, "step batch failed");
    if (span) failSpan(span, reason);
    return { failure: { batchId, reason } };
  } finally {
    span?.end();
  }
}
