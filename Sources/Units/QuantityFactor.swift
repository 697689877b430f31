/// One number of a product, with its unit: `273e9` and `0.893` of `273e9*0.893`.
struct QuantityFactor {
    /// The number as it is written.
    let number: String
    /// What stands behind it.
    let symbol: String
    /// Whether the product is divided by it.
    let divides: Bool
    /// The characters of the product's text.
    let part: Range<Int>

    /// The numbers of a product in their order; a text without `*` and `/` is one.
    ///
    /// A `/` divides where a number follows, and belongs to the unit elsewhere: `16GB/s/2`.
    static func split(_ text: String) -> [QuantityFactor] {
        let characters = Array(text)
        var factors: [QuantityFactor] = []
        var start = 0
        var divides = false
        func close(at end: Int) {
            let piece = Array(characters[start..<end])
            let length = numberLength(piece)
            factors.append(
                QuantityFactor(
                    number: String(piece[..<length]), symbol: String(piece[length...]), divides: divides,
                    part: start..<end))
        }
        for (index, character) in characters.enumerated() {
            let isQuotient =
                character == "/" && index + 1 < characters.count && startsNumber(characters[index + 1])
            guard character == "*" || character == "×" || isQuotient else { continue }
            close(at: index)
            (start, divides) = (index + 1, isQuotient)
        }
        close(at: characters.count)
        return factors
    }

    /// The number with its unit's factor, and the unit.
    ///
    /// - Parameters:
    ///   - dimension: what the whole product measures.
    ///   - isAlone: whether it is the only number; in a product a share may stand too: `64GB*90%`.
    func read(as dimension: Dimension, isAlone: Bool) throws(Quantity.Fault) -> (value: Double, unit: Unit?) {
        guard let value = Double(number), !number.isEmpty else {
            throw fault(Self.isNonFiniteWord(number + symbol) ? .notFinite : .notANumber)
        }
        guard value.isFinite else { throw fault(.notFinite) }
        if symbol.isEmpty { return (value, nil) }
        guard let unit = Unit.named(symbol, in: dimension) else {
            throw fault(.unknownUnit(symbol, nearest: Self.nearest(to: symbol, in: dimension)))
        }
        guard dimension.takes(unit) || (!isAlone && unit.dimension == .ratio) else {
            throw fault(.wrongDimension(unit))
        }
        if unit.refusesFractions, value != value.rounded() { throw fault(.fractionOf(unit)) }
        let scaled = shifted(by: unit.factor) ?? value * unit.factor
        guard scaled.isFinite else { throw fault(.notFinite) }
        if isAlone, dimension == .bytesOrShare, scaled != 0, (scaled < 1) != (unit.dimension == .ratio) {
            throw fault(.neitherShareNorSize)
        }
        return (scaled, unit)
    }

    func fault(_ error: QuantityError) -> Quantity.Fault { Quantity.Fault(error: error, part: part) }

    /// The number times a power of ten, through its exponent: 95% is 0.95 to the last bit, which 95 * 0.01 is not.
    ///
    /// Nil where the factor is not a power of ten.
    private func shifted(by factor: Double) -> Double? {
        guard let power = (-9...18).first(where: { Double("1e\($0)") == factor }) else { return nil }
        let parts = number.split(whereSeparator: { $0 == "e" || $0 == "E" })
        guard let exponent = parts.count > 1 ? Int(parts[1]) : 0, exponent.magnitude < 1000 else { return nil }
        return Double("\(parts[0])e\(exponent + power)")
    }

    /// The length of the longest beginning that can be a decimal number.
    private static func numberLength(_ characters: [Character]) -> Int {
        var index = 0
        func digits() {
            while index < characters.count, characters[index].isASCII, characters[index].isNumber { index += 1 }
        }
        if index < characters.count, characters[index] == "-" || characters[index] == "+" { index += 1 }
        digits()
        if index < characters.count, characters[index] == "." {
            index += 1
            digits()
        }
        if index < characters.count, characters[index] == "e" || characters[index] == "E" {
            let mark = index
            index += 1
            if index < characters.count, characters[index] == "-" || characters[index] == "+" { index += 1 }
            let first = index
            digits()
            if index == first { index = mark }
        }
        return index
    }

    private static func startsNumber(_ character: Character) -> Bool {
        (character.isASCII && character.isNumber) || character == "." || character == "-" || character == "+"
    }

    private static func isNonFiniteWord(_ text: String) -> Bool {
        ["nan", "inf", "infinity", "-inf", "-nan", "+inf", "-infinity"].contains(text.lowercased())
    }

    private static func nearest(to symbol: String, in dimension: Dimension) -> String? {
        let candidates = Unit.all.filter { dimension.takes($0) }.map(\.symbol)
        return candidates.first { $0.lowercased() == symbol.lowercased() }
            ?? candidates.first { $0.lowercased().hasPrefix(symbol.lowercased()) }
    }
}
