import CostModel
import Language
import Testing

@testable import Verbs

/// What the shell declares as data.
@Suite struct DeclarationTests {
    private func entries(_ kind: String) throws -> [EntryDescription] {
        try #require(Session.description.kinds.first { $0.name == kind }).sections.flatMap(\.entries)
    }

    @Test func everyEndingThatIsWrittenIsAFormat() throws {
        let names = Set(try entries("format").flatMap { [$0.name] + $0.names })
        for ending in SaveFormat.endings + Exporter.all.map(\.ending) { #expect(names.contains(ending), "\(ending)") }
        for example in try entries("format").flatMap(\.examples) {
            #expect(Session.registry.find(example.split(separator: " ").map(String.init)) != nil, "\(example)")
        }
    }

    /// Numbers are whole where nothing else makes sense; a choice is no number.
    @Test(arguments: [
        ("output", true), ("rounds", false), ("wait_steps", false), ("inter_bw", false), ("phase", false),
    ])
    func wholeNumbersSaySo(_ name: String, _ isWhole: Bool) throws {
        let parameter = try #require(Parameter.named(name))
        let entry = try #require(Session.description.entries.first { $0.name == name })
        #expect(entry.isWhole == (parameter.choices.isEmpty && parameter.isWhole))
        #expect(entry.isWhole == isWhole)
        #expect((entry.lowest == nil) == !parameter.choices.isEmpty)
    }

    /// A rate with what it counts by, a parameter with what a file has it in, a share with nothing.
    @Test(arguments: [
        ("tps_chip", "tokens/s/chip"), ("total_tps", "tokens/s total"), ("tpot_ms", "ms"), ("inter_bw", "B/s"),
        ("tdp", "W"), ("dram_util", ""), ("core", ""), ("phase", ""),
    ])
    func unitsAreWhole(_ name: String, _ unit: String) throws {
        let entry = try #require(Session.description.entries.first { $0.name == name })
        #expect(entry.unit == unit)
    }
}
