import CostModel
import Units

/// What a handful of runs can tell of a chip: by how much two parts of a step take longer than its constants say.
public enum ChipFactor: String, Sendable, CaseIterable {
    /// What takes its time whatever there is to do: launches, latencies, gaps of layers, host time.
    case overhead
    /// What takes its time by bytes and operations: memory, matrix unit, attention, links.
    case work

    /// What people call it.
    public var title: String {
        switch self {
        case .overhead: say(en: "overhead", zh: "开销")
        case .work: say(en: "work", zh: "计算访存")
        }
    }

    /// The parameters of a chip that it scales: times by the factor, shares of a peak by its inverse.
    public var parameters: [Parameter] { Self.scaled[self] ?? [] }

    /// Factors that are looked at: no deployment that was measured came near either end.
    public static let range = 0.2...5.0

    private static let scaled: [ChipFactor: [Parameter]] = [
        .overhead: [
            "launch", "prefill_launch", "layer_time", "vllm_layer_time", "sglang_layer_time", "sequence_time",
            "host_time",
            "request_time", "expert_start", "attn_start", "a2a_start", "message_gap", "latency", "inter_latency",
            "rack_latency", "spine_latency",
        ].compactMap(Parameter.named),
        .work: ["dram_util", "matrix_eff", "attn_eff", "intra_util", "inter_util", "rack_util", "spine_util"]
            .compactMap(Parameter.named),
    ]

    /// The value that a parameter has with the factor, within its range: no share of a peak passes 1.
    func scaled(_ value: Double, of parameter: Parameter, by factor: Double) -> Double {
        let scaled = self == .work ? value / factor : value * factor
        return min(max(parameter.range.lowerBound, scaled), parameter.range.upperBound)
    }
}

/// A value of each factor.
public struct ChipFactors: Sendable, Equatable {
    /// That of overheads.
    public var overhead: Double
    /// That of work.
    public var work: Double

    /// Factors; 1 changes nothing.
    public init(overhead: Double = 1, work: Double = 1) { (self.overhead, self.work) = (overhead, work) }

    /// One of them.
    public subscript(factor: ChipFactor) -> Double { factor == .overhead ? overhead : work }

    /// The parameters of a chip that change, with the values that they get.
    public func values(on chip: Chip) -> [CalibratedValue] {
        ChipFactor.allCases.flatMap { factor in
            factor.parameters.filter { $0.exists(on: chip) }.compactMap { parameter in
                let value = ChipField(parameter: parameter).get(chip)
                let scaled = factor.scaled(value, of: parameter, by: self[factor])
                return scaled == value ? nil : CalibratedValue(parameter, Decimal.rounded(scaled, digits: 6))
            }
        }
    }

    /// The values that these parameters have on the chip as it is.
    public func before(on chip: Chip) -> [CalibratedValue] {
        values(on: chip).map { CalibratedValue($0.parameter, ChipField(parameter: $0.parameter).get(chip)) }
    }

    /// A chip with them.
    public func applied(to chip: Chip) -> Chip { chip.setting(values(on: chip)) }
}

/// A parameter of a chip and a value of it.
public struct CalibratedValue: Sendable, Equatable {
    /// Which.
    public let parameter: Parameter
    /// Its value, in SI units.
    public let value: Double

    /// Pairs both.
    public init(_ parameter: Parameter, _ value: Double) { (self.parameter, self.value) = (parameter, value) }
}

extension Parameter {
    /// Whether the network of a chip has the tier that this is of.
    fileprivate func exists(on chip: Chip) -> Bool {
        name.hasPrefix("rack_")
            ? chip.network.rack.size > 0 : name.hasPrefix("spine_") ? chip.network.spine.size > 0 : true
    }
}

extension Chip {
    /// The same chip with other values of some parameters.
    func setting(_ values: [CalibratedValue]) -> Chip {
        var chip = self
        ChipField.set(values.map { (ChipField(parameter: $0.parameter), $0.value) }, of: &chip)
        return chip
    }
}
