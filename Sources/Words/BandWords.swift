import Catalog
import CostModel
import Units

/// What is said of how far the figures of plans may be off.
public enum BandWords {
    /// `-9/+12 %`: the ends of the band about the figure.
    public static func text(_ band: ErrorBand) -> String { text(band.low...band.high) }

    /// The same of ratios of what is measured to what is predicted.
    public static func text(_ ratios: ClosedRange<Double>) -> String {
        "\(signed(ratios.lowerBound))/\(signed(ratios.upperBound)) %"
    }

    /// `31.6-38.1`: the ends of the band of a figure, in the unit of its metric.
    public static func interval(_ band: ErrorBand, of value: Double, _ metric: Metric) -> String {
        let interval = band.interval(of: value)
        return "\(metric.text(interval.lowerBound))-\(metric.text(interval.upperBound))"
    }

    /// A ratio as what it adds, in percent with its sign.
    private static func signed(_ ratio: Double) -> String {
        let percent = 100 * (ratio - 1)
        let text = Decimal.significant(percent.magnitude, digits: 2)
        return (percent < 0 ? "-" : "+") + (percent.magnitude < 0.1 ? "0.1" : text)
    }

    /// The band of the first plan reaches to some rank.
    public static func isShared(upTo rank: Int) -> String {
        say(
            en: "ranks 1 to \(Decimal.grouped(rank)) lie within the band: the measurements do not separate them",
            zh: "第 1 至 \(Decimal.grouped(rank)) 名都在误差区间内：实测数据分不出高下")
    }
}
