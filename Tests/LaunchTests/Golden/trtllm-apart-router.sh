#!/bin/sh
# trtllm 1.3.0rc.
# The addresses of the servers stand in these variables.
set -eu
PREFILL0=${PREFILL0:-127.0.0.1:8100}
PREFILL1=${PREFILL1:-127.0.0.1:8101}
DECODE0=${DECODE0:-127.0.0.1:8200}
cat > router.yaml << EOF
hostname: 0.0.0.0
port: 8000
backend: pytorch
context_servers:
  num_instances: 2
  urls:
    - "$PREFILL0"
    - "$PREFILL1"
generation_servers:
  num_instances: 1
  urls:
    - "$DECODE0"
EOF
trtllm-serve disaggregated -c router.yaml
