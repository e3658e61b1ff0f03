import { useState } from "preact/hooks";
import { apiKey, keepKey } from "./key.js";

interface Props {
  /** What the server said. */
  readonly why: string;
  readonly onKey: () => void;
}

/** Asks for an API key, where the server does. */
export function KeyForm({ why, onKey }: Props) {
  const [key, setKey] = useState("");
  return (
    <form
      class="key"
      onSubmit={(event) => {
        event.preventDefault();
        keepKey(key.trim());
        onKey();
      }}
    >
      <label for="key">API key</label>
      <input
        id="key"
        type="password"
        autocomplete="off"
        spellcheck={false}
        value={key}
        onInput={(event) => setKey(event.currentTarget.value)}
      />
      <button type="submit" class="primary" disabled={key.trim() === ""}>
        Use it
      </button>
      {apiKey() !== "" && (
        <p class="error" role="alert">
          {why}
        </p>
      )}
      <p>This server asks for an API key. The page keeps it in this tab only, and sends it to this server only.</p>
    </form>
  );
}
