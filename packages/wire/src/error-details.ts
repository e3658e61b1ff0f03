import type { ProtoGrpcType as DetailsProto } from "./generated/error_details.js";
import type { Status__Output as Status, Status as StatusInput } from "./generated/google/rpc/Status.js";
import type { ProtoGrpcType as StatusProto } from "./generated/status.js";
import { loadDefinition } from "./load.js";

/** The trailing metadata that carries a google.rpc.Status, as gRPC's other languages name it. */
export const detailsKey = "grpc-status-details-bin";

/** One thing that is wrong with a request. */
export interface FieldViolation {
  /** In the request's own spelling, such as "gen_length". */
  readonly field: string;
  /** What is wrong, with the value and what is allowed. */
  readonly message: string;
}

/** What is known of a failure beside its status code and message. */
export interface ErrorDetails {
  /** For programs, upper snake case. */
  readonly reason: string;
  readonly violations: readonly FieldViolation[];
  /** When a retry may succeed, milliseconds from now. */
  readonly retryAfterMs: number | undefined;
  /** Whose limit was reached. */
  readonly quotaSubject: string | undefined;
}

const rpc = {
  ...loadDefinition<StatusProto>("google/rpc/status.proto").google.rpc,
  ...loadDefinition<DetailsProto>("google/rpc/error_details.proto").google.rpc,
};
type DetailName = "ErrorInfo" | "BadRequest" | "RetryInfo" | "QuotaFailure";

const domain = "unmask";
const prefix = "type.googleapis.com/google.rpc.";
/** Trailing metadata counts against a limit of some 8 kB in gRPC's C core; what is left out stands in the message. */
const maxViolationBytes = 3072;

/** @returns a google.rpc.Status with ErrorInfo, and BadRequest, RetryInfo and QuotaFailure where they apply */
export function packStatus(code: number, message: string, details: ErrorDetails): StatusInput {
  const { reason, violations, retryAfterMs, quotaSubject } = details;
  const any = (name: DetailName, value: Buffer) => ({ type_url: prefix + name, value });
  const packed = [any("ErrorInfo", rpc.ErrorInfo.serialize({ reason, domain }))];
  if (violations.length > 0) {
    const fieldViolations = fitting(violations).map(({ field, message: description }) => ({ field, description }));
    packed.push(any("BadRequest", rpc.BadRequest.serialize({ fieldViolations })));
  }
  if (retryAfterMs !== undefined) {
    const retryDelay = { seconds: Math.floor(retryAfterMs / 1000), nanos: Math.round((retryAfterMs % 1000) * 1e6) };
    packed.push(any("RetryInfo", rpc.RetryInfo.serialize({ retryDelay })));
  }
  if (quotaSubject !== undefined) {
    const quota = [{ subject: quotaSubject, description: message }];
    packed.push(any("QuotaFailure", rpc.QuotaFailure.serialize({ violations: quota })));
  }
  return { code, message, details: packed };
}

export function encodeStatus(status: StatusInput): Buffer {
  return rpc.Status.serialize(status);
}

/** @returns what the bytes say; of bytes that are no google.rpc.Status, nothing */
export function decodeDetails(bytes: Buffer): Partial<ErrorDetails> {
  try {
    return unpackDetails(rpc.Status.deserialize(bytes));
  } catch {
    return {};
  }
}

/** @returns what the details say; foreign and broken ones say nothing */
export function unpackDetails(status: Status): Partial<ErrorDetails> {
  try {
    const found: { -readonly [K in keyof ErrorDetails]?: ErrorDetails[K] } = {};
    for (const { type_url, value } of status.details) {
      switch (type_url) {
        case `${prefix}ErrorInfo`:
          found.reason = rpc.ErrorInfo.deserialize(value).reason;
          break;
        case `${prefix}BadRequest`:
          found.violations = rpc.BadRequest.deserialize(value).fieldViolations.map(({ field, description }) => {
            return { field, message: description };
          });
          break;
        case `${prefix}RetryInfo`: {
          const delay = rpc.RetryInfo.deserialize(value).retryDelay;
          if (delay) found.retryAfterMs = delay.seconds * 1000 + delay.nanos / 1e6;
          break;
        }
        case `${prefix}QuotaFailure`:
          found.quotaSubject = rpc.QuotaFailure.deserialize(value).violations[0]?.subject;
          break;
      }
    }
    return found;
  } catch {
    return {};
  }
}

function fitting(violations: readonly FieldViolation[]): FieldViolation[] {
  let bytes = 0;
  return violations.filter(({ field, message }) => {
    bytes += Buffer.byteLength(field) + Buffer.byteLength(message);
    return bytes <= maxViolationBytes;
  });
}
