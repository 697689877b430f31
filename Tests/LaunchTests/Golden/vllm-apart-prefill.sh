#!/bin/sh
# 2 servers like this one: INDEX=0, 1, ... tells those on one host apart.
set -eu
INDEX=${INDEX:-0}
PORT=$((8100 + INDEX))
CHANNEL=$((5600 + 8 * INDEX))
VLLM_NIXL_SIDE_CHANNEL_HOST="$(hostname -i)" VLLM_NIXL_SIDE_CHANNEL_PORT="$CHANNEL" vllm serve deepseek-ai/DeepSeek-R1 \
    --host 0.0.0.0 \
    --port "$PORT" \
    --tensor-parallel-size 8 \
    --enable-expert-parallel \
    --max-num-batched-tokens 8192 \
    --max-num-seqs 128 \
    --gpu-memory-utilization 0.9 \
    --kv-cache-dtype fp8 \
    --speculative-config '{"method": "mtp", "num_speculative_tokens": 1}' \
    --kv-transfer-config '{"kv_connector": "NixlConnector", "kv_role": "kv_producer"}'
