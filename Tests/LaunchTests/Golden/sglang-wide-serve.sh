#!/bin/sh
# 2 nodes of 8 chips; on each NODE_RANK=0, 1, ..., HEAD is the first.
set -eu
NODE_RANK=${NODE_RANK:-0}
HEAD=${HEAD:-127.0.0.1}
sglang serve --model-path deepseek-ai/DeepSeek-R1 \
    --host 0.0.0.0 \
    --port 30000 \
    --tp-size 16 \
    --attn-dp-size 16 \
    --ep-size 16 \
    --chunked-prefill-size 131072 \
    --max-running-requests 2048 \
    --mem-fraction-static 0.9 \
    --kv-cache-dtype fp8_e4m3 \
    --speculative-algorithm EAGLE \
    --speculative-num-steps 1 \
    --speculative-eagle-topk 1 \
    --speculative-num-draft-tokens 2 \
    --enable-eplb \
    --ep-num-redundant-experts 32 \
    --enable-two-batch-overlap \
    --nnodes 2 \
    --node-rank "$NODE_RANK" \
    --dist-init-addr "$HEAD:25000"
