"""The openai package, unmodified: an answer, a stream, a refusal."""
import os

import openai

client = openai.OpenAI(
    base_url=os.environ.get("UNMASK_URL", "http://127.0.0.1:8080") + "/v1",
    api_key=os.environ.get("UNMASK_API_KEY", "none"),
)
model = next(iter(client.models.list())).id
messages = [{"role": "user", "content": "Tom has 3 marbles and buys 4 more. How many has he?"}]

# Decoding parameters of ours go into extra_body.
answer = client.chat.completions.create(
    model=model, messages=messages, seed=7, extra_body={"strategy": "threshold", "threshold": 0.8}
)
print(answer.choices[0].message.content, answer.usage)

# Text comes as it settles: nothing that is sent can still change.
for chunk in client.chat.completions.create(model=model, messages=messages, stream=True):
    print(chunk.choices[0].delta.content or "", end="", flush=True)
print()

try:
    client.chat.completions.create(model=model, messages=messages, top_p=0.5)
except openai.BadRequestError as error:
    print(error.param, error.message)
