#!/bin/sh
# vllm-router 0.1.17.
# The addresses of the servers stand in these variables.
set -eu
PREFILL0=${PREFILL0:-127.0.0.1}
PREFILL1=${PREFILL1:-127.0.0.1}
DECODE0=${DECODE0:-127.0.0.1}
vllm-router --vllm-pd-disaggregation \
    --prefill "http://$PREFILL0:8100" \
    --prefill "http://$PREFILL1:8100" \
    --decode "http://$DECODE0:8200" \
    --host 0.0.0.0 \
    --port 8000
