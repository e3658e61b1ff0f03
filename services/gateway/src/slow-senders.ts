import {
  ResponderBuilder,
  ServerInterceptingCall,
  type ServerInterceptor,
  ServerListenerBuilder,
  status,
} from "@grpc/grpc-js";
import { ServingError } from "@unmask/wire";

/**
 * Ends a call whose caller owes it a message and sends none: it would hold its stream for as long as its machine answers
 * pings. A caller that has said all is never late; how long it waits is its deadline's business.
 * @param limitMs between two messages
 */
export function endSlowSenders(limitMs: number): ServerInterceptor {
  return (_, call) => {
    let timer: NodeJS.Timeout | undefined;
    const stop = () => clearTimeout(timer);
    const wait = () => {
      stop();
      timer = setTimeout(() => {
        const details = `the call's next message did not come within ${limitMs} ms; send it, or close the call`;
        const { metadata } = new ServingError("DEADLINE_EXCEEDED", details).toGrpc();
        intercepting.sendStatus({ code: status.DEADLINE_EXCEEDED, details, ...(metadata && { metadata }) });
      }, limitMs);
    };
    const listener = new ServerListenerBuilder()
      .withOnReceiveMetadata((metadata, next) => {
        wait();
        next(metadata);
      })
      .withOnReceiveMessage((message, next) => {
        wait();
        next(message);
      })
      .withOnReceiveHalfClose((next) => {
        stop();
        next();
      })
      .withOnCancel(stop)
      .build();
    const responder = new ResponderBuilder()
      .withStart((next) => next(listener))
      .withSendStatus((sent, next) => {
        stop();
        next(sent);
      })
      .build();
    const intercepting = new ServerInterceptingCall(call, responder);
    return intercepting;
  };
}
