/// Values by the order in which they came up, each once.
struct Interned<Value: Hashable & Sendable>: Sendable {
    /// The values.
    private(set) var values: [Value] = []
    private var numbers: [Value: Int] = [:]

    /// The number of a value, which is a new one where it has none.
    mutating func number(of value: Value) -> Int {
        if let number = numbers[value] { return number }
        let number = values.count
        numbers[value] = number
        values.append(value)
        return number
    }
}
