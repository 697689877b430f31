#!/bin/sh
# vllm bench serve 0.33.0.
# Below the predicted point, at it, and above: 8, 10, 12.
set -eu
URL=${URL:-http://127.0.0.1:8000}
OUT=${OUT:-results}
mkdir -p "$OUT"

run() {
    RATE=$1
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
        --request-rate "$RATE" \
        --num-prompts "$COUNT" \
        --result-filename "$OUT/rate-$RATE.json"
}

run 8 1440
run 10 1800
run 12 2160
