import { type Metadata, type ServiceError, type StatusObject, status } from "@grpc/grpc-js";

/** Every way a request can fail, with its gRPC status, its HTTP status and the CLI's exit code (2 = the caller's input). */
const codes = {
  INVALID_ARGUMENT: { grpc: status.INVALID_ARGUMENT, http: 400, exit: 2 },
  NOT_FOUND: { grpc: status.NOT_FOUND, http: 404, exit: 2 },
  ALREADY_EXISTS: { grpc: status.ALREADY_EXISTS, http: 409, exit: 2 },
  FAILED_PRECONDITION: { grpc: status.FAILED_PRECONDITION, http: 400, exit: 2 },
  RESOURCE_EXHAUSTED: { grpc: status.RESOURCE_EXHAUSTED, http: 429, exit: 1 },
  CANCELLED: { grpc: status.CANCELLED, http: 499, exit: 1 },
  DEADLINE_EXCEEDED: { grpc: status.DEADLINE_EXCEEDED, http: 504, exit: 1 },
  UNAVAILABLE: { grpc: status.UNAVAILABLE, http: 503, exit: 1 },
  INTERNAL: { grpc: status.INTERNAL, http: 500, exit: 1 },
} as const;

export type ServingCode = keyof typeof codes;

export interface ServingErrorOptions {
  /** The request field that is wrong, in the request's own spelling. */
  readonly field?: string;
  /** When a retry may succeed, milliseconds from now. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** The one error that crosses a boundary: gRPC, HTTP, the queue and the terminal all show this. */
export class ServingError extends Error {
  override readonly name = "ServingError";
  readonly code: ServingCode;
  readonly field: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(code: ServingCode, message: string, options: ServingErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.field = options.field;
    this.retryAfterMs = options.retryAfterMs;
  }

  get httpStatus(): number {
    return codes[this.code].http;
  }

  get exitCode(): number {
    return codes[this.code].exit;
  }

  toGrpc(): Partial<StatusObject> {
    return { code: codes[this.code].grpc, details: this.message };
  }
}

export function isServingCode(code: unknown): code is ServingCode {
  return typeof code === "string" && Object.hasOwn(codes, code);
}

/** What a caller is told of any error: a ServingError as it is, anything else as INTERNAL with the original as its cause. */
export function toServingError(error: unknown): ServingError {
  if (error instanceof ServingError) return error;
  if (isGrpcError(error)) return fromGrpc(error);
  return new ServingError("INTERNAL", error instanceof Error ? error.message : String(error), { cause: error });
}

function isGrpcError(error: unknown): error is ServiceError {
  return error instanceof Error && typeof (error as { code?: unknown }).code === "number" && "details" in error;
}

/** A failed call as its client sees it. Statuses that Unmask never sends count as INTERNAL. */
function fromGrpc(error: ServiceError & { metadata?: Metadata }): ServingError {
  const name = status[error.code];
  return new ServingError(isServingCode(name) ? name : "INTERNAL", error.details, { cause: error });
}
