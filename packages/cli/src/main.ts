// grpc-js would add lines of its own to the one that says what went wrong. It reads this when it is loaded.
process.env.GRPC_VERBOSITY ??= "NONE";
const { run } = await import("./program.js");

// A reader that left (`unmask generate … | head -1`, or Ctrl-C on `unmask serve | tee`) must not end what is being done.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

const { env, stdin, stdout, stderr } = process;
process.exitCode = await run(process.argv.slice(2), { env, stdin, stdout, stderr });

export {};
