#!/bin/sh
# sglang_router.launch_router 0.3.2.
# The addresses of the servers stand in these variables.
set -eu
PREFILL0=${PREFILL0:-127.0.0.1:30100}
PREFILL1=${PREFILL1:-127.0.0.1:30101}
DECODE0=${DECODE0:-127.0.0.1:30200}
BOOTSTRAP0=${BOOTSTRAP0:-8998}
BOOTSTRAP1=${BOOTSTRAP1:-8999}
python3 -m sglang_router.launch_router --pd-disaggregation \
    --prefill "http://$PREFILL0" "$BOOTSTRAP0" \
    --prefill "http://$PREFILL1" "$BOOTSTRAP1" \
    --decode "http://$DECODE0" \
    --host 0.0.0.0 \
    --port 8000
