import Lanes
import Units

/// How unevenly experts are visited.
public enum ExpertRouting: Int, Choice {
    /// As the chip's `expert_spread` says, which is what its accuracy was measured with.
    case measured
    /// All alike.
    case balanced
    /// With a standard deviation over the mean.
    case spread
    /// Tokens to an expert follow a power law.
    case power

    /// The word that is typed.
    public var name: String {
        switch self {
        case .measured: "default"
        case .balanced: "balanced"
        case .spread: "spread"
        case .power: "power"
        }
    }
}

extension Engine<Double>.Workload {
    /// How unevenly experts are visited.
    public var expertLoad: LoadLaw {
        get {
            switch routing {
            case .measured: .measured
            case .balanced: .balanced
            case .spread: .spread(routingAmount)
            case .power: .power(routingAmount)
            }
        }
        set {
            switch newValue {
            case .measured: (routing, routingAmount) = (.measured, 0)
            case .balanced: (routing, routingAmount) = (.balanced, 0)
            case .spread(let spread): (routing, routingAmount) = (.spread, spread)
            case .power(let exponent): (routing, routingAmount) = (.power, exponent)
            }
        }
    }

    /// The same as a number.
    var expertLoadNumber: Double {
        get { expertLoad.number }
        set { expertLoad = LoadLaw(newValue) }
    }
}

extension Engine {
    /// Loads of experts that a law spreads: logarithmically even between a least and a largest one, with the variance of the law.
    ///
    /// Tables of kernels draw the tokens of an expert from a power law of 1 to 0.8 of the tokens and scale them to what is
    /// routed (power_law_1.01). With an exponent of 1 the logarithm of a load x is even between those of its ends, whose ratio is
    /// exp(w): the mean is 1 with x from w / (exp(w) - 1) to w / (1 - exp(-w)), and the variance w / 2 coth(w / 2) - 1. For
    /// other laws w follows from the variance.
    struct LoadSpread {
        /// Variance of loads over the square of their mean; 0 where all are alike.
        let variance: V
        /// Logarithm of the largest load over the least.
        let width: V
        /// The largest and the least load over the mean.
        let largest: V
        let least: V

        /// Loads with a variance.
        init(variance: V) {
            self.variance = variance
            // The inverse of w / 2 coth(w / 2) - 1: sqrt(12 v) for small ones, 2 (v + 1) for large, within 2 % between.
            width = 2 * (variance * variance + 2 * variance + variance / (1 + variance)).root
            let decay = LoadSpread.decay(width)
            largest = width / (1 - decay)
            least = largest * decay
        }

        /// exp(-x), within a hundredth of 1: the sixteenth power of what is a sixteenth of the way.
        static func decay(_ x: V) -> V {
            let part = x / 16
            return 1 / (1 + part + part * part / 2).wholePower(16)
        }

        /// The loads of a power law with an exponent, of so many tokens.
        init(exponent: V, tokens: V) {
            let most = greater(2, 0.8 * tokens)
            // Between powers of two the variance is taken as a straight line.
            let above = most.ceilingLog2
            let upper = LoadSpread.squares(exponent, above)
            let lower = LoadSpread.squares(exponent, greater(1, above - 1))
            let reach = V(2).wholePower(above)
            let share = lesser(1, 2 * most / reach - 1)
            self.init(variance: greater(0, lower + (upper - lower) * share - 1))
        }

        /// Mean square over the square of the mean, between 1 and 2 to the power of `binary`.
        ///
        /// With moments of x^-a: of x^n they are (M^(n+1-a) - 1) / (n+1-a).
        private static func squares(_ exponent: V, _ binary: V) -> V {
            // At 1 the first moment is a logarithm, which the law next to it meets to 1e-3.
            let a: V = exponent < 1.0001 && exponent > 0.9999 ? 1.0001 : exponent
            let most = V(2).wholePower(binary)
            let tail = halving(a - 1).wholePower(binary)
            let (zero, one, two) = (
                (tail - 1) / (1 - a), (most * tail - 1) / (2 - a), (most * most * tail - 1) / (3 - a)
            )
            return zero * two / (one * one)
        }

        /// 2 to the power of -x, for x from -1 to 1: its series.
        private static func halving(_ x: V) -> V {
            let y = x * V(-0.6931471805599453)
            var (sum, term): (V, V) = (1, 1)
            for n in 1...14 {
                term = term * y / V(Double(n))
                sum += term
            }
            return sum
        }

        /// Share of the experts that are visited, where `visits` tokens meet one on average.
        ///
        /// The mean of 1 - exp(-visits x), which is (Ein(visits largest) - Ein(visits least)) / width with the integral Ein(z)
        /// of (1 - exp(-t)) / t, taken as log(1 + z (1 + 0.781 z / (1 + z))): exact at both ends, within 9 % between.
        func visited(_ visits: V) -> V {
            func integral(_ z: V) -> V {
                let inner = 1 + z * (1 + 0.781 * z / (1 + z))
                // A logarithm as straight lines between powers of two.
                let above = inner.ceilingLog2
                let binary = above - 2 + 2 * inner / V(2).wholePower(above)
                return V(0.6931471805599453) * greater(0, binary)
            }
            let share = (integral(visits * largest) - integral(visits * least)) / width
            return lesser(1, greater(share, 1e-6))
        }
    }
}

extension Engine.Mixture {
    /// How loads are spread where that was asked for; nil where they are as the chip's accuracy was measured, or even.
    func spread(_ s: Engine.Inputs, tokens: V) -> Engine.LoadSpread? {
        let w = s.workload
        switch w.routing {
        case .measured, .balanced: return nil
        case .spread: return Engine.LoadSpread(variance: w.routingAmount * w.routingAmount)
        case .power: return Engine.LoadSpread(exponent: w.routingAmount, tokens: tokens)
        }
    }

    /// Load of the busiest rank over the mean.
    ///
    /// Of R copies the hottest experts have the first ones: what is above t is halved, with R = E ln(largest / t) / width, and a
    /// rank with such a half is the busiest. Without copies experts lie as they are numbered, and of the sums over their ranks
    /// the largest lies sqrt(2 ln ranks) deviations above the mean. No rank has more than all there is.
    func busiest(_ spread: Engine.LoadSpread, _ s: Engine.Inputs, localExperts: V) -> V {
        let d = s.deployment
        guard d.ep > 1 else { return 1 }
        let deviations = (V(2 * 0.6931471805599453) * d.ep.ceilingLog2).root
        let alone = 1 + deviations * (spread.variance / greater(1, localExperts)).root
        let halved = spread.largest * Engine.LoadSpread.decay(spread.width * d.redundantExperts / experts)
        let evened = lesser(alone, greater(1, halved / greater(1, localExperts)))
        return lesser(d.ep, V.choose(0, below: d.redundantExperts, evened, alone))
    }
}
