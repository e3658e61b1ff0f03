import type { EventEmitter } from "node:events";
import type {
  Deadline,
  Metadata,
  ServiceDefinition,
  UntypedHandleCall,
  UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { withRemoteParent } from "@unmask/runtime";
import { toServingError } from "@unmask/wire";
import type { Access, Entry } from "./access.js";
import { anyone, type Caller, until } from "./caller.js";

const callers = new WeakMap<object, Caller>();

/** Who makes a call that was let in. */
export function callerOf(call: object): Caller {
  return callers.get(call) ?? anyone;
}

/** The same service for those who may: others are refused before a handler sees them. */
export function guard(
  definition: ServiceDefinition,
  handlers: UntypedServiceImplementation,
  access: Access,
): UntypedServiceImplementation {
  const guarded = Object.entries(definition).map(([name, { path }]) => {
    const handle = handlers[name] as (call: unknown, callback: unknown) => void;
    const entry = entryOf(path);
    const admit = (
      call: EventEmitter & { metadata: Metadata; getDeadline(): Deadline },
      callback?: (error: object) => void,
    ) => {
      try {
        const [authorization] = call.metadata.get("authorization");
        callers.set(call, until(Number(call.getDeadline()), access.admit(authorization?.toString(), entry)));
      } catch (thrown) {
        const error = toServingError(thrown).toGrpc();
        if (callback) callback(error);
        else call.emit("error", error);
        return;
      }
      withRemoteParent(
        (name) => call.metadata.get(name)[0]?.toString(),
        () => handle(call, callback),
      );
    };
    return [name, admit as unknown as UntypedHandleCall];
  });
  return Object.fromEntries(guarded);
}

/** Looking at what is there costs nothing. */
function entryOf(path: string): Entry {
  const [, service = "", method = ""] = path.split("/");
  const counts = !/^(Get|List|Watch|Read|Cancel)/.test(method);
  switch (service) {
    case "unmask.v1.JobService":
      return { scope: "jobs", counts };
    case "unmask.v1.BatchService":
      return { scope: "batches", counts };
    case "unmask.v1.ModelService":
    case "unmask.v1.ClusterService":
      return { scope: "models", counts };
    default:
      return { scope: "generate", counts };
  }
}
