import { expect, test } from "vitest";
import { banner } from "./banner.js";

const endpoints = {
  model: "pebble",
  grpc: "127.0.0.1:50051",
  http: "127.0.0.1:8080",
  queue: "embedded",
  asksForKeys: false,
  tls: false,
  startMs: 1234,
};

test("the examples are short where the address is the default", () => {
  const text = banner(endpoints);
  expect(text).toContain("Unmask serves pebble (ready in 1.2 s)");
  expect(text).toContain('\n  npx unmask generate "Emma');
  expect(text).toContain("\n  curl -s http://127.0.0.1:8080/v1/generate ");
});

test("the examples name the real address, as a caller on this machine reaches it", () => {
  const text = banner({ ...endpoints, grpc: "0.0.0.0:7001", http: "[::]:7002" });
  expect(text).toContain("gRPC   0.0.0.0:7001");
  expect(text).toContain("npx unmask generate --server 127.0.0.1:7001 ");
  expect(text).toContain("curl -s http://[::1]:7002/v1/generate ");
  expect(text).toContain(" 127.0.0.1:7001 unmask.v1.GenerationService/Generate\n");
});

test("with TLS and keys the examples say what they need", () => {
  const text = banner({ ...endpoints, tls: true, asksForKeys: true });
  expect(text).toContain("HTTP   https://127.0.0.1:8080 ");
  expect(text).toContain("with a key in UNMASK_API_KEY and the certificate's authority");
  expect(text).toContain(
    'curl -s --cacert "$UNMASK_TLS_CA" https://127.0.0.1:8080/v1/generate -H "authorization: Bearer $UNMASK_API_KEY" ',
  );
  expect(text).not.toContain("plaintext");
});

test("quotes in the examples hold: the prompt has none of its own", () => {
  const [, body] = /-d '([^']*)' 127/.exec(banner(endpoints)) ?? [];
  expect(JSON.parse(body!).prompt).toMatch(/^Emma decides [^"'`$\\!]*\?$/);
});
