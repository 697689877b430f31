import Testing
import Units

@testable import CostModel

/// What declarations say of themselves, in every language, as somebody read it.
@Suite struct RecordedSentencesTests {
    private func check(_ name: String, _ sentences: () -> [String]) throws {
        try RecordedLines.check(name, Tongue.allCases.flatMap { $0.speak(sentences) })
    }

    @Test func everyParameterSaysWhatItIs() throws {
        try check("parameter-sentences.txt") {
            Parameter.all.map { "\($0.fullName): \($0.summary) \($0.unstated ?? "-")" }
        }
    }

    @Test func everyMetricAndFigureSaysWhatItIs() throws {
        try check("metric-sentences.txt") {
            Metric.all.map { metric in
                "\(metric.name): \(metric.summary) \(metric.whole?.title ?? "-") \(metric.outcomeOf?.name ?? "-")"
            } + Figure.all.map { "\($0.name): \($0.summary)" }
        }
    }

    @Test func everyWordThatIsTyped() throws {
        func words<T: Choice & CaseIterable>(_ type: T.Type) -> String {
            "\(type): " + type.allCases.map(\.name).joined(separator: " ")
        }
        try RecordedLines.check(
            "words.txt",
            [
                words(KeyValueSource.self), words(LinearGate.self), words(LinearDecay.self), words(ExpertRouting.self),
                words(Runtime.self), words(RequestRouting.self), words(PromptSchedule.self),
                "Adjustment: " + Adjustment.allCases.map(\.name).joined(separator: ", "),
            ] + DivisibilityRule.allCases.map { "\($0): \($0.names.dividend) by \($0.names.divisor)" })
    }

    /// Of `group2.heads` the shape is heads; a model of one kind of layers has the names without a group.
    @Test func shapesAreThoseOfAModel() throws {
        try RecordedLines.check(
            "shapes.txt",
            (Samples.uniform + [Samples.compressed, Samples.motley, Samples.rare]).enumerated().map { number, model in
                let shapes = Parameter.shapes(of: model)
                let names = shapes.map { "\($0.name)(\($0.shape) \($0.group(of: model).map(String.init) ?? "-"))" }
                let ofGroups = model.groups.indices.map { Parameter.name(of: "heads", group: $0, in: model) }
                return "\(number): \(RecordedLines.word(model.layers)) layers " + names.joined(separator: " ") + " "
                    + ofGroups.joined(separator: " ")
            })
    }

    /// 8 chips to a domain and 4 to a switch are a slip, and so are 16 to a rack of a pod of 16.
    @Test(
        arguments: [
            (8.0, 8.0, 0.0, 0.0, nil), (8, 16, 64, 0, nil), (8, 4, 0, 0, "inter_size"), (8, 16, 16, 0, "rack_size"),
            (8, 16, 64, 32, "spine_size"), (8, 0, 8, 0, "rack_size"), (8, 8, 8, 0, "rack_size"),
        ] as [(Double, Double, Double, Double, String?)])
    func tiersReachFurtherAndFurther(
        _ intra: Double, _ inter: Double, _ rack: Double, _ spine: Double, _ misplaced: String?
    ) {
        func tier(_ size: Double) -> Engine<Double>.Tier { .init(size: size, bandwidth: 1e9, latency: 1e-6) }
        let network = Engine<Double>.Network(
            intra: tier(intra), inter: tier(inter), rack: tier(rack), spine: tier(spine))
        #expect(network.misplacedTier?.parameter == misplaced)
    }
}
