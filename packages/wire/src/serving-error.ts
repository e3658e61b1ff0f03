import { Metadata, type ServiceError, type StatusObject, status } from "@grpc/grpc-js";
import {
  decodeDetails,
  detailsKey,
  type ErrorDetails,
  encodeStatus,
  type FieldViolation,
  packStatus,
  unpackDetails,
} from "./error-details.js";
import type { Status as StatusInput, Status__Output as StatusMessage } from "./generated/google/rpc/Status.js";

/** Every way a request can fail, with its gRPC status, its HTTP status and the CLI's exit code (2 = the caller's input). */
const codes = {
  INVALID_ARGUMENT: { grpc: status.INVALID_ARGUMENT, http: 400, exit: 2 },
  NOT_FOUND: { grpc: status.NOT_FOUND, http: 404, exit: 2 },
  UNAUTHENTICATED: { grpc: status.UNAUTHENTICATED, http: 401, exit: 2 },
  PERMISSION_DENIED: { grpc: status.PERMISSION_DENIED, http: 403, exit: 2 },
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
  /** Everything that is wrong, where it is more than one field; the message names all of it too. */
  readonly violations?: readonly FieldViolation[];
  /** When a retry may succeed, milliseconds from now. */
  readonly retryAfterMs?: number;
  /** For programs, where the code says too little: upper snake case, such as "RATE_LIMITED". */
  readonly reason?: string;
  /** Whose limit was reached, such as "tenant:acme". */
  readonly quotaSubject?: string;
  readonly cause?: unknown;
}

/** The one error that crosses a boundary: gRPC, HTTP, the queue and the terminal all show this. */
export class ServingError extends Error implements ErrorDetails {
  override readonly name = "ServingError";
  readonly code: ServingCode;
  readonly violations: readonly FieldViolation[];
  readonly retryAfterMs: number | undefined;
  readonly reason: string;
  readonly quotaSubject: string | undefined;

  constructor(code: ServingCode, message: string, options: ServingErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    const { field, violations, retryAfterMs, reason, quotaSubject } = options;
    this.code = code;
    this.violations = violations ?? (field === undefined ? [] : [{ field, message }]);
    this.retryAfterMs = retryAfterMs;
    this.reason = reason ?? code;
    this.quotaSubject = quotaSubject;
  }

  /** The first field that is wrong. */
  get field(): string | undefined {
    return this.violations[0]?.field;
  }

  get httpStatus(): number {
    return codes[this.code].http;
  }

  get exitCode(): number {
    return codes[this.code].exit;
  }

  /** The call's status; its details travel in the trailing metadata, as google.rpc.Status. */
  toGrpc(): Partial<StatusObject> {
    const metadata = new Metadata();
    metadata.set(detailsKey, encodeStatus(this.toStatus()));
    return { code: codes[this.code].grpc, details: this.message, metadata };
  }

  /** The error as a message, for where it is not a call's own end. */
  toStatus(): StatusInput {
    return packStatus(codes[this.code].grpc, this.message, this);
  }

  static fromStatus(message: StatusMessage): ServingError {
    const options = withoutUndefined(unpackDetails(message));
    return new ServingError(codeOf(message.code), message.message, options);
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

/** Statuses that Unmask never sends count as INTERNAL. */
function codeOf(number: number): ServingCode {
  const name = status[number];
  return isServingCode(name) ? name : "INTERNAL";
}

/** A failed call as its client sees it. */
function fromGrpc(error: ServiceError & { metadata?: Metadata }): ServingError {
  const [bytes] = error.metadata?.get(detailsKey) ?? [];
  const details = bytes instanceof Buffer ? withoutUndefined(decodeDetails(bytes)) : {};
  return new ServingError(codeOf(error.code), error.details, { ...details, cause: error });
}

function withoutUndefined(details: Partial<ErrorDetails>): Omit<ServingErrorOptions, "cause"> {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}
