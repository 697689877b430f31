#!/bin/sh
# 2 servers like this one: INDEX=0, 1, ... tells those on one host apart.
set -eu
INDEX=${INDEX:-0}
PORT=$((8100 + INDEX))
cd "$(dirname "$0")"
trtllm-serve deepseek-ai/DeepSeek-R1 \
    --host 0.0.0.0 \
    --port "$PORT" \
    --tp_size 8 \
    --ep_size 8 \
    --max_batch_size 128 \
    --max_num_tokens 8192 \
    --config prefill.yaml
