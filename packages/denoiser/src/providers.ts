import ort from "./onnxruntime.js";

/** ONNX Runtime's version and the execution providers whose libraries came with it, such as "cpu". */
export function onnxRuntimeProviders(): { readonly version: string; readonly providers: readonly string[] } {
  const { listSupportedBackends } = ort as unknown as {
    listSupportedBackends(): readonly { readonly name: string; readonly bundled: boolean }[];
  };
  const bundled = listSupportedBackends().filter((backend) => backend.bundled);
  return { version: ort.env.versions.node ?? ort.env.versions.common, providers: bundled.map(({ name }) => name) };
}
