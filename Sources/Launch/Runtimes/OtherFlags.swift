extension FlagTable {
    /// The server of llama.cpp.
    static let llamaCpp = FlagTable(
        version: "README of 00dc8057",
        source: "llama.cpp: tools/server/README.md (00dc8057)",
        flags: [
            Flag("--model -m --hf-repo -hf -hfr --model-url -mu", .model), Flag("--alias -a", .servedName),
            Flag("--tensor-split -ts", .tensor), Flag("--split-mode -sm", .policy),
            Flag("--parallel -np", .maxRunning), Flag("--ubatch-size -ub", .chunk), Flag("--batch-size -b", .delay),
            Flag("--cache-type-k -ctk", .cache), Flag("--cache-type-v -ctv", .cacheBytes),
            Flag("--ctx-size -c", .maxLength), Flag("--gpu-layers -ngl --n-gpu-layers", .offload),
            Flag("--cpu-moe -cmoe", .offload, .isSwitch), Flag("--n-cpu-moe -ncmoe", .offload),
            Flag("--override-tensor -ot", .offload), Flag("--flash-attn -fa", .attentionKernel),
            Flag("--draft-max --draft --draft-n", .drafts), Flag("--model-draft -md", .draftMethod),
            Flag("--rpc", .nodes), Flag("--lora", .lora),
        ],
        values: """
            host port threads -t threads-batch -tb predict -n device -dev main-gpu -mg api-key timeout seed -s temp top-k \
            top-p min-p chat-template chat-template-file rope-scaling rope-scale hf-file -hff hf-token -hft numa fit -fit \
            reasoning-format reasoning-budget mmproj chat-template-kwargs
            """,
        switches: """
            jinja no-mmap mlock verbose -v kv-offload no-kv-offload -nkvo metrics slots cont-batching -cb embedding offline \
            ignore-eos swa-full no-webui
            """)

    /// Text Generation Inference.
    static let textGeneration = FlagTable(
        version: "documentation",
        source: "Text Generation Inference: docs/source/reference/launcher.md",
        flags: [
            Flag("--model-id", .model), Flag("--num-shard", .tensor), Flag("--max-concurrent-requests", .policy),
            Flag("--max-batch-size", .maxRunning), Flag("--max-batch-total-tokens", .cacheBytes),
            Flag("--max-batch-prefill-tokens", .delay), Flag("--max-total-tokens", .maxLength),
            Flag("--max-input-tokens --max-input-length", .maxLength), Flag("--cuda-memory-fraction", .memory),
            Flag("--kv-cache-dtype", .cache), Flag("--quantize", .weights), Flag("--speculate", .drafts),
            Flag("--waiting-served-ratio", .delay), Flag("--max-waiting-tokens", .delay),
            Flag("--cuda-graphs", .graphs), Flag("--lora-adapters", .lora),
        ],
        values: """
            revision validation-workers sharded dtype port hostname tokenizer-config-path master-addr master-port \
            huggingface-hub-cache rope-scaling rope-factor max-best-of max-stop-sequences attention
            """,
        switches: "trust-remote-code json-output env disable-grammar-support")
}
