#!/bin/sh
set -eu
sglang serve --model-path deepseek-ai/DeepSeek-R1 \
    --host 0.0.0.0 \
    --port 30200 \
    --tp-size 8 \
    --attn-dp-size 8 \
    --ep-size 8 \
    --max-running-requests 1024 \
    --mem-fraction-static 0.9 \
    --kv-cache-dtype fp8_e4m3 \
    --speculative-algorithm EAGLE \
    --speculative-num-steps 1 \
    --speculative-eagle-topk 1 \
    --speculative-num-draft-tokens 2 \
    --disaggregation-mode decode \
    --disaggregation-transfer-backend nixl
