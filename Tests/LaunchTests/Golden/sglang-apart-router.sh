#!/bin/sh
# sglang_router.launch_router 0.3.2.
# The addresses of the servers stand in these variables.
set -eu
PREFILL0=${PREFILL0:-127.0.0.1}
PREFILL1=${PREFILL1:-127.0.0.1}
DECODE0=${DECODE0:-127.0.0.1}
python3 -m sglang_router.launch_router --pd-disaggregation \
    --prefill "http://$PREFILL0:30100" 8998 \
    --prefill "http://$PREFILL1:30100" 8998 \
    --decode "http://$DECODE0:30200" \
    --host 0.0.0.0 \
    --port 8000
