#!/bin/sh
# sglang.bench_serving 0.5.23.
# Below the predicted point, at it, and above: 32, 64, 128.
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
        --model Qwen/Qwen3-32B \
        --dataset-name random \
        --random-input-len 1024 \
        --random-output-len 512 \
        --random-range-ratio 1.0 \
        --output-details \
        --max-concurrency "$CONCURRENCY" \
        --num-prompts "$COUNT" \
        --output-file "$OUT/concurrency-$CONCURRENCY.jsonl"
}

run 32 128
run 64 256
run 128 512
