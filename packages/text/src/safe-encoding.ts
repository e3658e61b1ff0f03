import type { ChatTemplate, Message } from "./chat-template.js";
import type { Vocabulary } from "./vocabulary.js";

/**
 * U+FDD0 is no character (Unicode keeps it for a program's own use). It is put into what a user wrote wherever that spells a
 * special token, so that in the rendered conversation only the template's own special tokens are found; then it is removed.
 */
const mark = "\uFDD0";

/**
 * Encodes conversations so that only the template makes special tokens: a user who types `<|eot_id|>` gets its characters.
 * The pieces between special tokens are encoded whole, so ordinary conversations have the ids that the model was trained on.
 */
export function conversationEncoder(
  template: ChatTemplate,
  { specialIds, encode }: Vocabulary,
): (messages: readonly Message[]) => number[] {
  // Longest first: of two special tokens that start alike, the longer one counts.
  const alternatives = [...specialIds.keys()].sort((a, b) => b.length - a.length).map(escapeRegExp);
  if (alternatives.length === 0) return (messages) => encode(template(messages));
  const anySpecial = new RegExp(`(${alternatives.join("|")})`);
  // Looks ahead at every character, so that occurrences which overlap are broken too.
  const startOfSpecial = new RegExp(`(?=${alternatives.join("|")})[\\s\\S]`, "gu");

  const guard = (text: string) => text.replaceAll(mark, mark + mark).replace(startOfSpecial, `$&${mark}`);
  return (messages) => {
    const guarded = messages.map(({ role, content }) => ({
      role: guard(role) as Message["role"],
      content: guard(content),
    }));
    return template(guarded)
      .split(anySpecial)
      .flatMap((piece) => {
        const id = specialIds.get(piece);
        return id === undefined ? encode(unguard(piece)) : [id];
      });
  };
}

/** A mark of the user's own was doubled; a single one is ours. */
function unguard(text: string): string {
  return text.replace(/\uFDD0(\uFDD0?)/g, "$1");
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
