#!/bin/sh
# 2 servers like this one.
set -eu
cd "$(dirname "$0")"
trtllm-serve deepseek-ai/DeepSeek-R1 \
    --host 0.0.0.0 \
    --port 8001 \
    --tp_size 8 \
    --ep_size 8 \
    --max_batch_size 128 \
    --max_num_tokens 8192 \
    --config prefill.yaml
