"""Stock grpcio: an answer as it unmasks, and a refusal with every field that is wrong."""
import os
import sys
from pathlib import Path

import grpc

# grpcio-tools makes the modules from the proto files when they are imported.
sys.path.insert(0, str(Path(__file__).parents[2] / "proto"))
generation, services = grpc.protos_and_services("unmask/v1/generation.proto")
details = grpc.protos("google/rpc/error_details.proto")
status = grpc.protos("google/rpc/status.proto")

channel = grpc.insecure_channel(os.environ.get("UNMASK_SERVER", "127.0.0.1:50051"))
stub = services.GenerationServiceStub(channel)
metadata = [("authorization", "Bearer " + os.environ.get("UNMASK_API_KEY", "none"))]

request = generation.GenerateRequest(prompt="Tom has 3 marbles and buys 4 more. How many has he?")
answer = []
for event in stub.StreamGenerate(request, metadata=metadata):
    if event.HasField("started"):
        answer = ["░"] * event.started.gen_length
    elif event.HasField("frame"):
        for position in event.frame.remasked:
            answer[position] = "░"
        for commit in event.frame.commits:
            answer[commit.position] = commit.text
        print("".join(answer))
    else:
        print(event.result.text)

request.params.temperature = -1
request.params.threshold = 2
try:
    stub.Generate(request, metadata=metadata)
except grpc.RpcError as error:
    print(error.code(), error.details())
    trailing = dict(error.trailing_metadata())
    for detail in status.Status.FromString(trailing["grpc-status-details-bin"]).details:
        if detail.Is(details.BadRequest.DESCRIPTOR):
            bad = details.BadRequest()
            detail.Unpack(bad)
            for violation in bad.field_violations:
                print(violation.field, "-", violation.description)
