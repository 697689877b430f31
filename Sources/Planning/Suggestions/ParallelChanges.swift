import CostModel

// How the same model is spread over the chips.

extension Change {
    static let parallelism: [Change] = [
        Change("more_chips", .chips) { [Setting.list(("chips", 2 * $0.deployment.chips))] },
        Change("more_chips_and_batch", .chips, isSearch: true) { s in
            larger(s).map { Setting.list(("chips", 2 * s.deployment.chips), ("batch", $0)) }
        },
        Change("fewer_chips", .chips) { [Setting.list(("chips", half($0.deployment.chips)))] },
        Change("tp", .parallelism) { s in
            [half(s.deployment.tp), 2 * s.deployment.tp].map { Setting.list(("tp", $0)) }
        },
        Change("tp_and_batch", .parallelism, isSearch: true) { s in
            [half(s.deployment.tp), 2 * s.deployment.tp].flatMap { tp in
                larger(s).map { Setting.list(("tp", tp), ("batch", $0)) }
            }
        },
        Change("moe_tp", .parallelism) { s in
            guard s.model.moeLayers > 0 else { return [] }
            return [half(s.deployment.moeTP), 2 * s.deployment.moeTP].map { Setting.list(("moe_tp", $0)) }
        },
        Change("pp", .parallelism) { s in
            [half(s.deployment.pp), 2 * s.deployment.pp].map { Setting.list(("pp", $0)) }
        },
        Change("sp", .parallelism) { s in
            guard s.workload.phase == .prefill else { return [] }
            return [half(s.deployment.sp), 2 * s.deployment.sp].map { Setting.list(("sp", $0)) }
        },
    ]

    /// Half of a count; no whole number, and so refused, where it does not divide.
    private static func half(_ count: Double) -> Double { count / 2 }

    /// Batches up to twice the present one, at most 64 of them.
    static func larger(_ s: Scenario) -> [Double] { batches(s).filter { $0 > s.deployment.batch } }

    /// Batches from half to twice the present one, at most 64 on either side.
    static func batches(_ s: Scenario) -> [Double] {
        // Requests in flight that are set themselves leave the batch no say.
        guard s.workload.serving == .static || s.deployment.concurrency == 0 else { return [] }
        let batch = s.deployment.batch
        let step = max(1, (batch / 64).rounded(.up))
        let below = stride(from: batch - step, through: max(1, batch / 2), by: -step)
        let above = stride(from: batch + step, through: 2 * batch, by: step)
        return below.reversed() + Array(above)
    }
}
