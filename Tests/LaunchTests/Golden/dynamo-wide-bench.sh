#!/bin/sh
# aiperf profile 0.13.0.
# Below the predicted point, at it, and above: 256, 512, 1024.
set -eu
URL=${URL:-http://127.0.0.1:8000}
OUT=${OUT:-results}
mkdir -p "$OUT"

run() {
    CONCURRENCY=$1
    COUNT=$2
    aiperf profile \
        --url "$URL" \
        --model deepseek-ai/DeepSeek-R1 \
        --endpoint-type chat \
        --streaming \
        --synthetic-input-tokens-mean 4096 \
        --output-tokens-mean 1024 \
        --extra-inputs ignore_eos:true \
        --concurrency "$CONCURRENCY" \
        --request-count "$COUNT" \
        --artifact-dir "$OUT/concurrency-$CONCURRENCY"
}

run 256 1024
run 512 2048
run 1024 4096
