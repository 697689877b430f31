import CostModel
import Planning
import Text
import Units

/// Settings of parameters in words and as commands.
enum SettingText {
    /// `chips 128 -> 256 (EP256), batch 10 -> 13`.
    static func change(_ settings: [Setting], from scenario: Scenario) -> String {
        let parts = settings.filter { $0.parameter.get(scenario) != $0.value }.map { setting in
            "\(setting.parameter.name) \(pair(setting.parameter.get(scenario), setting.value, setting.parameter))"
        }
        let changed = scenario.setting(settings)
        // Expert parallelism is what a larger deployment of a mixture of experts is about.
        let isWider = changed.model.moeLayers > 0 && changed.deployment.ep > scenario.deployment.ep
        return parts.joined(separator: ", ") + (isWider ? " (EP\(Decimal.shortest(changed.deployment.ep)))" : "")
    }

    /// `16 -> 32 GB/s`, with the unit once where both have the same.
    static func pair(_ old: Double, _ new: Double, _ parameter: Parameter) -> String {
        let texts = [old, new].map { ValueText.of($0, parameter).split(separator: " ").map(String.init) }
        let hasOneUnit = texts[0].count == 2 && texts[1].count == 2 && texts[0][1] == texts[1][1]
        return (hasOneUnit ? texts[0][0] : texts[0].joined(separator: " ")) + " -> " + texts[1].joined(separator: " ")
    }

    /// `chips=256`, which reads back as exactly the same value.
    static func assignment(_ setting: Setting) -> String {
        "\(setting.parameter.name)=\(setting.parameter.word(setting.value))"
    }

    /// `tp=8 batch=12`.
    static func assignments(_ settings: [Setting]) -> String {
        settings.map(assignment).joined(separator: " ")
    }

    /// The commands that make settings, one a scope; the configuration comes last, as what it must divide is set before.
    static func commands(_ settings: [Setting]) -> [String] {
        Parameter.Scope.allCases.compactMap { scope in
            let own = settings.filter { $0.parameter.scope == scope }
            return own.isEmpty ? nil : "\(scope.rawValue) set \(assignments(own))"
        }
    }
}

/// Shares and conditions in words.
enum ShareText {
    /// `+28.0 %`, `-9.1 %`.
    static func signed(_ share: Double, places: Int = 1) -> String { number(share, places: places) + " %" }

    /// `+28.0`, in percent.
    static func number(_ share: Double, places: Int = 1) -> String {
        let text = Decimal.fixed(100 * share, places: places)
        return share > 0 && text.contains { $0 != "0" && $0 != "." } ? "+" + text : text
    }

    /// `tps_batch>=10: 9.52 (4.8 % short)`.
    static func miss(_ miss: Miss) -> String {
        let comparison = miss.comparison
        var text = value(of: miss)
        if let shortfall = miss.shortfall {
            let isShort = comparison.relation == .atLeast || comparison.relation == .above
            let percent = Decimal.fixed(100 * shortfall, places: 1)
            text += " (\(percent == "0.0" ? "less than 0.1" : percent) % \(isShort ? "short" : "over"))"
        }
        return text
    }

    /// `tps_batch>=10: 9.52`.
    static func value(of miss: Miss) -> String {
        // Of several comparisons the one is named that is nearest to hold.
        let name = miss.condition.comparison == nil ? miss.comparison.quantifier.name + " " : ""
        return "\(miss.condition.text): \(name)\(value(miss.value, miss.comparison.quantifier))"
    }

    /// A value of what plans are compared by.
    static func value(_ value: Double, _ quantifier: Quantifier) -> String {
        switch quantifier {
        case .metric(let metric): value.isNaN ? "none" : metric.text(value)
        case .parameter(let parameter): ValueText.of(value, parameter)
        }
    }
}

/// Lists in lines that fit a screen.
enum ListText {
    /// Columns of a line.
    private static let width = 100

    /// A title and items behind it, on as many lines as they need; those after the first are indented.
    static func lines(_ title: String, _ items: [String]) -> [String] {
        var lines = [title]
        for (index, item) in items.enumerated() {
            let text = item + (index + 1 < items.count ? "," : "")
            if DisplayWidth.of(lines[lines.count - 1]) + 1 + DisplayWidth.of(text) > width {
                lines.append("  " + text)
            } else {
                lines[lines.count - 1] += " " + text
            }
        }
        return lines
    }
}

/// Moves of blocks in words.
enum MoveText {
    /// `MoE 694 -> 500 us (-28.0 %)`, one call where their number stays, else all calls of a step.
    static func full(_ move: BlockMove) -> String {
        let change = move.change.map { " (\(ShareText.signed($0)))" } ?? ""
        guard move.calls.before == move.calls.after, move.calls.before > 0 else {
            return
                "\(move.name) \(number(1e3 * move.seconds.before)) -> \(number(1e3 * move.seconds.after)) ms/step\(change)"
        }
        return "\(move.name) \(number(1e6 * move.oneCall.before)) -> \(number(1e6 * move.oneCall.after)) us\(change)"
    }

    /// `MoE -28.0 %`.
    static func short(_ move: BlockMove) -> String {
        move.change.map { "\(move.name) \(ShareText.signed($0))" } ?? full(move)
    }

    private static func number(_ value: Double) -> String {
        Decimal.fixed(value, places: value.magnitude < 100 ? 1 : 0)
    }
}
