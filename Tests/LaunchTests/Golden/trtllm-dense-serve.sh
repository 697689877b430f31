#!/bin/sh
set -eu
cd "$(dirname "$0")"
trtllm-serve Qwen/Qwen3-32B \
    --host 0.0.0.0 \
    --port 8000 \
    --tp_size 4 \
    --config serve.yaml
