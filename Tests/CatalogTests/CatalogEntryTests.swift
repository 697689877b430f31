import Catalog
import Testing

@testable import CostModel

@Suite struct CatalogEntryTests {
    @Test func everyParameterOfAChipHasAnOrigin() {
        for entry in Catalog.chips {
            for parameter in Parameter.all(in: .arch) {
                #expect(!entry.origin(of: parameter).isEmpty, "\(entry.name): \(parameter.name)")
            }
        }
    }

    @Test func everyParameterOfAModelHasAnOrigin() {
        for entry in Catalog.models {
            for parameter in Parameter.all(in: .model) {
                #expect(!entry.origin(of: parameter).isEmpty, "\(entry.name): \(parameter.name)")
            }
        }
    }

    @Test func originsSpeakOfParametersThatExist() {
        let chips = Set(Parameter.all(in: .arch).map(\.name))
        let models = Set(Parameter.all(in: .model).map(\.name))
        for entry in Catalog.chips {
            #expect(chips.isSuperset(of: entry.origins.flatMap(\.parameters)), "\(entry.name)")
        }
        for entry in Catalog.models {
            #expect(models.isSuperset(of: entry.origins.flatMap(\.parameters)), "\(entry.name)")
        }
    }

    @Test func theOriginOfAParameterGoesBeforeThatOfTheModel() throws {
        let model = try #require(Catalog.model(named: "deepseek-v3"))
        let cache = try #require(Parameter.named("kv_precision"))
        let heads = try #require(Parameter.named("heads"))
        #expect(model.origin(of: cache).hasPrefix("8-bit latents"))
        #expect(model.origin(of: heads).hasPrefix("deepseek-ai/DeepSeek-V3 config.json"))
    }

    /// The study states these and no others: cores, rate, DRAM with its bandwidth and what stays free, links and tiers.
    @Test func onlyWhatTheCaseStudyStatesIsCreditedToIt() throws {
        let chip = try #require(Catalog.chip(named: "sg2260e"))
        let credited = Parameter.all(in: .arch).filter { parameter in
            let text = chip.origin(of: parameter)
            return text.contains("case study, 128 chips") && chip.basis(of: parameter) == .published
        }
        #expect(
            Set(credited.map(\.name)) == [
                "core", "flops", "int8_share", "dram", "dram_reserve", "dram_bw", "dram_util", "intra_bw", "inter_bw",
                "topology",
            ])
        let fitted = Parameter.all(in: .arch).filter { chip.basis(of: $0) == .fitted }
        #expect(Set(fitted.map(\.name)) == ["overlap", "inter_util", "host_time"])
        for parameter in fitted {
            #expect(chip.origin(of: parameter).hasPrefix("fitted to the case study together with the other two"))
        }
    }

    @Test func everyFigureIsInTheRangeOfItsParameter() throws {
        let workload = Workload(input: 4096)
        let deployment = Deployment(chips: 128, tp: 1, batch: 1)
        for chip in Catalog.chips {
            for model in Catalog.models {
                let scenario = Scenario(
                    chip: chip.value, model: model.value, workload: workload, deployment: deployment)
                for parameter in Parameter.all where parameter.shapeRefusal(in: model.value) == nil {
                    let value = parameter.get(scenario)
                    // A mix of formats is none of the words that can be typed.
                    if !parameter.choices.isEmpty, parameter.choice(value) ?? "mix" == "mix" { continue }
                    #expect(parameter.refusal(of: value) == nil, "\(parameter.name) of \(chip.name), \(model.name)")
                }
            }
        }
    }

    @Test func namesAreTypedInLowerCaseAndDiffer() {
        let names = Catalog.chips.map(\.name) + Catalog.models.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names { #expect(name == name.lowercased() && !name.contains(" "), "\(name)") }
        for title in Catalog.chips.map(\.title) + Catalog.models.map(\.title) { #expect(!title.isEmpty) }
    }

    @Test func theCaseStudysChipIsAsStated() throws {
        let chip = try #require(Catalog.chip(named: "sg2260e")).value
        #expect(chip.peakFLOPS == 128e12)
        #expect(chip.dramBytes == 64e9)
        #expect(chip.dramBandwidth == 273e9)
        #expect(chip.network.intra.bandwidth == 64e9)
        #expect(chip.network.inter.bandwidth == 16e9)
        #expect(chip.network.intra.size == 4)
    }
}

@Suite struct DeepSeekV3Tests {
    private let model: Model

    init() throws {
        model = try #require(Catalog.model(named: "deepseek-v3")).value
    }

    /// Attention 61 x 187 105 280; dense 3 x 3 x 7168 x 18 432; experts 58 x (257 x 44 040 192 + 7168 x 256); embedding
    /// and head 2 x 129 280 x 7168.
    ///
    /// Layer norms are left out. The report states 671 B.
    @Test func hasTheParametersThatItsReportStates() {
        #expect(model.totalParameters == 671_025_397_760)
        #expect((model.totalParameters / 671e9 - 1).magnitude < 0.01)
    }

    /// All but 248 of 256 experts in 58 layers, 58 x 248 x 44 040 192, and the embedding, 129 280 x 7168.
    ///
    /// The report states 37 B.
    @Test func usesTheParametersThatItsReportStates() {
        #expect(model.activeParameters == 36_624_596_992)
        #expect((model.activeParameters / 1e9).rounded() == 37)
    }

    /// Query 7168 x 1536 + 1536 x 128 x 192 = 48 758 784; key and value 7168 x 576 + 512 x 128 x 256 = 20 905 984;
    /// output 128 x 128 x 7168 = 117 440 512.
    @Test func countsTheAttentionOfALayer() {
        #expect(model.parameters(of: model.groups[0].parts[0]) == 187_105_280)
    }

    /// 256 routed experts and a shared one of 3 x 7168 x 2048 = 44 040 192 each, and a router of 7168 x 256.
    @Test func countsTheExpertsOfALayer() {
        #expect(model.parameters(of: model.groups[1].parts[1]) == 257 * 44_040_192 + 7168 * 256)
    }

    /// 61 layers x (512 + 64) elements of one byte.
    @Test func keepsThirtyFiveKilobytesOfCachePerToken() {
        #expect(model.kvBytesPerToken == 35_136)
    }
}
