import { useEffect, useRef, useState } from "preact/hooks";
import { type Answer, advance, failed } from "./answer-state.js";
import { generate, infill, KeyNeeded, modelNames, type Params, type Turn } from "./api.js";
import { Cluster } from "./cluster.js";
import type { ServerEvent } from "./events.js";
import type { Part } from "./gaps.js";
import { KeyForm } from "./key-form.js";
import { Pane } from "./pane.js";

/** Worth a try on the model that ships; the paper's own among them. */
const examples = [
  "Emma decides to run 4 sprints 5 times a week. She runs 75 meters each sprint. How many total meters does she run a week?",
  "Natalia sold clips to 48 of her friends in April, and then she sold half as many clips in May. How many clips did Natalia sell altogether in April and May?",
  "Tom has 36 stickers and buys 12 more. How many stickers does he have now?",
];

interface Setting {
  readonly params: Params;
  readonly answer: Answer;
}

/** What two people would most like to compare first: the reference sampler, and the one that commits what is sure. */
const first: readonly [Setting, Setting] = [
  { params: {}, answer: { phase: "idle" } },
  { params: { strategy: "low_confidence", block_length: 64, gen_length: 64, steps: 64 }, answer: { phase: "idle" } },
];

export function App() {
  const [model, setModel] = useState("");
  const [prompt, setPrompt] = useState(examples[0] as string);
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const [settings, setSettings] = useState(first);
  const [comparing, setComparing] = useState(false);
  /** Why the server wants a key, or another one. */
  const [keyNeeded, setKeyNeeded] = useState<string>();
  const running = useRef<AbortController | undefined>(undefined);
  /** What the answers that are shown were asked for with. */
  const asked = useRef<readonly Turn[]>([]);
  const busy = settings.some(({ answer }) => answer.phase === "waiting" || answer.phase === "running");

  useEffect(() => {
    look();
    return () => running.current?.abort();
  }, []);

  function look() {
    modelNames().then(([name]) => {
      setModel(name ?? "");
      setKeyNeeded(undefined);
    }, refused);
  }

  function refused(error: unknown) {
    if (error instanceof KeyNeeded) setKeyNeeded(error.message);
    else setModel("not reachable");
  }

  const update = (index: number, change: (setting: Setting) => Setting) =>
    setSettings(([a, b]) => (index === 0 ? [change(a), b] : [a, change(b)]));

  function begin(): AbortController {
    running.current?.abort();
    running.current = new AbortController();
    return running.current;
  }

  /** Shows in a pane what the server says. */
  async function show(index: number, controller: AbortController, events: AsyncGenerator<ServerEvent>) {
    const put = (change: (answer: Answer) => Answer) => {
      if (running.current === controller) update(index, (old) => ({ ...old, answer: change(old.answer) }));
    };
    put(() => ({ phase: "waiting" }));
    try {
      for await (const event of events) put((old) => advance(old, event));
    } catch (error) {
      if (error instanceof KeyNeeded) setKeyNeeded(error.message);
      put((old) => (controller.signal.aborted ? { phase: "idle" } : failed(old, (error as Error).message)));
    }
  }

  function run() {
    const controller = begin();
    asked.current = [...turns, { role: "user", content: prompt }];
    for (const [index, { params }] of settings.slice(0, comparing ? 2 : 1).entries())
      show(index, controller, generate(asked.current, params, controller.signal));
  }

  function fill(index: number, parts: readonly Part[]) {
    const controller = begin();
    const { params } = settings[index] as Setting;
    show(index, controller, infill(asked.current, parts, params, controller.signal));
  }

  function stop() {
    running.current?.abort();
    setSettings(([a, b]) => [ended(a), ended(b)]);
  }

  function follow(content: string) {
    setTurns([...turns, { role: "user", content: prompt }, { role: "assistant", content }]);
    setPrompt("");
  }

  const result = settings[0].answer.phase === "done" ? settings[0].answer.result : undefined;
  return (
    <>
      <header>
        <h1>
          Un<span class="mark">mask</span>
        </h1>
        <span class="model">{model}</span>
        {keyNeeded === undefined && <Cluster />}
      </header>
      <main>
        {keyNeeded !== undefined && <KeyForm why={keyNeeded} onKey={look} />}
        {turns.length > 0 && (
          <ol class="turns">
            {turns.map(({ role, content }, index) => (
              <li key={index} class={role}>
                {content}
              </li>
            ))}
          </ol>
        )}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            run();
          }}
        >
          <label class="unseen" for="prompt">
            Prompt
          </label>
          <textarea
            id="prompt"
            rows={3}
            value={prompt}
            placeholder="Ask something"
            onInput={(event) => setPrompt(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
            }}
          />
          <div class="actions">
            {busy ? (
              <button type="button" class="primary" onClick={stop}>
                Stop
              </button>
            ) : (
              <button type="submit" class="primary" disabled={prompt.trim() === ""}>
                Unmask
              </button>
            )}
            <label class="switch">
              <input
                type="checkbox"
                checked={comparing}
                onChange={(event) => setComparing(event.currentTarget.checked)}
              />
              compare two settings
            </label>
            {result && !busy && (
              <button type="button" onClick={() => follow(result.text)}>
                Ask on
              </button>
            )}
            {turns.length > 0 && (
              <button type="button" onClick={() => setTurns([])}>
                Forget
              </button>
            )}
            <span class="examples">
              {turns.length === 0 &&
                examples.map((example) => (
                  <button
                    key={example}
                    type="button"
                    class="example"
                    title={example}
                    onClick={() => setPrompt(example)}
                  >
                    {example.split(" ").slice(0, 3).join(" ")}…
                  </button>
                ))}
            </span>
          </div>
        </form>
        <div class={comparing ? "panes two" : "panes"}>
          {settings.slice(0, comparing ? 2 : 1).map(({ params, answer }, index) => (
            <Pane
              key={index}
              id={comparing ? "AB".charAt(index) : ""}
              params={params}
              answer={answer}
              onFill={(parts) => fill(index, parts)}
              onParams={(changed) => update(index, (old) => ({ ...old, params: changed }))}
            />
          ))}
        </div>
        <p class="legend">
          <span class="mask" /> masked <span class="token low">unsure</span> <span class="token high">sure</span> when
          it was committed; point at a token for its step. Tokens of a finished answer open and close as gaps: click
          them, or go with the arrow keys and press Enter. Ctrl + Enter unmasks.
        </p>
      </main>
    </>
  );
}

function ended(setting: Setting): Setting {
  const { phase } = setting.answer;
  return phase === "waiting" || phase === "running"
    ? { ...setting, answer: failed(setting.answer, "stopped") }
    : setting;
}
