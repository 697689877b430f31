#!/bin/sh
# vllm-router 0.1.17.
# The addresses of the servers stand in these variables.
set -eu
PREFILL0=${PREFILL0:-127.0.0.1:8100}
PREFILL1=${PREFILL1:-127.0.0.1:8101}
DECODE0=${DECODE0:-127.0.0.1:8200}
vllm-router --vllm-pd-disaggregation \
    --prefill "http://$PREFILL0" \
    --prefill "http://$PREFILL1" \
    --decode "http://$DECODE0" \
    --host 0.0.0.0 \
    --port 8000
