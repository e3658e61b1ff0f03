import { type ChildProcess, fork } from "node:child_process";
import type { SequenceInput } from "@unmask/diffusion";
import { childModule } from "@unmask/runtime";
import type { FromBareLoop, ToBareLoop } from "./bare-loop-main.js";

/** As many bare loops as a cluster has workers, on the same model with the same threads: the ceiling. */
export class BareLoops {
  readonly #children: readonly ChildProcess[];

  private constructor(children: readonly ChildProcess[]) {
    this.#children = children;
  }

  static async start(count: number, modelFolder: string, threads: number, inputs: SequenceInput[]): Promise<BareLoops> {
    const { path, execArgv } = childModule(import.meta.url, "./bare-loop-main");
    const children = Array.from({ length: count }, () => fork(path, { execArgv, serialization: "advanced" }));
    const loops = new BareLoops(children);
    await loops.#ask({ kind: "load", modelFolder, threads, inputs });
    return loops;
  }

  /** @returns steps a second, all loops together */
  async run(forMs: number): Promise<number> {
    const answers = await this.#ask({ kind: "run", forMs });
    return answers.reduce((sum, answer) => sum + (answer.kind === "ran" ? (answer.steps / answer.ms) * 1000 : 0), 0);
  }

  close(): void {
    for (const child of this.#children) child.disconnect();
  }

  #ask(message: ToBareLoop): Promise<FromBareLoop[]> {
    return Promise.all(
      this.#children.map(
        (child) =>
          new Promise<FromBareLoop>((resolve, reject) => {
            const ended = () => reject(new Error("a bare loop ended; is there memory for one more model a worker?"));
            child.once("exit", ended);
            child.once("message", (answer: FromBareLoop) => {
              child.off("exit", ended);
              resolve(answer);
            });
            child.send(message);
          }),
      ),
    );
  }
}
