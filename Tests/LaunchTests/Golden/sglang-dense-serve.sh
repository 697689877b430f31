#!/bin/sh
set -eu
sglang serve --model-path Qwen/Qwen3-32B \
    --host 0.0.0.0 \
    --port 30000 \
    --tp-size 4 \
    --mem-fraction-static 0.92
