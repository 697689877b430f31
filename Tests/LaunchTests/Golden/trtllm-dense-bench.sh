#!/bin/sh
# aiperf profile 0.13.0.
# Below the predicted point, at it, and above: 32, 64, 128.
set -eu
URL=${URL:-http://127.0.0.1:8000}
OUT=${OUT:-results}
mkdir -p "$OUT"

run() {
    CONCURRENCY=$1
    COUNT=$2
    aiperf profile \
        --url "$URL" \
        --model Qwen/Qwen3-32B \
        --endpoint-type chat \
        --streaming \
        --synthetic-input-tokens-mean 1024 \
        --output-tokens-mean 512 \
        --extra-inputs ignore_eos:true \
        --concurrency "$CONCURRENCY" \
        --request-count "$COUNT" \
        --artifact-dir "$OUT/concurrency-$CONCURRENCY"
}

run 32 128
run 64 256
run 128 512
