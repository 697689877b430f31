import CostModel
import Planning
import Text
import Units

/// What is said where nothing can be least in money or power.
extension SizingWords {
    /// A load that leaves less free than the margin of a size.
    public static func tooMuch(_ obstacle: SizingObstacle, _ terms: SizingTerms) -> String {
        say(
            en: "\(self.obstacle(obstacle, terms)); 'size' leaves \(percent(terms.margin)) free (margin)",
            zh: "\(self.obstacle(obstacle, terms))；“size”保留 \(percent(terms.margin)) 的余量（margin）")
    }

    /// Copies of pools are not counted.
    public static var countsWorkers: String {
        say(en: "pools are not counted in copies", zh: "分离式的池不按副本计数")
    }
    /// What counts them.
    public static var workersOfPools: String {
        say(
            en: "decode_workers and prefill_workers count the workers of pools",
            zh: "池的实例数由 decode_workers 和 prefill_workers 给出")
    }

    /// Whether a chip has what is to be least, in any currency.
    private static func isPriced(_ chip: Chip, _ goal: SizingTerms.Goal) -> Bool {
        goal == .cost ? chip.price > 0 || chip.capex > 0 : chip.power > 0
    }

    /// Whether the chip that prefills is the one without.
    private static func isOfPrefill(_ goal: SizingTerms.Goal, _ scenario: Scenario) -> Bool {
        isPriced(scenario.chip, goal) && scenario.prefillChip.map { !isPriced($0, goal) } == true
    }

    /// No price, or no power, so that nothing can be least in it.
    public static func noPrice(
        _ goal: SizingTerms.Goal, _ scenario: Scenario, _ chip: String, _ prefill: String? = nil
    ) -> String {
        let what = goal == .cost ? "price" : "tdp"
        guard let prefill, isOfPrefill(goal, scenario) else {
            return say(en: "\(chip) has no \(what)", zh: "\(chip) 未设置 \(what)")
        }
        return say(
            en: "\(prefill), which prefills, has no \(what)", zh: "用于 Prefill 的 \(prefill) 未设置 \(what)")
    }
    /// How to state one.
    public static func setPrice(_ goal: SizingTerms.Goal, _ scenario: Scenario) -> String {
        if isOfPrefill(goal, scenario) {
            return goal == .cost
                ? say(
                    en: "arch set prefill.price=2.79 (rent of a chip for an hour), or prefill.capex=28000 "
                        + "prefill.years=4",
                    zh: "arch set prefill.price=2.79（单芯每小时租金），或 prefill.capex=28000 prefill.years=4")
                : say(en: "arch set prefill.tdp=700W", zh: "例如 arch set prefill.tdp=700W")
        }
        if goal == .cost, isPriced(scenario.chip, goal) {
            return say(
                en: "workload set fx=7.1 (CNY for a USD): prices are known in the other currency",
                zh: "workload set fx=7.1（1 USD 合多少 CNY）：已有价格以另一种货币计")
        }
        return goal == .cost
            ? say(
                en: "arch set price=2.79 (rent of a chip for an hour), or capex=28000 years=4",
                zh: "arch set price=2.79（单芯每小时租金），或 capex=28000 years=4")
            : say(en: "arch set tdp=700W", zh: "例如 arch set tdp=700W")
    }
}
