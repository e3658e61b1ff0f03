"""A batch with the openai package."""
import io
import json
import os
import time

import openai

client = openai.OpenAI(
    base_url=os.environ.get("UNMASK_URL", "http://127.0.0.1:8080") + "/v1",
    api_key=os.environ.get("UNMASK_API_KEY", "none"),
)
lines = [
    {
        "custom_id": f"tom-{i}",
        "method": "POST",
        "url": "/v1/chat/completions",
        "body": {"messages": [{"role": "user", "content": f"Tom has {i} marbles and buys 4 more. How many has he?"}]},
    }
    for i in range(5)
]
content = io.BytesIO("".join(json.dumps(line) + "\n" for line in lines).encode())
file = client.files.create(file=("marbles.jsonl", content), purpose="batch")
batch = client.batches.create(input_file_id=file.id, endpoint="/v1/chat/completions", completion_window="24h")
while batch.status not in ("completed", "failed", "expired", "cancelled"):
    time.sleep(0.2)
    batch = client.batches.retrieve(batch.id)
print(batch.status, batch.request_counts)
for line in client.files.content(batch.output_file_id).text.splitlines():
    result = json.loads(line)
    print(result["custom_id"], result["response"]["body"]["choices"][0]["message"]["content"])
