import Catalog
import Text
import Units

/// What is said of how far the figures of plans may be off.
public enum BandWords {
    /// `+- 9 %`.
    public static func text(_ band: ErrorBand) -> String {
        let percent = 100 * band.half
        return "+- \(percent < 0.1 ? "0.1" : Decimal.significant(percent, digits: 2)) %"
    }

    /// The band of the first plan reaches to some rank.
    public static func isShared(upTo rank: Int) -> String {
        say(
            en:
                "ranks 1 to \(Decimal.grouped(rank)) lie within the band: the measurements do not separate them")
    }
}
