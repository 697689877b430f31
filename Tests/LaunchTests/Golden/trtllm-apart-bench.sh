#!/bin/sh
# aiperf profile 0.13.0.
# Below the predicted point, at it, and above: 8, 10, 12.
set -eu
URL=${URL:-http://127.0.0.1:8000}
OUT=${OUT:-results}
mkdir -p "$OUT"

run() {
    RATE=$1
    COUNT=$2
    aiperf profile \
        --url "$URL" \
        --model deepseek-ai/DeepSeek-R1 \
        --endpoint-type chat \
        --streaming \
        --synthetic-input-tokens-mean 4096 \
        --output-tokens-mean 1024 \
        --extra-inputs ignore_eos:true \
        --request-rate "$RATE" \
        --request-count "$COUNT" \
        --artifact-dir "$OUT/rate-$RATE"
}

run 8 1440
run 10 1800
run 12 2160
