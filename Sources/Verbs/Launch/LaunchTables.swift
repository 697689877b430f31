import CostModel
import Launch
import Planning
import Presentation
import Text
import Words

/// The flags of a command line as tables: those that were taken, and those that matter without a parameter.
enum LaunchTables {
    /// Flags with what they are taken as.
    static func taken(_ reading: LaunchReading, _ launched: LaunchedSession) -> Table {
        var table = Table(columns: [
            Table.Column("flag", heading: LaunchWords.flag, alignment: .left),
            Table.Column("value", heading: LaunchWords.value, alignment: .left, wraps: true),
            Table.Column("taken", heading: LaunchWords.taken, alignment: .left, wraps: true),
        ])
        for stated in reading.taken {
            guard let text = text(stated.concept, reading, launched) else { continue }
            table.rows.append([
                .text(stated.setting.flag), .text(stated.setting.value.excerpt), .text(text),
            ])
        }
        return table
    }

    /// What was set of a flag; nil where another flag says it.
    private static func text(
        _ concept: Concept, _ reading: LaunchReading, _ launched: LaunchedSession
    ) -> String? {
        let settings = launched.taken[concept] ?? []
        let words = settings.map(SettingWords.assignment).joined(separator: " ")
        switch concept {
        case .model: return launched.session.model.map { "model \($0.name)" }
        case .servedName: return nil
        case .tensor where reading.runtime.name == "llama.cpp" && reading.pipeline > 1: return "pp=\(reading.pipeline)"
        // All chips of a stage, which attention replicas divide among them.
        case .tensor where [.sglang, .trtllm].contains(reading.runtime.family): return "chips=\(reading.chips) " + words
        case .data: return reading.replicas > 1 ? words : "dp=\(reading.data)"
        case .attentionData: return "dp=\(reading.data) tp=\(reading.tensor)"
        case .experts, .expertTensor:
            guard launched.isSparse else { return nil }
            return "ep=\(reading.experts) moe_tp=\(reading.expertTensor)"
        case .cache where launched.formats.cache == nil && reading.cache != "auto": return nil
        case .cache: return Parameter.named("kv_precision").map { precision($0, launched) }
        case .weights:
            return Parameter.named(launched.isSparse ? "expert_precision" : "ffn_precision").map {
                precision($0, launched)
            }
        case .role where words.isEmpty: return reading.role.map { $0.rawValue }
        default: return words.isEmpty ? nil : words
        }
    }

    private static func precision(_ parameter: Parameter, _ launched: LaunchedSession) -> String {
        "\(parameter.name)=\(ValueWords.of(parameter, in: launched.session.draft))"
    }

    /// Flags that matter and have no parameter; nil where there are none.
    static func noted(_ reading: LaunchReading) -> Table? {
        var table = Table(columns: [
            Table.Column("flag", heading: LaunchWords.flag, alignment: .left),
            Table.Column("value", heading: LaunchWords.value, alignment: .left, wraps: true),
            Table.Column("decides", heading: LaunchWords.decides, alignment: .left, wraps: true),
        ])
        for stated in reading.noted {
            table.rows.append([
                .text(stated.setting.flag), .text(stated.setting.value.excerpt),
                .text(LaunchWords.decided(stated.concept)),
            ])
        }
        return table.rows.isEmpty ? nil : table
    }

    /// What is left to say of a reading.
    static func remarks(_ reading: LaunchReading) -> [String] {
        var lines: [String] = []
        let open = reading.open.map { "\($0.setting.flag) \($0.setting.value.excerpt)" } + reading.loose
        if !open.isEmpty { lines.append(LaunchWords.open(open)) }
        if !reading.missing.isEmpty { lines.append(LaunchWords.missing(reading.missing)) }
        if !reading.unknown.isEmpty {
            let shown = reading.unknown.prefix(5).map { flag in
                reading.runtime.table.nearest(flag).map { LaunchWords.misspelt(flag, $0) } ?? flag
            }
            lines.append(LaunchWords.unknown(shown, more: reading.unknown.count - shown.count, reading))
        }
        let defaults: [(name: String, isSet: Bool)] = [
            ("chunk", reading.chunk != nil), ("max_running", reading.maxRunning != nil),
            ("mem_fraction", reading.memory != nil), ("kv_precision", reading.cache != nil),
        ]
        let left = defaults.filter { !$0.isSet }.map(\.name)
        if !left.isEmpty { lines.append(LaunchWords.defaults(left)) }
        if reading.others > 0 { lines.append(LaunchWords.others(reading.others)) }
        return lines
    }
}
