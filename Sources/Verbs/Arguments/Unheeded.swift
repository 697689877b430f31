import CostModel
import Planning
import Words

/// Which of the parameters that were set count for nothing.
enum Unheeded {
    /// Parameters that stand for how requests come, or how many there are at once: one of them takes the place of others.
    private static let rivals = ["rate", "users", "think", "concurrency", "batch"].compactMap(Parameter.named)

    /// Parameters that count in some models alone.
    private static let ofModels = ["images", "hottest", "redundant", "expert_load"].compactMap(Parameter.named)

    /// What is said after a change: of what was set and does not count, and of what counted before.
    static func remarks(on assignments: [Assignment], _ before: Session, _ after: Session) -> [String] {
        let (old, new) = (before.draft, after.draft)
        let assigned = Set(assignments.map(\.parameter.name))
        let idle = ofModels.filter { parameter in
            let isSet = parameter.get(new) != parameter.get(Session().draft)
            return isSet && after.model != nil && assigned.contains(parameter.name)
        }
        let remarks = idle.compactMap { parameter in
            UnheededWords.reason(parameter, new).map { UnheededWords.doesNotCount(parameter, new, $0) }
        }
        let others = rivals.filter { $0.get(new) > 0 }.compactMap { (parameter) -> String? in
            guard let reason = UnheededWords.reason(parameter, new) else { return nil }
            if assigned.contains(parameter.name) {
                // The verb has a sentence of its own for a load that nothing serves.
                let isLoad = parameter.name == "rate" || (new.workload.hasThinkers && parameter.name != "concurrency")
                let isSaid = new.workload.serving == .static && isLoad
                return isSaid ? nil : UnheededWords.doesNotCount(parameter, new, reason)
            }
            // A batch is always set.
            guard parameter.name != "batch", UnheededWords.reason(parameter, old) == nil else { return nil }
            return UnheededWords.noLongerCounts(parameter, new, reason)
        }
        return remarks + others
    }

    /// What is said of a plan whose workload names both a rate and users.
    static func remarks(on plan: PlanResult) -> [String] {
        rivals.filter { ["rate", "users"].contains($0.name) && $0.get(plan.scenario) > 0 }.compactMap { parameter in
            UnheededWords.reason(parameter, plan.scenario).map {
                UnheededWords.doesNotCount(parameter, plan.scenario, $0)
            }
        }
    }

    /// What is said of the axes along which no figure of a sweep moves.
    static func remarks(on result: SweepResult) -> [String] {
        InertAxes.of(result).map { UnheededWords.inert($0, UnheededWords.reason($0, result[0].scenario)) }
    }
}
