import CostModel
import Units

/// What a maker prints of a chip: dense rates in FLOP/s, capacities in bytes, bandwidths in bytes/s one way.
///
/// What is printed as GB of DRAM is mostly GiB, less what error correction, firmware and driver take.
struct Datasheet {
    /// Dense BF16 matrix rate.
    let bf16: Double
    /// Dense FP8 rate; 0 without a unit of its own.
    var fp8 = 0.0
    /// Dense INT8 rate; 0 without a unit of its own or where it is not published.
    var int8 = 0.0
    /// Dense FP4 rate; 0 without a unit of its own.
    var fp4 = 0.0
    /// DRAM that a program can allocate: what the runtime reports where that is known, else what is printed, in GiB.
    let dram: Double
    /// Theoretical DRAM bandwidth.
    let dramBandwidth: Double
    /// Chips of one fast domain.
    let group: Double
    /// Bandwidth of a chip into its fast domain.
    let intra: Double
    /// Bandwidth of a chip out of its fast domain.
    let inter: Double
    /// Thermal design power, watts; 0 where it is not published.
    var tdp = 0.0

    /// The chip with these figures and the efficiencies of its family.
    ///
    /// The peak is the larger 8-bit rate; where no 8-bit unit beats BF16 it is the BF16 rate. The outer tier reaches
    /// every chip: no deployment has a million.
    func chip(_ family: Efficiencies) -> Chip {
        let peak = max(bf16, fp8, int8)
        let network = Network(
            intra: Tier(size: group, bandwidth: intra), inter: Tier(size: 1e6, bandwidth: inter))
        let chip = Chip(peakFLOPS: peak, dramBytes: dram, dramBandwidth: dramBandwidth, network: network)
        return chip.with {
            $0.peak16Share = bf16 / peak
            $0.fp8Share = fp8 / peak
            $0.int8Share = int8 / peak
            $0.fp4Share = fp4 / peak
            $0.power = tdp
            family.apply(to: &$0)
        }
    }
}

extension CatalogEntry where Value == Chip {
    /// An entry from a datasheet; origins of the chip replace those of its family.
    ///
    /// - Parameters:
    ///   - aliases: usual spellings beyond the name without its hyphens and without its first word.
    ///   - announced: when it is to ship, of what is announced alone.
    ///   - price: its rent, where somebody lists it.
    static func chip(
        _ name: String, _ title: String, _ family: Efficiencies, _ datasheet: Datasheet, origins: [Origin],
        calibration: CalibrationRecord? = nil, aliases: [String] = [], announced: String? = nil,
        price: ListPrice? = nil
    ) -> CatalogEntry {
        var chip = datasheet.chip(family)
        if let price { (chip.price, chip.currency, chip.hasListPrice) = (price.hour, price.currency, true) }
        var entry = CatalogEntry(
            name: name, title: title, value: chip,
            origins: Origin.merged(origins + (price.map { [$0.origin] } ?? []), family.origins),
            calibration: calibration)
        entry.aliases = spellings(of: name) + aliases
        entry.announced = announced
        return entry
    }

    /// What makers call their chips in Chinese.
    private static let brands: [Substring: String] = [
        "ascend": "昇腾", "kunlun": "昆仑芯", "metax": "沐曦", "hygon": "海光",
    ]

    /// `rtx5090` and `5090` of `rtx-5090`, `昇腾910b` of `ascend-910b`.
    private static func spellings(of name: String) -> [String] {
        let words = name.split(separator: "-")
        let rest = words.dropFirst().joined(separator: "-")
        let isBrand = words.first?.allSatisfy(\.isLetter) == true
        let model = isBrand && rest.contains(where: \.isNumber) && rest.count > 2 ? [rest] : []
        let chinese = words.first.flatMap { brands[$0] }.map { [$0 + rest] } ?? []
        return words.count > 1 ? [words.joined()] + model + chinese : []
    }

    /// The figures of the datasheet for which no document was read.
    public var unverified: [Parameter] { ChipField.all.map(\.parameter).filter { basis(of: $0) == .unverified } }
}

extension Origin {
    /// The origin of `core` where processors take tiles of a product as they come.
    static func tileQueue(_ processors: String, in source: String) -> Origin {
        Origin("core", from: "1: \(processors) (\(source)) draw tiles from a queue and need not divide N")
    }

    /// The origin of rates that the chip has no unit for.
    static func none(_ parameters: [String], _ reason: @autoclosure @escaping @Sendable () -> String) -> Origin {
        Origin(parameters: parameters, text: say(en: "0: \(reason())", zh: "0：\(reason())"))
    }

    /// The origins of both lists, without those of the second for parameters that the first names.
    static func merged(_ first: [Origin], _ second: [Origin]) -> [Origin] {
        let named = Set(first.flatMap(\.parameters))
        return first
            + second.compactMap { origin in
                let rest = origin.parameters.filter { !named.contains($0) }
                return rest.isEmpty ? nil : Origin(parameters: rest, basis: origin.basis, text: origin.text)
            }
    }
}
