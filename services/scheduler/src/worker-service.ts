import { type ServerDuplexStream, status } from "@grpc/grpc-js";
import {
  type Hello,
  type SchedulerMessage,
  type StepResult,
  stepProtocol,
  type WorkerMessage__Output,
  type WorkerServiceHandlers,
} from "@unmask/wire";

/** A worker that has said hello, as the scheduler sees it. */
export interface WorkerConnection {
  readonly hello: Hello;
  send(message: SchedulerMessage): void;
  /** Ends the stream; the worker is told why and will attach again. */
  drop(reason: string): void;
}

/** What workers do, in the order in which they do it. */
export interface WorkerEvents {
  /** @returns why the worker cannot be taken, or undefined */
  attached(connection: WorkerConnection): string | undefined;
  heard(connection: WorkerConnection): void;
  result(connection: WorkerConnection, result: StepResult): void;
  failure(connection: WorkerConnection, batchId: number, reason: string): void;
  /** Called once for every connection that was attached, however it ends. */
  detached(connection: WorkerConnection): void;
}

type Stream = ServerDuplexStream<WorkerMessage__Output, SchedulerMessage>;

/** The gRPC side of WorkerService: one stream is one worker. */
export function workerServiceHandlers(events: WorkerEvents): WorkerServiceHandlers {
  return { Attach: (stream) => serve(stream, events) };
}

function serve(stream: Stream, events: WorkerEvents): void {
  let connection: WorkerConnection | undefined;

  const refuse = (code: status, details: string) => stream.emit("error", { code, details });
  const close = () => {
    if (!connection) return;
    const gone = connection;
    connection = undefined;
    events.detached(gone);
  };

  stream.on("data", (message: WorkerMessage__Output) => {
    if (message.hello && !connection) {
      const candidate: WorkerConnection = {
        hello: message.hello,
        send: (reply) => stream.write(reply),
        drop: (reason) => {
          refuse(status.ABORTED, reason);
          close();
        },
      };
      const problem = findBadHello(message.hello) ?? events.attached(candidate);
      if (problem) refuse(status.FAILED_PRECONDITION, problem);
      else connection = candidate;
    } else if (!connection) {
      refuse(status.FAILED_PRECONDITION, "the first message must be hello");
    } else if (message.result) {
      events.result(connection, message.result);
    } else if (message.failure) {
      events.failure(connection, message.failure.batchId, message.failure.reason);
    } else {
      events.heard(connection);
    }
  });
  stream.on("end", () => {
    stream.end();
    close();
  });
  stream.on("error", close);
  stream.on("cancelled", close);
}

function findBadHello(hello: Hello): string | undefined {
  if (hello.protocol !== stepProtocol) {
    return `the worker speaks version ${hello.protocol} of the step protocol, this scheduler version ${stepProtocol}: run one release of Unmask on both`;
  }
  for (const field of ["maxInFlight", "maxRows", "maxTokens", "maxLength", "vocabSize"] as const) {
    if (hello[field] < 1) return `${field} must be at least 1, got ${hello[field]}`;
  }
  const { shapes = [], maxLength } = hello;
  if (shapes.some((shape, i) => shape <= (shapes[i - 1] ?? 0)) || (shapes.at(-1) ?? maxLength) < maxLength) {
    return `shapes must ascend from 1 to at least maxLength ${maxLength}, got ${shapes.join(", ")}`;
  }
  for (const field of ["workerId", "model", "modelDigest"] as const) {
    if (hello[field] === "") return `${field} must not be empty`;
  }
  return undefined;
}
