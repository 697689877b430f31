import CostModel
import Measurements

/// Formats of weights and caches that a command states, or the name of its checkpoint.
struct CheckpointFormats {
    /// The format of attention's projections and of experts; nil for what the catalogue has.
    private(set) var attention: PrecisionFormat?
    private(set) var experts: PrecisionFormat?
    /// The format of the KV cache.
    private(set) var cache: ElementFormat?
    /// A word in the name that is a format that the engine does not have.
    private(set) var unknown: String?

    /// Formats of weights by the names that flags have for them, beside those of tables.
    private static let stated: [(name: String, format: PrecisionFormat)] = [
        ("modelopt_fp4", .nvfp4), ("modelopt", .fp8), ("modelopt_fp8", .fp8), ("petit_nvfp4", .nvfp4a16),
        ("awq_marlin", .w4a16), ("gptq_marlin", .w4a16), ("moe_wna16", .w4a16), ("bitsandbytes", .w4a16),
        ("w8a8_int8", .w8a8), ("w8a8_fp8", .fp8), ("fbgemm_fp8", .fp8), ("ptpc_fp8", .fp8), ("fp8_per_block", .fp8),
        ("fp8_per_tensor", .fp8), ("fp8_block_scales", .fp8), ("w4a8_awq", .w4a8), ("int8", .w8a8), ("eetq", .w8a16),
    ]

    /// Flags that say who wrote the checkpoint, not in which format.
    private static let makers: Set = [
        "ascend", "compressed-tensors", "quark", "gguf", "modelopt_mixed", "auto-round", "torchao", "auto",
    ]

    /// Reads the flag of weights, that of the cache, and names.
    init(weights: String?, cache: String?, names: [String]) {
        self.cache = CheckpointNames.cache(cache).flatMap { name in ElementFormat.allCases.first { $0.name == name } }
        let word = weights?.lowercased()
        let isMaker = word.map { Self.makers.contains($0) } ?? true
        if let word, !isMaker {
            let format =
                Self.stated.first { $0.name == word }?.format ?? CheckpointNames.weights(stated: word, names: [])
            (attention, experts) = (format, format)
            if format == nil { unknown = word }
        } else if !readWords(of: names) {
            let format = CheckpointNames.weights(stated: nil, names: names) ?? (word == "ascend" ? .w8a8 : nil)
            (attention, experts) = (format, format)
        }
    }

    /// Reads words such as `w8a8c8`: bits of weights, of activations and of the cache; what stands behind may be the part that
    /// has them.
    private mutating func readWords(of names: [String]) -> Bool {
        var isFound = false
        for name in names {
            let words = (name.split(separator: "/").last ?? "").lowercased().split { "-_.:".contains($0) }
            for (place, word) in words.enumerated() {
                guard let (bits, cacheBits) = Self.bits(word) else { continue }
                isFound = true
                if cacheBits == "8", cache == nil { cache = .int8 }
                let format = PrecisionFormat.allCases.first { $0.name == bits }
                let part = place + 1 < words.count ? words[place + 1] : ""
                if format == nil { unknown = bits }
                if part != "mlp" && part != "moe" { attention = format }
                if part != "attn" { experts = format }
            }
            if isFound { return true }
        }
        return false
    }

    /// `w8a8c8` as `w8a8` and `8`.
    private static func bits(_ word: Substring) -> (weights: String, cache: Substring?)? {
        guard word.first == "w", let a = word.firstIndex(of: "a"), word.count < 9 else { return nil }
        let activations = word[word.index(after: a)...].prefix(while: \.isNumber)
        guard word[..<a].dropFirst().allSatisfy(\.isNumber), !activations.isEmpty,
            a > word.index(after: word.startIndex)
        else { return nil }
        let rest = word[activations.endIndex...]
        guard rest.isEmpty || (rest.first == "c" && rest.dropFirst().allSatisfy(\.isNumber)) else { return nil }
        return (String(word[..<activations.endIndex]), rest.isEmpty ? nil : rest.dropFirst())
    }

    /// Puts them into a model.
    func apply(to model: inout Model) {
        if let experts, experts == attention {
            CheckpointNames.apply(experts, to: &model)
        } else if model.precision.experts.only != .mxfp4 {
            if let attention { model.precision.attention = WeightMix(attention) }
            if let experts, model.moeLayers > 0 { model.precision.experts = WeightMix(experts) }
        }
        if let cache { model.precision.kvCache = cache }
    }
}
