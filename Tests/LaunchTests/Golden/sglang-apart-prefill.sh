#!/bin/sh
# 2 servers like this one: INDEX=0, 1, ... tells those on one host apart.
set -eu
INDEX=${INDEX:-0}
PORT=$((30100 + INDEX))
BOOTSTRAP=$((8998 + INDEX))
sglang serve --model-path deepseek-ai/DeepSeek-R1 \
    --host 0.0.0.0 \
    --port "$PORT" \
    --tp-size 8 \
    --ep-size 8 \
    --chunked-prefill-size 8192 \
    --max-running-requests 128 \
    --mem-fraction-static 0.9 \
    --kv-cache-dtype fp8_e4m3 \
    --speculative-algorithm EAGLE \
    --speculative-num-steps 1 \
    --speculative-eagle-topk 1 \
    --speculative-num-draft-tokens 2 \
    --disaggregation-mode prefill \
    --disaggregation-transfer-backend nixl \
    --disaggregation-bootstrap-port "$BOOTSTRAP"
