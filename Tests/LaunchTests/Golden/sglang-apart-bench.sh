#!/bin/sh
# sglang.bench_serving 0.5.23.
# Below the predicted point, at it, and above: 8, 10, 12.
set -eu
URL=${URL:-http://127.0.0.1:8000}
OUT=${OUT:-results}
mkdir -p "$OUT"

run() {
    RATE=$1
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
        --request-rate "$RATE" \
        --num-prompts "$COUNT" \
        --output-file "$OUT/rate-$RATE.jsonl"
}

run 8 1440
run 10 1800
run 12 2160
