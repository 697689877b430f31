#!/bin/sh
set -eu
cd "$(dirname "$0")"
trtllm-serve deepseek-ai/DeepSeek-R1 \
    --host 0.0.0.0 \
    --port 8200 \
    --tp_size 8 \
    --ep_size 8 \
    --max_batch_size 128 \
    --config decode.yaml
