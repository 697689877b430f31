import CostModel
import Text
import Units

/// What is served, in a title.
public enum WorkloadWords {
    /// `decode of 4096 tokens`, and what else is set, without what differs from plan to plan.
    public static func title(_ scenario: Scenario, without differing: Set<String>) -> String {
        let workload = scenario.workload
        var covered: Set<String> = ["phase", "serving", "input", "output", "context"]
        if workload.draft == 0 { covered.insert("acceptance") }
        var words: [String] = []
        if differing.isDisjoint(with: covered) {
            words = [sentence(workload)]
        } else {
            covered = covered.intersection(differing).union(["acceptance"])
            if !differing.contains("serving"), !differing.contains("phase") {
                words.append(kind(workload))
                covered.formUnion(["serving", "phase"])
            }
            words += Parameter.all(in: .workload).filter { parameter in
                ["input", "output", "context"].contains(parameter.name) && !differing.contains(parameter.name)
                    && parameter.get(scenario) > 0
            }.map { word($0, scenario) }
            covered.formUnion(["input", "output", "context"])
        }
        let rest = Unsaid.parameters(.workload, setIn: scenario).filter { parameter in
            !covered.contains(parameter.name) && !differing.contains(parameter.name)
        }
        return (words + rest.map { word($0, scenario) }).joined(separator: " ")
    }

    /// What is done, and with how many tokens.
    private static func sentence(_ workload: Workload) -> String {
        if workload.serving == .static, workload.phase == .decode, workload.contextOverride > 0 {
            return say(en: "decode at \(number(workload.contextOverride)) tokens")
        }
        return say(en: "\(kind(workload)) of \(lengths(workload)) tokens")
    }

    /// The phase, or the mode of serving where there is one.
    public static func kind(_ workload: Workload) -> String {
        workload.serving == .static ? workload.phase.name : workload.serving.name
    }

    private static func lengths(_ workload: Workload) -> String {
        let isPrefill = workload.serving == .static && workload.phase == .prefill
        return number(workload.input) + (workload.output > 0 && !isPrefill ? " + \(number(workload.output))" : "")
    }

    private static func number(_ value: Double) -> String { Decimal.shortest(value) }

    private static func word(_ parameter: Parameter, _ scenario: Scenario) -> String {
        "\(parameter.name)=\(ValueWords.of(parameter.get(scenario), parameter))"
    }
}
