#!/bin/sh
# The server describes itself (reflection), so no proto files are needed.
set -e
server=${UNMASK_SERVER:-127.0.0.1:50051}
ask() { grpcurl -plaintext -H "authorization: Bearer ${UNMASK_API_KEY:-none}" "$@"; }

ask "$server" list
ask "$server" describe unmask.v1.SamplingParams
ask "$server" unmask.v1.ModelService/ListModels
ask -d '{"prompt": "Tom has 3 marbles and buys 4 more. How many has he?"}' "$server" unmask.v1.GenerationService/Generate
ask -d '{"prompt": "Tom has 3 marbles.", "params": {"gen_length": 16}}' "$server" unmask.v1.GenerationService/StreamGenerate
ask -d '{"prompt": "Tom has 3 marbles."}' "$server" unmask.v1.JobService/Submit
ask "$server" grpc.health.v1.Health/Check
# A refusal, with every field that is wrong.
ask -format-error -d '{"prompt": "a", "params": {"temperature": -1}}' "$server" unmask.v1.GenerationService/Generate || true
