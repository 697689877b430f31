import Units

/// Something that inference systems do and no plan has: help, `advise` and reports name it from here.
public struct UnmodelledFeature: Sendable {
    /// The words under which help finds it, in small letters.
    public let words: [String]
    /// What lists call it; empty for what they leave out.
    public let title: String
    /// What stands in its place, in one sentence.
    public let instead: String
    /// Names of verbs, metrics and parameters that come near.
    public let nearest: [String]

    private init(_ words: String..., title: String = "", instead: String, nearest: String...) {
        self.words = words
        self.title = title
        self.instead = instead
        self.nearest = nearest
    }

    /// Everything that is not modelled yet; a new one is one entry here.
    public static var all: [UnmodelledFeature] { listed + others }

    /// `KV offload to host or SSD, context parallelism in decode, ...`: what lists name.
    public static var titles: [String] { listed.map(\.title) }

    private static var listed: [UnmodelledFeature] {
        [
            UnmodelledFeature(
                "offload", "offloading", "kv offload", "kv offloading", "swap", "ssd", "nvme", "lmcache", "hicache",
                "卸载", "kv卸载", "kv 卸载", "换出",
                title: say(en: "KV offload to host or SSD", zh: "KV 缓存卸载到主机内存或 SSD"),
                instead: say(en: "Weights and KV cache stay in the DRAM of the chips.", zh: "权重和 KV 缓存都留在芯片的 DRAM 中。"),
                nearest: "memory", "prefix", "kv_precision"),
            UnmodelledFeature(
                "cp", "dcp", "context parallelism", "context parallel", "context-parallel", "helix", "上下文并行",
                title: say(en: "context parallelism in decode", zh: "Decode 的上下文并行"),
                instead: say(
                    en: "In decode no chips share a sequence's KV cache by tokens; in prefill sp does.",
                    zh: "Decode 时不按 token 在芯片间切分同一序列的 KV 缓存；Prefill 时由 sp 切分。"),
                nearest: "sp", "tp"),
            UnmodelledFeature(
                "afd", "attention-ffn", "attention ffn", "attention-ffn disaggregation", "注意力分离", "af分离",
                title: say(en: "attention-FFN disaggregation", zh: "注意力与 FFN 分离（AFD）"),
                instead: say(en: "Attention and experts of a step run on the same chips.", zh: "同一步的注意力与专家在相同的芯片上运行。"),
                nearest: "serving", "moe_tp"),
            UnmodelledFeature(
                "lora", "adapter", "adapters", "适配器",
                title: say(en: "adapters (LoRA)", zh: "适配器（LoRA）"),
                instead: say(en: "All requests are to one model, without adapters.", zh: "所有请求都发给同一个模型，不带适配器。"),
                nearest: "model"),
            UnmodelledFeature(
                "autoscale", "autoscaling", "autoscaler", "scaling", "elastic", "自动扩缩容", "扩缩容", "弹性伸缩",
                title: say(en: "autoscaling", zh: "自动扩缩容"),
                instead: say(
                    en: "A plan has one number of chips; sweep over it to see what each size serves.",
                    zh: "每个方案的芯片数固定；对 chips 批量评估，可看出各种规模的服务能力。"),
                nearest: "sweep", "chips"),
            UnmodelledFeature(
                "epd", "encoder pool", "encoder-pool", "encoder disaggregation", "编码器池", "编码器分离",
                title: say(en: "encoders as a pool of their own", zh: "独立的编码器资源池"),
                instead: say(
                    en: "A vision encoder that is loaded runs on the chips that prefill.",
                    zh: "载入的视觉编码器在 Prefill 所用的芯片上运行。"),
                nearest: "model load", "images"),
        ]
    }

    private static var others: [UnmodelledFeature] {
        [
            UnmodelledFeature(
                "image", "images", "vision", "video", "audio", "multimodal", "vlm", "encoder", "encoders", "多模态", "图像",
                "图片", "视觉", "视频", "语音",
                instead: say(
                    en: "Of a multimodal model the text part is read, and with 'model load --with vision' its vision "
                        + "encoder; an image's tokens count in input. Video and audio are not.",
                    zh: "多模态模型读取文本部分，“model load --with vision”还计入视觉编码器；图像的 token 计入 input。视频和语音不计。"),
                nearest: "model load", "images", "input"),
            UnmodelledFeature(
                "heterogeneous", "mixed", "异构", "混搭",
                instead: say(
                    en: "All chips of one pool are of one kind; 'arch load h800 as prefill' gives prefill its own.",
                    zh: "同一资源池的芯片都是同一种；“arch load h800 as prefill”可让 Prefill 使用另一种芯片。"),
                nearest: "arch load", "arch", "serving"),
            UnmodelledFeature(
                "training", "finetuning", "rlhf", "训练", "微调", "强化学习",
                instead: say(en: "Plans serve a trained model.", zh: "方案用于部署已训练好的模型。"),
                nearest: "workload"),
            UnmodelledFeature(
                "multi-turn", "turns", "conversation", "agent", "agents", "多轮对话", "多轮", "对话", "智能体",
                instead: say(
                    en: "A request with earlier turns is one whose first tokens are cached already.",
                    zh: "带有前几轮对话的请求，即开头的 token 已在缓存中的请求。"),
                nearest: "prefix"),
        ]
    }
}
