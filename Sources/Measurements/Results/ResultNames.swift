import Catalog
import CostModel

/// What names in result files stand for.
enum ResultNames {
    /// The chip of the catalogue that a name such as `NVIDIA H100 80GB HBM3` or `h200-dgxc` has in it; nil where none is.
    static func chip(_ text: String, _ chips: ChipNames) -> String? {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "." }.map(String.init)
        // The longest name that fits says most; of equals the first.
        for length in [3, 2, 1] where words.count >= length {
            for start in 0...(words.count - length) {
                let name = words[start..<start + length].joined(separator: "-")
                if let found = try? chips.find(name, column: "chip") { return found.name }
            }
        }
        return nil
    }

    /// The model of the catalogue that one of some names stands for; nil where none does.
    static func model(_ names: [String]) -> String? {
        for name in names {
            if let entry = Catalog.models.first(where: { $0.repositories.contains(name) }) {
                // The study's weights are not those of the checkpoint.
                return (try? ModelNames.find(entry.name, column: "model").name) ?? entry.name
            }
            for variant in variants(of: name) {
                if let found = try? ModelNames.find(variant, column: "model") { return found.name }
            }
        }
        return nil
    }

    /// A name, and what it may be without what programs add: the ending of a file, its quantisation, or a missing dash.
    private static func variants(of name: String) -> [String] {
        var variants = [name]
        var words = (name.split(separator: "/").last ?? "").lowercased().replacing("_", with: "-")
            .split(separator: "-").map(String.init)
        if let last = words.last, last.hasSuffix(".gguf") { words[words.count - 1] = String(last.dropLast(5)) }
        // `Qwen2.5-7B-Instruct-Q4_K_M`: the words from the quantisation on are none of the name.
        if let end = words.firstIndex(where: { $0.count == 2 && $0.hasPrefix("q") && $0.last?.isNumber == true }) {
            words.removeSubrange(end...)
        }
        variants.append(words.joined(separator: "-"))
        // `llama2-70b`, `llama3.1-8b`
        variants.append(words.map(parted).joined(separator: "-"))
        variants.append(words.filter { !extras.contains($0) }.joined(separator: "-"))
        return variants
    }

    /// Words of makers of quantised checkpoints.
    private static let extras: Set<String> = [
        "quark", "moe", "ptpc", "fp8", "mxfp4", "nvfp4", "mtp", "eagle3", "preview", "quarot", "gguf",
    ]

    /// `llama2` as `llama-2`.
    private static func parted(_ word: String) -> String {
        guard let digit = word.firstIndex(where: \.isNumber), digit > word.startIndex, word[..<digit].count > 2,
            word[..<digit].allSatisfy(\.isLetter)
        else { return word }
        return word[..<digit] + "-" + word[digit...]
    }

    /// The format of weights that a file states, or that the model's name ends with; nil for that of the catalogue.
    static func weights(stated: String?, model names: [String]) -> PrecisionFormat? {
        if let stated { return format(stated) }
        for name in names {
            let component = name.split(separator: "/").last ?? ""
            let words = component.lowercased().split { $0 == "-" || $0 == "_" || $0 == "." || $0 == " " }
            for (index, word) in words.enumerated().reversed() where index > 0 {
                if let format = format(String(word)) { return format }
            }
        }
        return nil
    }

    private static func format(_ text: String) -> PrecisionFormat? {
        let word = text.lowercased()
        if let found = try? FormatNames.find(word, column: "weights") { return found }
        // llama.cpp's formats keep activations as they are; `Q4_K_M` has its bits behind the letter.
        let bits: [Character: PrecisionFormat] = [
            "2": .w2a16, "3": .w3a16, "4": .w4a16, "5": .w5a16, "6": .w6a16, "8": .w8a16,
        ]
        let tail = word.drop { $0 == "i" }
        guard tail.first == "q", tail.count >= 2, let digit = tail.dropFirst().first else { return nil }
        return bits[digit]
    }

    /// The format of the KV cache; nil for that of the catalogue.
    static func cache(_ text: String?) -> String? {
        guard let text = text?.lowercased() else { return nil }
        if text.hasPrefix("fp8") { return "fp8" }
        if text.hasPrefix("int8") || text.hasPrefix("q8") { return "int8" }
        if ["bf16", "f16", "fp16", "bfloat16", "float16"].contains(text) { return "bf16" }
        return text.hasPrefix("nvfp4") || text.hasPrefix("fp4") ? "fp4" : nil
    }
}
