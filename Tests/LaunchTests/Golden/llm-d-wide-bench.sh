#!/bin/sh
# vllm bench serve 0.33.0.
# Below the predicted point, at it, and above: 256, 512, 1024.
set -eu
URL=${URL:-http://127.0.0.1:8000}
OUT=${OUT:-results}
mkdir -p "$OUT"

run() {
    CONCURRENCY=$1
    COUNT=$2
    vllm bench serve \
        --base-url "$URL" \
        --model deepseek-ai/DeepSeek-R1 \
        --dataset-name random \
        --random-input-len 4096 \
        --random-output-len 1024 \
        --ignore-eos \
        --percentile-metrics ttft,tpot,itl,e2el \
        --save-result \
        --max-concurrency "$CONCURRENCY" \
        --num-prompts "$COUNT" \
        --result-filename "$OUT/concurrency-$CONCURRENCY.json"
}

run 256 1024
run 512 2048
run 1024 4096
