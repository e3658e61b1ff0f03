import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadText } from "./model-text.js";

const tiny = fileURLToPath(new URL("../testdata/tiny", import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "unmask-text-"));
  cpSync(tiny, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

type Fields = Record<string, unknown>;
function edit(name: string, change: (fields: Fields) => Fields): void {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, "utf8")))));
}
const refusal = () =>
  loadText(folder).then(
    () => "loaded",
    (error: Error) => `${error.name}: ${error.message}`,
  );

test("a folder that is not there is named, with what a model folder holds", async () => {
  rmSync(join(folder, "config.json"));
  expect(await refusal()).toBe(
    `ModelError: ${join(folder, "config.json")}: there is no such file; point to a folder with config.json, tokenizer.json ` +
      "and tokenizer_config.json, or download the model folder again, with all its .json files",
  );
});

test.each(["tokenizer.json", "tokenizer_config.json"])("a missing %s is named", async (name) => {
  rmSync(join(folder, name));
  expect(await refusal()).toContain(`${join(folder, name)}: there is no such file`);
});

test("half a download is named", async () => {
  const file = join(folder, "tokenizer.json");
  writeFileSync(file, readFileSync(file).subarray(0, 900));
  expect(await refusal()).toContain(`${file}: is not JSON (`);
});

test("JSON that is no tokenizer is named", async () => {
  edit("tokenizer.json", () => ({ added_tokens: [] }));
  expect(await refusal()).toContain("tokenizer.json: is not a tokenizer (");
  edit("tokenizer.json", () => ({ added_tokens: [{ id: "x" }] }));
  expect(await refusal()).toContain("added_tokens is not a list of tokens");
});

test.each([[{}], [-1], [1.5], ["7"]])("a token whose id is %j is named", async (id) => {
  edit("tokenizer.json", (fields) => {
    const model = fields.model as { vocab: object };
    return { ...fields, model: { ...model, vocab: { ...model.vocab, T: id } } };
  });
  expect(await refusal()).toContain(`gives token "T" the id ${JSON.stringify(id)}, must be an integer from 0`);
});

test("a mask id outside the vocabulary is refused with the range", async () => {
  edit("config.json", (fields) => ({ ...fields, mask_token_id: 320 }));
  expect(await refusal()).toContain(
    "config.json: mask_token_id is 320, must be an integer from 0 to 319; correct the field",
  );
  edit("config.json", ({ mask_token_id: _, ...fields }) => fields);
  expect(await refusal()).toContain("mask_token_id is missing");
});

test("a tokenizer larger than the model is refused", async () => {
  edit("config.json", (fields) => ({ ...fields, vocab_size: 319, mask_token_id: 300 }));
  expect(await refusal()).toContain("has token id 319, but config.json's vocab_size is 319");
});

test("a chat template that cannot be rendered is refused when it is loaded", async () => {
  edit("tokenizer_config.json", (fields) => ({ ...fields, chat_template: "{% for x %}" }));
  expect(await refusal()).toContain("tokenizer_config.json: chat_template cannot be rendered (");
});

test("a chat template may stand in a file of its own", async () => {
  const { chat_template, ...rest } = JSON.parse(readFileSync(join(folder, "tokenizer_config.json"), "utf8"));
  edit("tokenizer_config.json", () => rest);
  writeFileSync(join(folder, "chat_template.jinja"), chat_template);
  const messages = [{ role: "user", content: "Hi" }] as const;
  expect((await loadText(folder)).encodeChat(messages)).toEqual((await loadText(tiny)).encodeChat(messages));
});

test("a base model has no chat template and says so", async () => {
  edit("tokenizer_config.json", ({ chat_template: _, ...fields }) => fields);
  const text = await loadText(folder);
  expect(text.hasChatTemplate).toBe(false);
  expect(() => text.encodeChat([{ role: "user", content: "Hi" }])).toThrow("has no chat template");
});

test("a model without recommendations has none", async () => {
  rmSync(join(folder, "generation_config.json"));
  expect((await loadText(folder)).generationConfig).toBeUndefined();
});
