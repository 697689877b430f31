/// Turns `Encodable` values into JSON, with the members of objects in the order in which they are encoded.
extension JSON {
    /// The value as JSON; what JSON cannot hold is null.
    public init(encoding value: some Encodable) {
        let encoder = ValueEncoder()
        try? value.encode(to: encoder)
        self = encoder.slot.json
    }
}

/// What an encoder has put somewhere.
private final class Slot {
    enum Kind { case value, object, array }

    var kind = Kind.value
    var value = JSON.null
    private var members: [(key: String, slot: Slot)] = []
    private var items: [Slot] = []

    var json: JSON {
        switch kind {
        case .value: value
        case .object: .object(members.map { (key: $0.key, value: $0.slot.json) })
        case .array: .array(items.map(\.json))
        }
    }

    func member(_ key: String) -> Slot {
        let slot = Slot()
        members.append((key, slot))
        return slot
    }

    func item() -> Slot {
        let slot = Slot()
        items.append(slot)
        return slot
    }
}

private struct ValueEncoder: Encoder {
    var slot = Slot()
    var codingPath: [any CodingKey] = []
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        slot.kind = .object
        return KeyedEncodingContainer(ObjectEncoder<Key>(slot: slot))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        slot.kind = .array
        return ArrayEncoder(slot: slot)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { SingleEncoder(slot: slot) }
}

private struct SingleEncoder: SingleValueEncodingContainer {
    let slot: Slot
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil() throws { slot.value = .null }
    mutating func encode(_ value: Bool) throws { slot.value = .bool(value) }
    mutating func encode(_ value: String) throws { slot.value = .string(value) }
    mutating func encode(_ value: Double) throws { slot.value = .number(value) }
    mutating func encode(_ value: Float) throws { slot.value = .number(Double(value)) }
    mutating func encode(_ value: Int) throws { slot.value = .number(Double(value)) }
    mutating func encode(_ value: some BinaryInteger & Encodable) throws {
        slot.value = .number(Double(value))
    }
    mutating func encode(_ value: some Encodable) throws {
        switch value {
        case let value as String: try encode(value)
        case let value as Double: try encode(value)
        case let value as Int: try encode(value)
        case let value as Bool: try encode(value)
        default: try value.encode(to: ValueEncoder(slot: slot))
        }
    }
}

private struct ArrayEncoder: UnkeyedEncodingContainer {
    let slot: Slot
    var codingPath: [any CodingKey] { [] }
    private(set) var count = 0

    init(slot: Slot) { self.slot = slot }

    private mutating func next() -> SingleEncoder {
        count += 1
        return SingleEncoder(slot: slot.item())
    }

    mutating func encodeNil() throws {
        var single = next()
        try single.encodeNil()
    }

    mutating func encode(_ value: some Encodable) throws {
        var single = next()
        try single.encode(value)
    }

    mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        count += 1
        return ValueEncoder(slot: slot.item()).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        count += 1
        return ValueEncoder(slot: slot.item()).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        count += 1
        return ValueEncoder(slot: slot.item())
    }
}

private struct ObjectEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let slot: Slot
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil(forKey key: Key) throws { _ = slot.member(key.stringValue) }

    mutating func encode(_ value: some Encodable, forKey key: Key) throws {
        var single = SingleEncoder(slot: slot.member(key.stringValue))
        try single.encode(value)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        ValueEncoder(slot: slot.member(key.stringValue)).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        ValueEncoder(slot: slot.member(key.stringValue)).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { ValueEncoder(slot: slot) }
    mutating func superEncoder(forKey key: Key) -> any Encoder { ValueEncoder(slot: slot.member(key.stringValue)) }
}
