/// Instructions that only one side of a select needs, which are run where some plan takes that side.
struct Detour: Sendable {
    /// The first of them, and the select behind the last.
    let start: Int
    let end: Int
    /// The select.
    let select: Tape.Instruction
    /// Whether they are needed where the condition holds, or where it does not.
    let isHeld: Bool

    /// Instructions worth a look at the condition.
    private static let least = 16

    /// Moves what only one side of a select needs in front of it.
    ///
    /// - Parameters:
    ///   - instructions: all of them, in the order of the trace.
    ///   - results: the nodes that are needed in any case.
    static func arranged(
        _ instructions: [Tape.Instruction], results: [Int32]
    ) -> (instructions: [Tape.Instruction], detours: [Detour]) {
        var users: [Int32: [Int]] = [:]
        for (place, code) in instructions.enumerated() {
            for operand in Set(code.operands) { users[operand, default: []].append(place) }
        }
        let wanted = Set(results)
        // For each select the places that are run in front of it alone; a place belongs to one at most.
        var owner = [Int?](repeating: nil, count: instructions.count)
        var sides: [Int: (held: [Int], other: [Int])] = [:]
        for (place, code) in instructions.enumerated().reversed()
        where code.operation == .select && owner[place] == nil {
            func own(_ side: Int32, _ other: Int32) -> [Int] {
                var found: Set<Int> = []
                for before in stride(from: place - 1, through: 0, by: -1) where owner[before] == nil {
                    let node = instructions[before].out
                    guard !wanted.contains(node), let users = users[node] else { continue }
                    let isSide = node == side && node != other && node != code.a && node != code.b
                    if users.allSatisfy({ found.contains($0) || ($0 == place && isSide) }) { found.insert(before) }
                }
                let cost = found.reduce(0) { $0 + (instructions[$1].operation == .power ? least : 1) }
                return cost >= least ? found.sorted() : []
            }
            let (held, other) = (own(code.c, code.d), own(code.d, code.c))
            for before in held + other { owner[before] = place }
            if !(held + other).isEmpty { sides[place] = (held, other) }
        }
        var (arranged, detours): ([Tape.Instruction], [Detour]) = ([], [])
        for (place, code) in instructions.enumerated() where owner[place] == nil {
            if let (held, other) = sides[place] {
                for (side, isHeld) in [(held, true), (other, false)] where !side.isEmpty {
                    detours.append(
                        Detour(
                            start: arranged.count, end: arranged.count + side.count, select: code, isHeld: isHeld))
                    arranged += side.map { instructions[$0] }
                }
            }
            arranged.append(code)
        }
        return (arranged, detours)
    }
}
