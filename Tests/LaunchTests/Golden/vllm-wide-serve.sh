#!/bin/sh
# 2 nodes of 8 chips; on each NODE_RANK=0, 1, ..., HEAD is the first.
set -eu
NODE_RANK=${NODE_RANK:-0}
HEAD=${HEAD:-127.0.0.1}
if [ "$NODE_RANK" -eq 0 ]; then
vllm serve deepseek-ai/DeepSeek-R1 \
    --host 0.0.0.0 \
    --port 8000 \
    --tensor-parallel-size 1 \
    --data-parallel-size 16 \
    --enable-expert-parallel \
    --max-num-batched-tokens 8192 \
    --max-num-seqs 128 \
    --gpu-memory-utilization 0.9 \
    --kv-cache-dtype fp8 \
    --speculative-config '{"method": "mtp", "num_speculative_tokens": 1}' \
    --enable-eplb \
    --eplb-config '{"num_redundant_experts": 32}' \
    --enable-dbo \
    --data-parallel-size-local 8 \
    --data-parallel-address "$HEAD" \
    --data-parallel-rpc-port 29550
else
vllm serve deepseek-ai/DeepSeek-R1 \
    --host 0.0.0.0 \
    --port 8000 \
    --tensor-parallel-size 1 \
    --data-parallel-size 16 \
    --enable-expert-parallel \
    --max-num-batched-tokens 8192 \
    --max-num-seqs 128 \
    --gpu-memory-utilization 0.9 \
    --kv-cache-dtype fp8 \
    --speculative-config '{"method": "mtp", "num_speculative_tokens": 1}' \
    --enable-eplb \
    --eplb-config '{"num_redundant_experts": 32}' \
    --enable-dbo \
    --data-parallel-size-local 8 \
    --data-parallel-start-rank "$((NODE_RANK * 8))" \
    --data-parallel-address "$HEAD" \
    --data-parallel-rpc-port 29550 \
    --headless
fi
