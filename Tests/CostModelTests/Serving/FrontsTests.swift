import TestSupport
import Testing

@testable import CostModel

/// Loads right in front of a jump of the step's time.
@Suite struct FrontsTests {
    private typealias Experts = Engine<Double>.ExpertTiles
    private typealias Jumps = Engine<Double>.StepJumps
    private typealias Terms = Engine<Double>.LoopTerms

    private static let noExperts = Experts(rows: 0, tile: 1, chance: 1)

    private func values(_ fronts: Fronts) -> [Double] { (0..<fronts.count).map { fronts.values[$0] } }

    private func areClose(_ fronts: Fronts, _ expected: [Double], within tolerance: Double = 1e-9) -> Bool {
        let values = values(fronts)
        return values.count == expected.count
            && zip(values, expected).allSatisfy { isClose($0, $1, within: tolerance) }
    }

    /// Every token visits every expert: 3 rows a token fill a tile of 2 with two thirds of a token.
    @Test func lessThanATokenFillsATile() {
        #expect(isClose(Experts(rows: 3, tile: 2, chance: 1).full(below: 1.2), 2 / 3.0))
    }

    @Test func aLoadIsTakenOnce() {
        var fronts = Fronts()
        for load in [3.0, 0, -1, 7, 3, 5] { fronts.add(load) }
        #expect(values(fronts) == [3, 7, 5])
        #expect((0..<3).map(fronts.before) == [0, 5, 3])
        for load in 10..<40 { fronts.add(Double(load)) }
        #expect(fronts.count == 16 && fronts.values[15] == 22)
    }

    /// What a tape hands over is in one order on both sides: each number at its own place.
    @Test func termsComeBackFromTheirNumbers() {
        let numbers = (0..<20).map { Double($0) + 0.5 }
        #expect(Terms(hasPass: true, splits: true) { numbers[$0] }.numbers == numbers)
        #expect(Terms(hasPass: false, splits: true) { numbers[$0] }.numbers == Array(numbers[..<10]))
        #expect(Terms(hasPass: false, splits: true) { numbers[$0] }.decode.splits)
    }

    /// Tiles of 16 rows: below 100 rows six are full, or five; below 64 three, as the fourth is not passed.
    @Test(
        arguments: [
            (100, [96, 80]), (64, [48, 32]), (20, [16]), (16, []),
            // A share of 1e-13 is rounding, one of 1e-11 is a row in the next tile.
            (64 * (1 + 1e-13), [48, 32]), (64 * (1 + 1e-11), [64, 48]),
        ] as [(Double, [Double])])
    func rowsFillTheTilesOfAllProducts(_ rows: Double, _ full: [Double]) {
        let jumps = Jumps(tile: 16, experts: Self.noExperts, replicas: 1, splits: false)
        #expect(values(jumps.below(rows)) == full)
    }

    /// Each token brings half a row to a busiest expert: 96 tokens fill three tiles of 16 rows, 64 two, 32 one.
    @Test(
        arguments: [
            (100, [96, 64]), (96, [64, 32]), (40, [32]), (32.5, [32]), (32, []), (10, []),
            (96 * (1 + 1e-10), [64, 32]), (96 * (1 + 1e-8), [96, 64]),
        ] as [(Double, [Double])])
    func tokensFillTheTilesOfExperts(_ tokens: Double, _ full: [Double]) {
        let jumps = Jumps(tile: 1e9, experts: Experts(rows: 0.5, tile: 16, chance: 1), replicas: 1, splits: false)
        let found = jumps.below(tokens)
        #expect(areClose(found, full), "\(values(found))")
        // Right in front of the jump.
        #expect(zip(values(found), full).allSatisfy { $0 < $1 })
    }

    /// A token visits every second expert; of n tokens 1 - 1/2^n of the experts have rows, 3 n / (1 - 1/2^n) each.
    ///
    /// Two tokens bring them 3 * 2 / 0.75 = 8 rows, a tile. For two tiles n = 16/3 (1 - 1/2^n): between 5 and 6 tokens
    /// 1/32 (1 - (n - 5) / 2) are not visited, n = 16/3 (57/64 + n / 64), n = 57/11.
    @Test func expertsThatNoTokenVisitsHaveNoTiles() {
        let experts = Experts(rows: 3, tile: 8, chance: 0.5)
        #expect(isClose(experts.full(below: 3), 2))
        #expect(isClose(experts.full(below: 2.1), 2) && experts.full(below: 2) == 0)
        #expect(isClose(experts.full(below: 6), 57.0 / 11))
        // Two replicas send their tokens together: 57/22 and 1 of each. Half a batch comes from one of them: 2.
        let whole = Jumps(tile: 1e9, experts: experts, replicas: 2, splits: false)
        #expect(areClose(whole.below(3), [57.0 / 22, 1]))
        let halves = Jumps(tile: 1e9, experts: experts, replicas: 2, splits: true)
        #expect(areClose(halves.below(3), [57.0 / 22, 1, 2]))
    }

