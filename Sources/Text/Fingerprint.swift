/// A short hash that is the same on every machine and in every run (FNV-1a, 64 bits; Fowler, Noll and Vo).
public struct Fingerprint: Sendable {
    private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Begins with nothing.
    public init() {}

    /// Adds a text; where it ends counts, so that "ab", "c" and "a", "bc" differ.
    public mutating func add(_ text: String) {
        for byte in text.utf8 { add(byte) }
        add(UInt8(0xFF))
    }

    /// Adds a number by its bits; both zeros are one.
    public mutating func add(_ number: Double) {
        let bits = (number == 0 ? 0 : number).bitPattern
        for shift in stride(from: 56, through: 0, by: -8) { add(UInt8(truncatingIfNeeded: bits >> UInt64(shift))) }
    }

    private mutating func add(_ byte: UInt8) {
        hash ^= UInt64(byte)
        hash &*= 0x0000_0100_0000_01B3
    }

    /// The hash in 16 hexadecimal digits.
    public var text: String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
