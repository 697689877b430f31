#!/bin/sh
# vllm bench serve 0.33.0.
# Below the predicted point, at it, and above: 32, 64, 128.
set -eu
URL=${URL:-http://127.0.0.1:8000}
OUT=${OUT:-results}
mkdir -p "$OUT"

run() {
    CONCURRENCY=$1
    COUNT=$2
    vllm bench serve \
        --base-url "$URL" \
        --model Qwen/Qwen3-32B \
        --dataset-name random \
        --random-input-len 1024 \
        --random-output-len 512 \
        --ignore-eos \
        --percentile-metrics ttft,tpot,itl,e2el \
        --save-result \
        --max-concurrency "$CONCURRENCY" \
        --num-prompts "$COUNT" \
        --result-filename "$OUT/concurrency-$CONCURRENCY.json"
}

run 32 128
run 64 256
run 128 512
