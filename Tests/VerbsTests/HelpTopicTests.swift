import CostModel
import Testing
import Words

@testable import Language
@testable import Notebook
@testable import Verbs

/// What help has on words that are no names.
@Suite struct HelpTopicTests {
    private func help(_ words: String) throws -> String { try TestShell().run("help \(words)") }

    @Test(arguments: TopicDescription.all.flatMap(\.words))
    func everyTopicIsFound(_ word: String) throws {
        let text = try help(word)
        #expect(text.contains("\(word): "))
        #expect(try help(word.uppercased()) == text)
    }

    @Test func everyNearestNameIsOneThatHelpExplains() throws {
        for topic in TopicDescription.all {
            for name in topic.nearest {
                let isName =
                    Metric.named(name) != nil || Parameter.named(name) != nil
                    || Session.registry.commands.contains { $0.name == name || $0.name.hasPrefix(name + " ") }
                #expect(isName, "\(topic.words[0]): \(name)")
                #expect(try !help(topic.words[0]).contains("  \(name): \n"), "\(name) has no summary")
            }
        }
        let words = TopicDescription.all.flatMap(\.words)
        #expect(Set(words).count == words.count)
        #expect(words.allSatisfy { $0 == $0.lowercased() })
    }

    @Test(arguments: [
        ("autoscale", "sweep"), ("offload", "memory"), ("lora", "model"),
        ("image", "input"), ("vision", "model load"),
    ])
    func saysThatItIsNotModelledAndWhatIsNear(_ word: String, _ nearest: String) throws {
        let text = try help(word)
        #expect(text.contains("\(word): not modelled yet. "))
        #expect(text.contains("\n  \(nearest): "))
    }

    /// One declaration is what help, its list, `advise` and the report name.
    @Test(arguments: ["context parallelism", "cp", "lora", "kv offload", "afd", "autoscaling", "encoder pool"])
    func whatIsNotThereIsNamedEverywhere(_ word: String) throws {
        #expect(try help(word).contains("\(word): not modelled yet. "))
        let title = try #require(UnmodelledFeature.all.first { $0.words.contains(word) }).title
        #expect(!title.isEmpty)
        // Lines are broken between words.
        let list = try TestShell().run("help").split { $0.isWhitespace }.joined(separator: " ")
        #expect(list.contains(title))
        #expect(try TestShell.prepared().run("advise").contains(title))
        #expect(UnmodelledWords.features.contains(title))
    }

    @Test func findsWhatPeopleCallOtherwise() throws {
        #expect(try help("throughput").hasPrefix("total_tps [total], a metric\n"))
        #expect(try help("gpu").hasPrefix("gpu: It is called a chip"))
        #expect(try help("node").contains("\n  intra_bw: "))
        #expect(try help("SLO").hasPrefix("slo "))
        #expect(try help("cost").contains("\n  size: "))
        #expect(try help("p99").contains("\n  ttft_p95_ms: "))
        #expect(try help("poisson").contains("\n  rate: "))
        #expect(try help("EP").hasPrefix("ep, a metric\n"))
        #expect(try help("MLA_TP").hasPrefix("tp, a metric\n"))
        #expect(try help("kv precision").hasPrefix("kv_precision, a parameter of model"))
    }

    @Test func severalWordsFallBackToEach() throws {
        let text = try help("expert offload")
        #expect(text.hasPrefix("expert: "))
        #expect(text.contains("\noffload: not modelled yet. "))
        #expect(try help("arch load").hasPrefix("arch load NAME|FILE [as prefill]\n"))
        #expect(
            try TestShell().failure("help frob knob").hasPrefix(
                """
                error: there is no help on 'frob knob'
                  help frob knob
                       ^^^^^^^^^ the nearest are:
                    arch show: Shows every parameter of the chip.

                """))
    }

    @Test func aMetricGivesTheFormulaOfEachWayOfServing() throws {
        #expect(
            try help("all_chips").contains(
                "\n  = chips * replicas\n  = (chips * workers + prefiller_chips * prefillers) * replicas (serving=disagg)\n"
            ))
        #expect(
            try help("batch").contains(
                "\n  = batch\n  = sequences / (chips * workers * replicas) (serving=disagg,agg)\n"))
        #expect(
            try TestShell().failure("sweep tps_chip=4").contains(
                "tps_chip = total_tps / all_chips; set what it follows from"))
        #expect(Names.words(of: try help("units")).contains("2k is 2000, 4K is 4096"))
    }
}
