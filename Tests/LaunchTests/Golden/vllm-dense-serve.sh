#!/bin/sh
set -eu
vllm serve Qwen/Qwen3-32B \
    --host 0.0.0.0 \
    --port 8000 \
    --tensor-parallel-size 4 \
    --gpu-memory-utilization 0.92
