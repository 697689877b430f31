import CostModel
import Units

/// What the case study says of its model besides the configuration: DeepSeek-V3 in the precision of the study.
enum StudiedModel {
    /// Its name in the list.
    static let name = "deepseek-v3"

    /// In what it differs from the checkpoint.
    static var difference: String {
        say(
            en: "W8A16 with an 8-bit KV cache, as in the case study; the checkpoint is FP8: 'model load deepseek-r1' "
                + "has its formats",
            zh: "按案例采用 W8A16 和 8 位 KV 缓存；原始权重为 FP8，其格式见“model load deepseek-r1”")
    }

    /// Where its formats come from.
    static let origins = [
        Origin(
            "attn_precision", "ffn_precision", "expert_precision", "head_precision",
            from: say(
                en: "case study: W8A16; one 16-bit scale for 128 weights, the usual group of weight-only quantisation",
                zh: "实战案例：W8A16；每 128 个权重一个 16 bit 缩放系数，为只量化权重时的常用分组")),
        Origin(
            "kv_precision",
            from: say(
                en: "8-bit latents: the case's 379 us per MLA call is the time to read one byte each",
                zh: "8 bit 潜在向量：案例中 MLA 单次 379 us，正是逐个读取一字节的时间")),
        Origin(
            "dispatch_precision", "combine_precision",
            from: say(
                en: "activations travel as they are, 16 bits wide (DeepEP sends BF16 unless told to use FP8)",
                zh: "激活值按原样以 16 bit 传输（DeepEP 默认发送 BF16，除非指定 FP8）")),
        Origin(
            "embedding_precision",
            from: say(
                en: "weight-only quantisation covers matrix products; the table is looked up and stays 16 bits wide",
                zh: "只量化权重时仅涉及矩阵乘；词嵌入表按查表使用，保持 16 bit")),
    ]

    /// The model in the study's formats.
    static func adapted(_ reading: CatalogEntry<Model>.Reading) -> CatalogEntry<Model>.Reading {
        var model = reading.value
        model.precision = .w8a16
        return CatalogEntry.Reading(value: model, leftOut: reading.leftOut, encoder: reading.encoder)
    }
}
