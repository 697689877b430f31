import CostModel
import Planning
import Text
import Units

/// Settings of parameters in words and as commands.
public enum SettingWords {
    /// `chips 128 -> 256 (EP256), batch 10 -> 13`.
    public static func change(_ settings: [Setting], from scenario: Scenario) -> String {
        let parts = settings.filter { $0.parameter.get(scenario) != $0.value }.map { setting in
            "\(setting.parameter.name) \(pair(setting.parameter.get(scenario), setting.value, setting.parameter))"
        }
        let changed = scenario.setting(settings)
        // Expert parallelism is what a larger deployment of a mixture of experts is about.
        let isWider = changed.model.moeLayers > 0 && changed.deployment.ep > scenario.deployment.ep
        let change = parts.joined(separator: say(en: ", ", zh: "，"))
        let ep = Decimal.shortest(changed.deployment.ep)
        return isWider ? say(en: "\(change) (EP\(ep))", zh: "\(change)（EP\(ep)）") : change
    }

    /// `16 -> 32 GB/s`, with the unit once where both have the same.
    public static func pair(_ old: Double, _ new: Double, _ parameter: Parameter) -> String {
        let texts = [old, new].map { ValueWords.of($0, parameter).split(separator: " ").map(String.init) }
        let hasOneUnit = texts[0].count == 2 && texts[1].count == 2 && texts[0][1] == texts[1][1]
        return (hasOneUnit ? texts[0][0] : texts[0].joined(separator: " ")) + " -> " + texts[1].joined(separator: " ")
    }

    /// `chips=256`, which reads back as exactly the same value.
    public static func assignment(_ setting: Setting) -> String {
        "\(setting.parameter.name)=\(setting.parameter.word(setting.value))"
    }

    /// `tp=8 batch=12`.
    public static func assignments(_ settings: [Setting]) -> String {
        settings.map(assignment).joined(separator: " ")
    }

    /// The commands that make settings, one a scope; the configuration comes last, as what it must divide is set before.
    public static func commands(_ settings: [Setting]) -> [String] {
        // What prices are in goes before prices.
        let isOfMoney = settings.contains { ["currency", "fx"].contains($0.parameter.name) }
        let scopes: [Parameter.Scope] = isOfMoney ? [.workload, .arch, .model, .config] : Parameter.Scope.allCases
        return scopes.compactMap { scope in
            let own = settings.filter { $0.parameter.scope == scope }
            return own.isEmpty ? nil : "\(scope.rawValue) set \(assignments(own))"
        }
    }

    /// `on`, or `auto(on)` where what was set is not what came of it.
    public static func outcome(_ outcome: Double, _ set: Double, _ parameter: Parameter) -> String {
        let words = [set, outcome].map { ValueWords.of($0, parameter) }
        return set == outcome ? words[1] : "\(words[0])(\(words[1]))"
    }
}

/// Moves of blocks in words.
public enum MoveWords {
    /// `MoE 694 -> 500 us (-28.0 %)`, one call where their number stays, else all calls of a step.
    public static func full(_ move: BlockMove) -> String {
        let change =
            move.change.map { say(en: " (\(ShareWords.signed($0)))", zh: "（\(ShareWords.signed($0))）") } ?? ""
        guard move.calls.before == move.calls.after, move.calls.before > 0 else {
            let (before, after) = (number(1e3 * move.seconds.before), number(1e3 * move.seconds.after))
            return say(
                en: "\(move.name) \(before) -> \(after) ms/step\(change)",
                zh: "\(move.name) \(before) -> \(after) ms/step\(change)")
        }
        let (before, after) = (number(1e6 * move.oneCall.before), number(1e6 * move.oneCall.after))
        return say(
            en: "\(move.name) \(before) -> \(after) us\(change)",
            zh: "\(move.name) \(before) -> \(after) us\(change)")
    }

    /// `MoE -28.0 %`.
    public static func short(_ move: BlockMove) -> String {
        move.change.map { "\(move.name) \(ShareWords.signed($0))" } ?? full(move)
    }

    private static func number(_ value: Double) -> String {
        Decimal.fixed(value, places: value.magnitude < 100 ? 1 : 0)
    }
}
