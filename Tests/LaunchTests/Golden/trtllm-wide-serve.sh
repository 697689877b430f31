#!/bin/sh
# 2 nodes of 8 chips; on each NODE_RANK=0, 1, ..., HEAD is the first.
set -eu
cd "$(dirname "$0")"
srun -N 2 --ntasks-per-node 8 --mpi=pmix trtllm-llmapi-launch trtllm-serve deepseek-ai/DeepSeek-R1 \
    --host 0.0.0.0 \
    --port 8000 \
    --tp_size 16 \
    --ep_size 16 \
    --max_batch_size 128 \
    --max_num_tokens 8192 \
    --config serve.yaml \
    --gpus_per_node 8
