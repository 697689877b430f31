import CostModel
import Testing

@Suite struct VocabularyTests {
    private static func words(_ metric: Metric) -> [String] { [metric.study].compactMap(\.self) + metric.aliases }
    private static func words(_ parameter: Parameter) -> [String] {
        [parameter.study].compactMap(\.self) + parameter.aliases
    }

    /// A word that stands for two things would mean whichever is looked up first.
    @Test func noOtherNameMeansTwoThings() {
        var meanings: [String: Set<String>] = [:]
        for metric in Metric.all {
            for word in Self.words(metric) + [metric.name] {
                meanings[word.lowercased(), default: []].insert(metric.name)
            }
        }
        for parameter in Parameter.all {
            for word in Self.words(parameter) + [parameter.name] {
                meanings[word.lowercased(), default: []].insert(parameter.name)
            }
        }
        for (word, names) in meanings { #expect(names.count == 1, "\(word) stands for \(names.sorted())") }
    }

    @Test func everyWordLeadsToItsNameInAnyCase() {
        for metric in Metric.all {
            for word in Self.words(metric) + [metric.name] {
                #expect(Metric.named(word)?.name == metric.name, "\(word)")
                #expect(Metric.named(word.uppercased())?.name == metric.name, "\(word)")
            }
        }
        for parameter in Parameter.all {
            for word in Self.words(parameter) + [parameter.name, parameter.fullName] {
                #expect(Parameter.named(word)?.name == parameter.name, "\(word)")
                #expect(Parameter.named(word.uppercased())?.name == parameter.name, "\(word)")
            }
        }
    }

    /// The keys of the case study's table, in its order.
    @Test func theStudyHasItsColumns() {
        #expect(
            Metric.study.map { $0.study ?? $0.name } == [
                "Batch", "MLA_TP", "MLA_DP", "MOE_TP", "MOE_EP", "Total_Batch", "Decode_Time_ms", "TPS_per_Batch",
                "TPS_per_Chip", "Total_TPS", "MFU", "DRAM_GB",
            ])
    }

    /// `dram` is what a plan uses and what a chip has; only the first is the case study's DRAM_GB.
    @Test func whatAPlanUsesIsNotWhatAChipHas() {
        #expect(Metric.named("DRAM_GB")?.name == "dram")
        #expect(Parameter.named("DRAM_GB") == nil)
        #expect(Metric.named("arch.dram") == nil)
        #expect(Parameter.named("arch.dram")?.name == "dram")
    }
}
