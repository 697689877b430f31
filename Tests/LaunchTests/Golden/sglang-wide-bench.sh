#!/bin/sh
# sglang.bench_serving 0.5.23.
# Below the predicted point, at it, and above: 256, 512, 1024.
set -eu
URL=${URL:-http://127.0.0.1:30000}
OUT=${OUT:-results}
mkdir -p "$OUT"

run() {
    CONCURRENCY=$1
    COUNT=$2
    python3 -m sglang.bench_serving \
        --backend sglang \
        --base-url "$URL" \
        --model deepseek-ai/DeepSeek-R1 \
        --dataset-name random \
        --random-input-len 4096 \
        --random-output-len 1024 \
        --random-range-ratio 1.0 \
        --output-details \
        --max-concurrency "$CONCURRENCY" \
        --num-prompts "$COUNT" \
        --output-file "$OUT/concurrency-$CONCURRENCY.jsonl"
}

run 256 1024
run 512 2048
run 1024 4096
