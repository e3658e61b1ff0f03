#!/bin/sh
# One command for each of the HTTP ways in.
set -e
url=${UNMASK_URL:-http://127.0.0.1:8080}
ask() { curl -sS --fail-with-body -H "authorization: Bearer ${UNMASK_API_KEY:-none}" "$@"; echo; }
json='content-type: application/json'

# An answer.
ask "$url/v1/generate" -H "$json" -d '{"prompt": "Tom has 3 marbles and buys 4 more. How many has he?", "seed": 7}'

# The same as it unmasks: the events started, frame, result.
ask -N "$url/v1/generate" -H "$json" -d '{"prompt": "Tom has 3 marbles.", "gen_length": 16, "stream": true}'

# OpenAI's chat, with a decoding parameter of ours.
ask "$url/v1/chat/completions" -H "$json" -d '{
  "messages": [{"role": "user", "content": "Tom has 3 marbles and buys 4 more. How many has he?"}],
  "max_tokens": 40, "strategy": "threshold", "threshold": 0.8}'

# The settled prefix as a stream.
ask -N "$url/v1/chat/completions" -H "$json" -d '{"messages": [{"role": "user", "content": "Tom has 3 marbles."}], "stream": true}'

# A batch: a file of requests, then its results.
file=$(mktemp)
for i in 1 2 3; do
  echo "{\"custom_id\": \"$i\", \"method\": \"POST\", \"url\": \"/v1/generate\", \"body\": {\"prompt\": \"Tom has $i marbles.\"}}"
done >"$file"
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }
input=$(ask "$url/v1/files" -F purpose=batch -F "file=@$file" | field id)
batch=$(ask "$url/v1/batches" -H "$json" \
  -d "{\"input_file_id\": \"$input\", \"endpoint\": \"/v1/generate\", \"completion_window\": \"24h\"}" | field id)
while ! ask "$url/v1/batches/$batch" | grep -q '"status":"completed"'; do sleep 0.2; done
output=$(ask "$url/v1/batches/$batch" | field output_file_id)
ask "$url/v1/files/$output/content"
rm "$file"
