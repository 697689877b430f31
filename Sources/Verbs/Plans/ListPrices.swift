import CostModel
import Notebook
import Planning
import Presentation
import Words

extension Plans {
    /// Chips whose prices are told in lines of their own.
    private static let mostPrices = 5

    /// Where the prices are from by which columns of costs were worked out, where somebody lists them.
    ///
    /// - Parameters:
    ///   - rows: the rows that are shown, from 1.
    ///   - columns: the columns that were asked for; costs by a list price show where they are.
    ///   - format: how the table is written.
    func listPrices(_ rows: Range<Int>, shownIn columns: [Quantifier], _ format: OutputFormat) -> [Output] {
        let areCosts = columns.contains { quantifier in
            guard case .metric(let metric) = quantifier else { return false }
            return metric.dimension == .money
        }
        guard areCosts || order.map({ $0.quantifier.dimension == .money }) == true, !format.isData else { return [] }
        var lines: [String] = []
        for row in rows.prefix(Self.most) {
            let scenario = self[row].scenario
            guard scenario.isListPriced else { continue }
            for (chip, origin) in rentOrigins(of: scenario) {
                let line = ChipWords.listed(chip, ChipWords.listPrice(origin))
                if !lines.contains(line) { lines.append(line) }
            }
        }
        return lines.prefix(Self.mostPrices).map { .line($0) }
    }

    /// Where the rents of one of these plans are from, each with its chip: that of prefill workers of their own last.
    func rentOrigins(of scenario: Scenario) -> [(chip: String, origin: String)] {
        let pools = [
            ("price", subject(of: scenario).chip), ("prefill.price", scenario.hasTwoChips ? subject.prefill : nil),
        ]
        return pools.compactMap { name, chip in
            guard let chip, let parameter = Parameter.named(name) else { return nil }
            return provenance(of: scenario)?.origin(of: parameter, in: scenario).map { (chip.name, $0) }
        }
    }

    /// Rows whose chips are looked at.
    private static let most = 100
}
