import { useEffect, useState } from "preact/hooks";
import { KeyNeeded, modelNames, type Turn } from "./api.js";
import { Cluster } from "./cluster.js";
import { Comparison } from "./comparison.js";
import { Examples, examples } from "./examples.js";
import { KeyForm } from "./key-form.js";
import { Pane } from "./pane.js";
import { useSetting } from "./use-setting.js";

/** What two people would most like to compare first: the model's own way, and the reference sampler. */
const reference = { strategy: "low_confidence", block_length: 64, gen_length: 64, steps: 64 };

export function App() {
  const [models, setModels] = useState<readonly string[]>([]);
  const [model, setModel] = useState("");
  const [trouble, setTrouble] = useState("");
  const [prompt, setPrompt] = useState(examples[0]!.prompt);
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const [comparing, setComparing] = useState(false);
  const [guesses, setGuesses] = useState(false);
  /** Why the server wants a key, or another one. */
  const [keyNeeded, setKeyNeeded] = useState<string>();
  const noticeKey = (error: unknown) => {
    if (error instanceof KeyNeeded) setKeyNeeded(error.message);
  };
  const [a, b] = [useSetting({}, guesses, noticeKey), useSetting(reference, guesses, noticeKey)];
  const settings = comparing ? [a, b] : [a];
  const busy = settings.some((setting) => setting.busy);

  useEffect(look, []);

  function look() {
    modelNames().then(
      (names) => {
        setModels(names);
        setModel(names[0] ?? "");
        setTrouble("");
        setKeyNeeded(undefined);
      },
      (error) => {
        noticeKey(error);
        if (!(error instanceof KeyNeeded)) setTrouble(error.message);
      },
    );
  }

  const run = () => {
    if (prompt.trim() === "") return;
    for (const setting of settings) setting.run({ model, messages: [...turns, { role: "user", content: prompt }] });
  };

  function compare(wanted: boolean) {
    setComparing(wanted);
    // The second one joins in what the first was asked.
    if (!wanted) b.forget();
    else if (a.asked) b.run({ ...a.asked, parts: undefined });
  }

  function follow(content: string) {
    setTurns([...turns, { role: "user", content: prompt }, { role: "assistant", content }]);
    setPrompt("");
  }

  const result = a.answer.phase === "done" ? a.answer.result : undefined;
  return (
    <>
      <header>
        <h1>
          Un<span class="mark">mask</span>
        </h1>
        {models.length > 1 ? (
          <select aria-label="Model" value={model} onChange={(event) => setModel(event.currentTarget.value)}>
            {models.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        ) : (
          <span class="model">{trouble || model}</span>
        )}
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
              <button
                type="button"
                class="primary"
                onClick={() => {
                  for (const setting of settings) setting.stop();
                }}
              >
                Stop
              </button>
            ) : (
              <button type="submit" class="primary" disabled={prompt.trim() === ""}>
                Unmask
              </button>
            )}
            <label class="switch">
              <input type="checkbox" checked={comparing} onChange={(event) => compare(event.currentTarget.checked)} />
              compare two settings
            </label>
            <label class="switch" title="what each step would put in place of the masks that it leaves">
              <input type="checkbox" checked={guesses} onChange={(event) => setGuesses(event.currentTarget.checked)} />
              show guesses
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
            <Examples
              asked={turns.filter(({ role }) => role === "user").map(({ content }) => content)}
              onChoose={(chosen, params) => {
                setPrompt(chosen);
                // What an example brought goes with it; what a person chose stays.
                if (!params && !examples.some((example) => example.params === a.params)) return;
                // Or what was asked before would be asked again with them.
                a.forget();
                a.change(params ?? {});
              }}
            />
          </div>
        </form>
        <div class={comparing ? "panes two" : "panes"}>
          {settings.map((setting, index) => (
            <Pane
              key={index}
              id={comparing ? "AB".charAt(index) : ""}
              params={setting.params}
              answer={setting.answer}
              onParams={setting.change}
              onFill={setting.fill}
            />
          ))}
        </div>
        {comparing && <Comparison a={a.answer} b={b.answer} />}
        <Legend guesses={guesses} />
      </main>
    </>
  );
}

/** How to read the canvas, and what can be done with it. */
function Legend({ guesses }: { readonly guesses: boolean }) {
  return (
    <footer class="legend">
      <p>
        <span class="mask" /> masked{" "}
        {guesses && (
          <>
            <span class="guess">guess</span> of the last step{" "}
          </>
        )}
        <span class="token low">unsure</span> <span class="token high">sure</span> when it was committed. Point at a
        token for its step.
      </p>
      <p>
        Click tokens of a finished answer to open them as gaps, with Shift all up to there; then have them filled. By
        key: arrows (with Shift), <kbd>Enter</kbd>, <kbd>Esc</kbd>; <kbd>Ctrl</kbd> <kbd>Enter</kbd> unmasks.
      </p>
    </footer>
  );
}
