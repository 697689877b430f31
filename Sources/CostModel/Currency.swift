import Lanes

/// What prices are in.
public enum Currency: Int, Choice {
    case usd, cny

    /// The name that is typed.
    public var name: String { self == .usd ? "usd" : "cny" }
    /// The name in units: `USD`.
    public var symbol: String { self == .usd ? "USD" : "CNY" }
}

// Prices of a chip have a currency of their own, so that one from the catalogue means the same whichever is set.
extension Engine.Inputs {
    /// What one of the currency that the chip's prices are in comes to in the one that is set; 0 where no rate says so.
    private var exchange: V {
        guard chip.currency != workload.currency else { return 1 }
        let rate = workload.exchangeRate
        return workload.currency == .cny ? rate : V.choose(0, below: rate, 1 / rate, 0)
    }

    /// A price of the chip in the currency that is set.
    private func stated(_ price: V) -> V { chip.currency == workload.currency ? price : price * exchange }

    /// Rent of a chip for an hour, in the currency that is set; 0 where it is not known in that.
    var rent: V {
        get { stated(chip.price) }
        set {
            restate()
            (chip.price, chip.hasListPrice) = (newValue, false)
        }
    }

    /// What a chip costs, in the currency that is set; 0 where it is not known in that.
    var investment: V {
        get { stated(chip.capex) }
        set {
            restate()
            chip.capex = newValue
        }
    }

    /// Takes the chip's prices over into the currency that is set.
    private mutating func restate() {
        guard chip.currency != workload.currency else { return }
        (chip.price, chip.capex) = (rent, investment)
        chip.currency = workload.currency
    }
}

extension Metric {
    /// The unit with the name of a currency where it is one of money; nil for plans of several.
    public func unit(in currency: Currency?) -> String {
        guard dimension == .money, let currency else { return unit }
        return unit.hasPrefix(Self.currency) ? currency.symbol + unit.dropFirst(Self.currency.count) : unit
    }

    /// What stands for the name of a currency in units.
    static let currency = "currency"
}
