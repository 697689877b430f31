/// What a node of a trace works out of up to four others.
package enum Operation: UInt8, Sendable {
    case constant, input, add, subtract, multiply, divide, lesser, greater, select, root, ceiling, floor, ceilingLog2,
        power

    /// Works it out; a constant and an input are there already.
    @inline(__always) func work<V: Lane>(
        _ a: V, _ b: @autoclosure () -> V, _ c: @autoclosure () -> V, _ d: @autoclosure () -> V
    ) -> V {
        switch self {
        case .constant, .input: a
        case .add: a + b()
        case .subtract: a - b()
        case .multiply: a * b()
        case .divide: a / b()
        case .lesser: V.lesser(a, b())
        case .greater: V.greater(a, b())
        case .select: V.choose(a, below: b(), c(), d())
        case .root: a.root
        case .ceiling: a.ceiling
        case .floor: a.floor
        case .ceilingLog2: a.ceilingLog2
        case .power: a.wholePower(b())
        }
    }
}

extension Trace {
    /// The inputs that a value is made of.
    package func inputs(of value: Traced) -> Set<Int> {
        value.constant == nil ? inputs(of: CollectionOfOne(value.node)) : []
    }

    /// What a value comes to where the inputs are these: plain numbers, or any other kind.
    package func evaluate<V: Lane>(_ value: Traced, at inputs: [V]) -> V {
        if let constant = value.constant { return V(constant) }
        var values: [V] = []
        for node in nodes.prefix(Int(value.node) + 1) {
            switch node.operation {
            case .constant: values.append(V(Double(bitPattern: node.bits)))
            case .input: values.append(inputs[Int(node.bits)])
            default:
                values.append(
                    node.operation.work(
                        values[Int(node.a)], values[Int(node.b)], values[Int(node.c)], values[Int(node.d)]))
            }
        }
        return values[Int(value.node)]
    }
}
