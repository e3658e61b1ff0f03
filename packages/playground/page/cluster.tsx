import { useEffect, useState } from "preact/hooks";
import { keyHeaders } from "./key.js";

/** GET /v1/cluster. */
interface ClusterStatus {
  readonly workers: readonly {
    readonly id: string;
    readonly model: string;
    readonly device: string;
    readonly steps_per_second: number;
    readonly sequence_steps_per_second: number;
    /** Share of the time that it computed, 0 to 1. */
    readonly busy: number;
  }[];
  readonly running: number;
  readonly waiting: number;
}

const everyMs = 1000;
/** Looks that the curve shows. */
const shown = 60;

/** A small live view of the cluster. */
export function Cluster() {
  const [status, setStatus] = useState<ClusterStatus>();
  const [rates, setRates] = useState<readonly number[]>([]);
  useEffect(() => {
    let over = false;
    const look = async () => {
      const response = await fetch("/v1/cluster", { headers: keyHeaders() }).catch(() => undefined);
      const now: ClusterStatus | undefined = response?.ok ? await response.json() : undefined;
      if (over) return;
      setStatus(now);
      if (now) setRates((before) => [...before, stepsPerSecond(now)].slice(-shown));
      timer = setTimeout(look, everyMs);
    };
    let timer = setTimeout(look);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, []);
  if (!status) return null;
  const batches = status.workers.reduce((sum, worker) => sum + worker.steps_per_second, 0);
  const rows = batches > 0 ? (stepsPerSecond(status) / batches).toFixed(1) : "–";
  return (
    <ul class="cluster" aria-label="Cluster">
      <li title="steps of single sequences a second, over the last minute">
        <Curve values={rates} />
        {stepsPerSecond(status).toFixed(0)} <small>steps/s</small>
      </li>
      <li title="sequences that share one forward pass">
        {rows} <small>per batch</small>
      </li>
      <li>
        {status.running} <small>running</small>
      </li>
      <li>
        {status.waiting} <small>waiting</small>
      </li>
      {status.workers.map(({ id, model, device, busy }) => (
        <li key={id} title={`worker ${id} · ${model} · ${device}`}>
          <meter min={0} max={1} value={busy} aria-label={`worker ${id} busy`} />
          <small>
            {device} {Math.round(busy * 100)} %
          </small>
        </li>
      ))}
      {status.workers.length === 0 && <li class="error">no worker</li>}
    </ul>
  );
}

function stepsPerSecond({ workers }: ClusterStatus): number {
  return workers.reduce((sum, worker) => sum + worker.sequence_steps_per_second, 0);
}

/** The newest on the right; as high as its highest. */
function Curve({ values }: { readonly values: readonly number[] }) {
  const highest = Math.max(1, ...values);
  const at = (value: number, index: number) =>
    `${shown - values.length + index},${(18 - (16 * value) / highest).toFixed(1)}`;
  return (
    <svg class="curve" viewBox={`0 0 ${shown - 1} 20`} preserveAspectRatio="none" aria-hidden="true">
      <polyline points={values.map(at).join(" ")} />
    </svg>
  );
}
