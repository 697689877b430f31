import CostModel

// How the same model is spread over the chips.

extension Change {
    static let parallelism: [Change] = [
        Change("more_chips", .chips, atBestLoad: false) { plan in
            [Setting.list(("chips", 2 * plan.scenario.deployment.chips))]
        },
        // What a wider spread leaves room for is another tensor parallelism and another batch.
        Change("chips", .chips, isSearch: true, with: [.tensor, .experts, .prefillers]) { plan in
            let chips = plan.scenario.deployment.chips
            return [half(chips), 2 * chips].map { Setting.list(("chips", $0)) }
        },
        Change("tp", .parallelism, with: [.prefillers]) { plan in
            let tp = plan.scenario.deployment.tp
            return [half(tp), 2 * tp].map { wideEnough(Setting.list(("tp", $0)), plan) }
        },
        Change("moe_tp", .parallelism) { plan in
            guard plan.scenario.model.moeLayers > 0 else { return [] }
            let moeTP = plan.scenario.deployment.moeTP
            return [half(moeTP), 2 * moeTP].map { wideEnough(Setting.list(("moe_tp", $0)), plan) }
        },
        Change("tp_and_moe_tp", .parallelism, isSearch: true) { plan in
            guard plan.scenario.model.moeLayers > 0 else { return [] }
            let d = plan.scenario.deployment
            let pairs = [half(d.tp), 2 * d.tp].flatMap { tp in
                [half(d.moeTP), 2 * d.moeTP, d.chips / d.pp].map { (tp, $0) }
            }
            return pairs.map { Setting.list(("tp", $0.0), ("moe_tp", $0.1)) }
        },
        Change("pp", .parallelism) { plan in
            let d = plan.scenario.deployment
            // Prefill workers keep the stages that they have.
            let prefill = plan.scenario.workload.serving == .disagg && d.prefillPP == 0
            return [half(d.pp), 2 * d.pp].map { pp in
                wideEnough(
                    prefill ? Setting.list(("pp", pp), ("prefill_pp", d.pp)) : Setting.list(("pp", pp)), plan)
            }
        },
        Change("sp", .parallelism) { plan in
            guard plan.scenario.workload.phase == .prefill else { return [] }
            let sp = plan.scenario.deployment.sp
            return [half(sp), 2 * sp].map { wideEnough(Setting.list(("sp", $0)), plan) }
        },
    ]

    /// The settings, and the chips of one whole group where the plan has fewer: nothing smaller is worth trying.
    private static func wideEnough(_ settings: [Setting], _ plan: PlanResult) -> [Setting] {
        let changed = plan.scenario.setting(settings)
        let d = changed.deployment
        let needed = d.pp * max(d.tp * d.sp, changed.model.moeLayers > 0 ? d.moeTP : 1)
        return d.chips < needed ? settings + Setting.list(("chips", needed)) : settings
    }

    /// Half of a count; no whole number, and so refused, where it does not divide.
    static func half(_ count: Double) -> Double { count / 2 }
}
