import { useEffect, useState } from "preact/hooks";
import { keyHeaders } from "./key.js";

/** GET /v1/cluster. */
interface ClusterStatus {
  readonly workers: readonly {
    readonly id: string;
    readonly model: string;
    readonly device: string;
    readonly sequence_steps_per_second: number;
    /** Share of the time that it computed, 0 to 1. */
    readonly busy: number;
  }[];
  readonly running: number;
  readonly waiting: number;
}

const everyMs = 1000;

/** A small live view of the cluster. */
export function Cluster() {
  const [status, setStatus] = useState<ClusterStatus>();
  useEffect(() => {
    let over = false;
    const look = async () => {
      const response = await fetch("/v1/cluster", { headers: keyHeaders() }).catch(() => undefined);
      if (over) return;
      setStatus(response?.ok ? await response.json() : undefined);
      timer = setTimeout(look, everyMs);
    };
    let timer = setTimeout(look);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, []);
  if (!status) return null;
  const steps = status.workers.reduce((sum, worker) => sum + worker.sequence_steps_per_second, 0);
  return (
    <ul class="cluster" aria-label="Cluster">
      <li>
        {steps.toFixed(0)} <small>sequence-steps/s</small>
      </li>
      <li>
        {status.running} <small>running</small>
      </li>
      <li>
        {status.waiting} <small>waiting</small>
      </li>
      {status.workers.map(({ id, model, device, busy }) => (
        <li key={id} title={`${id} · ${model} · ${device} · ${Math.round(busy * 100)} % busy`}>
          <meter min={0} max={1} value={busy} aria-label={`${id} busy`} />
        </li>
      ))}
    </ul>
  );
}
