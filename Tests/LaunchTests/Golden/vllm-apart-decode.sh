#!/bin/sh
set -eu
VLLM_NIXL_SIDE_CHANNEL_HOST="$(hostname -i)" VLLM_NIXL_SIDE_CHANNEL_PORT=5600 vllm serve deepseek-ai/DeepSeek-R1 \
    --host 0.0.0.0 \
    --port 8200 \
    --tensor-parallel-size 1 \
    --data-parallel-size 8 \
    --enable-expert-parallel \
    --max-num-seqs 128 \
    --gpu-memory-utilization 0.9 \
    --kv-cache-dtype fp8 \
    --speculative-config '{"method": "mtp", "num_speculative_tokens": 1}' \
    --kv-transfer-config '{"kv_connector": "NixlConnector", "kv_role": "kv_consumer"}'
