import { type ListFileEntry, listFiles } from "@huggingface/hub";
import { ServingError } from "@unmask/wire";

/** A repository on a hub that speaks Hugging Face's routes. */
export interface Repository {
  /** "owner/name". */
  readonly id: string;
  /** Branch, tag or commit. */
  readonly revision: string;
  /** Such as https://huggingface.co. */
  readonly hubUrl: string;
  readonly token?: string | undefined;
}

/** A file that is to be fetched. */
export interface RemoteFile {
  /** Inside the repository, slashes between folders. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** What its content must hash to, hex: SHA-256, or the SHA-1 that git gives a blob. */
  readonly checksum: { readonly kind: "sha256" | "git"; readonly value: string };
}

/** Weights in the one format that is served, what describes them, and the licence. No code, no other weights. */
const wanted = /(^|\/)(.*\.safetensors|.*\.json|.*\.jinja|tokenizer\.model|LICEN[CS]E.*|README\.md|NOTICE.*)$/;

/**
 * What of a repository a model folder needs.
 * @throws {ServingError} NOT_FOUND, PERMISSION_DENIED or UNAVAILABLE for what the hub says; INVALID_ARGUMENT where there is
 * no checkpoint in it; INTERNAL for a listing that cannot be trusted
 */
export async function filesToPull(repository: Repository): Promise<RemoteFile[]> {
  const { id, revision, hubUrl, token } = repository;
  if (!/^[\w.-]+\/[\w.-]+$/.test(id)) {
    const message = `repository must be OWNER/NAME, such as GSAI-ML/LLaDA-8B-Instruct, got ${JSON.stringify(id)}`;
    throw new ServingError("INVALID_ARGUMENT", message, { field: "repository" });
  }
  const files: RemoteFile[] = [];
  try {
    const listing = listFiles({ repo: id, revision, hubUrl, recursive: true, ...(token && { accessToken: token }) });
    for await (const entry of listing)
      if (entry.type === "file" && wanted.test(entry.path)) files.push(toFile(entry, id));
  } catch (error) {
    throw hubFailure(error, repository);
  }
  if (!files.some(({ path }) => path === "config.json") || !files.some(({ path }) => path.endsWith(".safetensors"))) {
    const message = `${id} at ${revision} has no config.json with .safetensors weights; name a repository that holds a checkpoint`;
    throw new ServingError("INVALID_ARGUMENT", message, { field: "repository" });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function toFile({ path, size, oid, lfs }: ListFileEntry, id: string): RemoteFile {
  const odd = path.split("/").some((part) => part === "" || part === "." || part === ".." || part.includes("\\"));
  if (odd)
    throw new ServingError("INTERNAL", `${id} lists the file ${JSON.stringify(path)}, which would leave its folder`);
  if (lfs) return { path, size: lfs.size, checksum: { kind: "sha256", value: lfs.oid } };
  if (oid === undefined) throw new ServingError("INTERNAL", `${id} lists ${path} without a checksum`);
  return { path, size, checksum: { kind: "git", value: oid } };
}

/** What a hub's refusal means for the person who asked. */
export function hubFailure(error: unknown, { id, revision, hubUrl, token }: Repository): ServingError {
  if (error instanceof ServingError) return error;
  const { statusCode, message } = error as { statusCode?: number; message: string };
  const say = (code: ConstructorParameters<typeof ServingError>[0], text: string) =>
    new ServingError(code, text, { cause: error });
  switch (statusCode) {
    case 401:
    case 403: {
      const remedy = token ? "the token in HF_TOKEN may not read it" : "set HF_TOKEN if it is private or gated";
      return say("PERMISSION_DENIED", `${hubUrl} refuses ${id} at ${revision}: ${remedy}, or check the name`);
    }
    case 404:
      return say("NOT_FOUND", `${hubUrl} has no ${id} at ${revision}; check the name and --revision`);
    default:
      return say("UNAVAILABLE", `${hubUrl} cannot be asked for ${id} (${message}); run the command again to go on`);
  }
}
