import type { Cell } from "./answer-state.js";

interface Props {
  readonly cell: Cell;
  readonly position: number;
  /** Behind the answer's end. */
  readonly beyond: boolean;
  /** Committed in the step that is pointed at. */
  readonly sameStep: boolean;
  /** Undefined where it cannot be opened. */
  readonly tabIndex: number | undefined;
  readonly opened: boolean;
  /** @param through from the one that was last opened to this one */
  readonly onToggle: (position: number, through: boolean) => void;
  readonly onPoint: (step: number | undefined) => void;
}

/** One position of the canvas: a mask, with the step's guess for it where there is one, or a token. */
export function Token({ cell: { token, guess, remasked }, position, onToggle, onPoint, ...props }: Props) {
  const { beyond, sameStep, tabIndex, opened } = props;
  if (!token) {
    const again = remasked && "again";
    const why = beyond ? "never needed, the answer ends before it" : "masked";
    if (!guess?.text) return <span class={classes("mask", again)} title={`position ${position}: ${why}`} />;
    return (
      <span
        class={classes("guess", again, beyond && "beyond")}
        style={{ "--sure": percent(guess.confidence) }}
        title={`a guess, ${Math.round(guess.confidence * 100)} % sure · position ${position}: masked`}
      >
        {guess.text}
      </span>
    );
  }
  const when = token.step < 0 ? "given" : `step ${token.step + 1} · ${Math.round(token.confidence * 100)} % sure`;
  const kinds = [beyond && "beyond", token.text === "" && "special", sameStep && "same", opened && "opened"];
  const shared = {
    class: classes("token", token.step < 0 && "given", ...kinds),
    style: { "--sure": percent(token.confidence) },
    title: `${when} · position ${position}`,
    onMouseEnter: () => onPoint(token.step),
    onMouseLeave: () => onPoint(undefined),
    children: token.text === "" ? "·" : token.text,
  };
  if (tabIndex === undefined) return <span {...shared} />;
  const onClick = (event: MouseEvent) => {
    const selection = document.getSelection();
    if (event.shiftKey) selection?.empty();
    else if (selection?.isCollapsed === false) return;
    onToggle(position, event.shiftKey);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button's text could not be selected and copied
    // biome-ignore lint/a11y/useKeyWithClickEvents: the canvas has the keys of all its tokens
    <span
      {...shared}
      role="button"
      tabIndex={tabIndex}
      aria-pressed={opened}
      onClick={onClick}
      onFocus={() => onPoint(token.step)}
      onBlur={() => onPoint(undefined)}
    />
  );
}

function classes(...names: readonly (string | false)[]): string {
  return names.filter(Boolean).join(" ");
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