    /// Whatever the experts, the tokens found are fewer than those asked about and fill whole tiles, as many as are full below these.
    @Test func tokensFillWholeTiles() {
        var generator = SeededGenerator(property: 450)
        var found = 0
        for _ in 0..<PropertySeed.draws(2000) {
            let chance = generator.pick([1, 0.5, 0.25, 1.0 / 16, 1.0 / 64])
            let experts = Experts(
                rows: Double.random(in: 0.01...4, using: &generator), tile: generator.pick([1.0, 8, 16, 128]),
                chance: chance)
            let tokens = Double.random(in: 0.1...300, using: &generator)
            func tiles(_ tokens: Double) -> Double {
                let share = Engine<Double>.Mixture.visitedShare(tokens: tokens, chance: chance)
                return tokens * experts.rows / share / experts.tile
            }
            let (full, wanted) = (experts.full(below: tokens), tiles(tokens).rounded(.up) - 1)
            guard wanted > 0, tiles(tokens) > wanted * (1 + 1e-6) else { continue }
            found += 1
            #expect(
                full < tokens && isClose(tiles(full), wanted, within: 1e-6),
                "\(PropertySeed.note) \(experts) \(tokens): \(full)")
        }
        #expect(found > 500, "\(found)")
    }

    private func terms(splits: Bool = false, pass: Engine<Double>.PassJumps? = nil) -> Terms {
        Terms(
            limit: 1000, spacing: 1, sequences: 0.5, rows: 4, halves: 8,
            decode: Jumps(tile: 16, experts: Self.noExperts, replicas: 1, splits: splits), pass: pass)
    }

    /// Half a sequence for each unit of load and four rows a sequence: a load of 100 makes 200 rows.
    ///
    /// Of these 192 or 176 fill tiles, at loads of 96 and 88. Eight sequences, from which on a batch may be split, are a load of 16.
    @Test func loadsFillTheTilesOfADecodeStep() {
        #expect(values(terms().fronts(below: 100)) == [96, 88])
        let justBelow: Double = 16 * (1 - 0x1p-40)
        #expect(values(terms(splits: true).fronts(below: 100)) == [96, 88, justBelow, 16])
        let none = Terms(
            limit: 1000, spacing: 1, sequences: 0, rows: 4, halves: 8,
            decode: Jumps(tile: 16, experts: Self.noExperts, replicas: 1, splits: true), pass: nil)
        #expect(none.fronts(below: 100).count == 0)
    }

    /// Prompts of 100 tokens, 2 to 10 of them over two replicas, beside three sequences for each unit of load, with a quarter of a
    /// row each: 100 rows of prompts below a load of 2 and 500 above 10; in between each unit brings 50 and 0.75 rows.
    @Test(
        arguments: [
            // 300 + 4.5 rows; 256 and 192 fill tiles of 64.
            (64, 4, 6, [256 / 50.75, 192 / 50.75]),
            // Where 40 sequences decode at least there are 10 rows of them.
            (64, 40, 6, [246 / 50.0, 182 / 50.0]),
            // 500 + 75 rows; 512 are 12 more than all prompts have.
            (64, 4, 100, [12 / 0.75, 448 / 50.75]),
            // 100 + 1.5 rows; 101.25 are 1.25 more than the fewest prompts have.
            (101.25, 4, 2, [1.25 / 0.75]),
            // 100 + 1 rows, of which 64 are fewer than the fewest prompts have.
            (64, 4, 1, []),
        ] as [(Double, Double, Double, [Double])])
    func loadsFillTheTilesOfAPass(_ tile: Double, _ alone: Double, _ load: Double, _ fronts: [Double]) {
        func pass(splits: Bool) -> Terms {
            let jumps = Jumps(tile: tile, experts: Self.noExperts, replicas: 2, splits: splits)
            return Terms(
                limit: 1000, spacing: 1, sequences: 3, rows: 1, halves: 30,
                decode: Jumps(tile: 1e9, experts: Self.noExperts, replicas: 1, splits: splits),
                pass: .init(jumps: jumps, prompt: 100, rows: 0.25, alone: alone, least: 2, most: 10))
        }
        let found = pass(splits: false).fronts(below: load)
        #expect(areClose(found, fronts, within: 1e-12), "\(values(found))")
        // 30 sequences, a load of 10, may be split, and what has more than one prompt a replica.
        let split = pass(splits: true).fronts(below: load)
        let ends = [10 * (1 - 0x1p-40), 10, 2, 2 * (1 + 0x1p-40)]
        #expect(areClose(split, Array(ends[..<2]) + fronts + ends[2...], within: 1e-14), "\(values(split))")
    }
}
