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
import type { Access } from "./access.js";
import { anyone, type Caller, until } from "./caller.js";
import type { Scope } from "./keys.js";

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
    const scope = scopeOf(path);
    const amount = isCounted(path) ? 1 : 0;
    const admit = (
      call: EventEmitter & { metadata: Metadata; getDeadline(): Deadline },
      callback?: (...answer: unknown[]) => void,
    ) => {
      let over = () => {};
      const reply =
        callback &&
        ((...answer: unknown[]) => {
          over();
          callback(...answer);
        });
      const enter = async () => {
        const [authorization] = call.metadata.get("authorization");
        const caller = access.admit(authorization?.toString(), scope);
        over = caller.open();
        for (const end of callback ? ["cancelled"] : ["cancelled", "error", "finish", "close"]) call.once(end, over);
        await caller.spendRequest(amount);
        callers.set(call, until(Number(call.getDeadline()), caller));
      };
      const begin = () =>
        withRemoteParent(
          (name) => call.metadata.get(name)[0]?.toString(),
          () => handle(call, reply),
        );
      enter().then(begin, (thrown: unknown) => {
        const error = toServingError(thrown).toGrpc();
        if (reply) reply(error);
        else call.emit("error", error);
      });
    };
    return [name, admit as unknown as UntypedHandleCall];
  });
  return Object.fromEntries(guarded);
}

/** Looking at what is there costs nothing. */
function isCounted(path: string): boolean {
  return !/\/(Get|List|Watch|Read|Cancel)\w*$/.test(path);
}

function scopeOf(path: string): Scope {
  const [, service] = path.split("/");
  switch (service) {
    case "unmask.v1.JobService":
      return "jobs";
    case "unmask.v1.BatchService":
      return "batches";
    case "unmask.v1.ModelService":
    case "unmask.v1.ClusterService":
      return "models";
    default:
      return "generate";
  }
}
