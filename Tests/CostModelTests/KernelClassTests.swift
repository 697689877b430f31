import Testing

@testable import CostModel

/// Classes of kernels that reach and take what not all do; neutral values leave every plan as it is.
@Suite struct KernelClassTests {
    /// 8 tokens choose 6 of 64 experts on one chip of 100 TFLOP/s at 16 bits and 1 TB/s.
    private func experts(_ change: (inout Scenario) -> Void = { _ in }) -> OperatorCost {
        let scenario = Samples.decode(Samples.lite, chips: 1, tp: 1, batch: 8, change)
        return Breakdown(scenario)[.moe]?.operators.first { $0.name == .expertGateUp }?.cost ?? OperatorCost(exposed: 0)
    }

    @Test func expertsAddWhatTheyReadAndMultiply() {
        let plain = experts()
        // 64 (1 - (1 - 6 / 64)^8) = 34.881793 experts are visited, with 48 / 34.88 = 1.4 rows that take 2 each:
        // 2 x 2 x 34.881793 x 2 x 2048 x 1408 FLOP = 804.677 MFLOP.
        #expect(isClose(plain.compute * 1e6, 8.0467741, within: 1e-7))
        #expect(isClose(plain.exposed, max(plain.compute, plain.memory)))
        let sum = experts { $0.chip.kernels.expertOverlap = 0 }
        #expect(isClose(sum.exposed, plain.compute + plain.memory))
        let half = experts {
            ($0.chip.overlap, $0.chip.kernels.expertOverlap) = (0.8, 0.5)
        }
        // 1 - 0.8 x 0.5 = 0.6 of the shorter shows.
        #expect(isClose(half.exposed, max(plain.compute, plain.memory) + 0.6 * min(plain.compute, plain.memory)))
    }

    @Test func expertsHaveRatesOfTheirOwn() {
        let plain = experts()
        let slow = experts {
            ($0.chip.kernels.expertEfficiency, $0.chip.kernels.expertUtilisation) = (0.25, 0.5)
        }
        #expect(isClose(slow.compute, 4 * plain.compute) && isClose(slow.memory, 2 * plain.memory))
        #expect(slow.flops == plain.flops && slow.dramBytes == plain.dramBytes)
        for (runtime, times) in [(Runtime.custom, 1.0), (.trtllm, 2), (.sglang, 1), (.vllm, 1)] {
            let cost = experts {
                ($0.workload.runtime, $0.chip.kernels.trtllmExpertRate) = (runtime, 0.5)
            }
            #expect(isClose(cost.compute, times * plain.compute), "\(runtime)")
        }
    }

    @Test func expertsAndAttentionStart() {
        #expect(isClose(experts { $0.chip.kernels.expertStart = 20e-6 }.exposed - experts().exposed, 20e-6))
        func seconds(_ start: Double) -> Double {
            StepTotals.of(
                TinyServing.scenario(.static, requests: 0) {
                    $0.workload.staticPhase = .decode
                    $0.chip.kernels.attentionStart = start
                }
            ).seconds
        }
        // One layer.
        #expect(isClose(seconds(3e-6) - seconds(0), 3e-6))
    }

    /// Rows are padded to the kernels' own tile, which may be smaller than the matrix unit's, or else to that.
    @Test(arguments: [(1.0, 16.0), (8, 8), (64, 64)])
    func rowsOfExpertsArePadded(_ rows: Double, _ padded: Double) {
        let scenario = Samples.decode(Samples.lite, chips: 1, tp: 1, batch: 8) {
            ($0.chip.cubeM, $0.chip.expertRows) = (16, rows)
        }
        #expect(StepShape(scenario.inputs).expertRowPadding.pad(3).padded == padded)
    }

    /// Of 64 experts on 4 ranks each holds 16: 1 + sqrt(2 ln 4) x 0.8 / sqrt(16) = 1 + 1.665109 x 0.2 times the mean.
    @Test func theBusiestRankHasMore() {
        func skew(chips: Double, _ change: (inout Scenario) -> Void = { _ in }) -> Double {
            func rows(_ spread: Double) -> Double {
                let scenario = Samples.decode(Samples.lite, chips: chips, tp: 1, batch: 512) {
                    change(&$0)
                    $0.chip.kernels.expertSpread = spread
                }
                return Breakdown(scenario)[.moe]?.operators.first { $0.name == .expertDown }?.cost.flops ?? 0
            }
            return rows(0.8) / rows(0)
        }
        #expect(isClose(skew(chips: 4), 1.3330218, within: 1e-6))
        // One rank has all; 8 experts to a rank are evened out, as are those with copies.
        #expect(skew(chips: 1) == 1 && skew(chips: 8) == 1)
        #expect(skew(chips: 4) { $0.deployment.redundantExperts = 4 } == 1)
        // An expert of 1.01 or 3 times the mean, 1 + 2 / 16 on its rank, makes no rank less busy; one of 9 is the busiest: with
        // 1 + 8 / 16 where nothing is spread as well.
        #expect(isClose(skew(chips: 4) { $0.workload.hottest = 1.01 }, 1.3330218 / (1 + 0.01 / 16), within: 1e-6))
        #expect(isClose(skew(chips: 4) { $0.workload.hottest = 3 }, 1.3330218 / 1.125, within: 1e-6))
        #expect(skew(chips: 4) { $0.workload.hottest = 9 } == 1)
    }

    @Test func theSharedExpertHidesBehindAShareOfTheCombine() {
        func shown(_ share: Double) -> Double {
            let scenario = Samples.decode(Samples.lite, chips: 4, tp: 1, batch: 8) {
                $0.chip.kernels.sharedOverlap = share
            }
            let block = Breakdown(scenario)[.moe]?.operators ?? []
            return block.filter { $0.name == .sharedGateUp || $0.name == .sharedDown }.reduce(0) {
                $0 + $1.cost.exposed
            }
        }
        let scenario = Samples.decode(Samples.lite, chips: 4, tp: 1, batch: 8)
        let combine = Breakdown(scenario)[.moe]?.operators.first { $0.name == .combine }?.cost.exposed ?? 0
        #expect(combine > 0 && shown(0) > 0)
        #expect(isClose(shown(1), max(0, shown(0) - combine)))
        #expect(isClose(shown(0.25), max(0, shown(0) - combine / 4)))
    }

    /// 200 TFLOP/s at 8 bits, 100 at 16.
    @Test(arguments: [
        (AttentionRate.weights, ElementFormat.bf16, 1.0), (.cache, .bf16, 2), (.cache, .fp8, 1), (.wide, .bf16, 2),
        (.wide, .fp8, 2),
    ])
    func attentionRunsAtTheRateOfItsOperands(_ rate: AttentionRate, _ cache: ElementFormat, _ times: Double) {
        func compute(_ rate: AttentionRate, _ cache: ElementFormat) -> Double {
            let scenario = Samples.decode(Samples.sparse, chips: 8, tp: 8, batch: 4) {
                $0.model.precision = Precision(.fp8, kvCache: cache)
                $0.chip.kernels.attentionRate = rate
            }
            return Breakdown(scenario)[.mla]?.operators.first { $0.name == .latentAttention }?.cost.compute ?? 0
        }
        #expect(isClose(compute(rate, cache), times * compute(.weights, cache)))
    }

    /// A prompt as long as the ramp computes its attention at half the rate.
    @Test func attentionInPrefillRampsUp() {
        func compute(_ ramp: Double, _ phase: Workload.Phase) -> Double {
            let scenario = Samples.decode(Samples.dense, chips: 8, tp: 8, batch: 1) {
                ($0.workload.staticPhase, $0.chip.kernels.attentionRamp) = (phase, ramp)
            }
            return Breakdown(scenario)[.attention]?.operators.first { $0.name == .attention }?.cost.compute ?? 0
        }
        #expect(isClose(compute(4096, .prefill), 2 * compute(0, .prefill)))
        #expect(compute(4096, .decode) == compute(0, .decode))
    }

    /// One layer in one pass: 40 us more under SGLang alone.
    @Test(arguments: [(Runtime.custom, 0.0), (.trtllm, 0), (.sglang, 40e-6), (.vllm, 0)])
    func layersTakeLongerUnderSGLang(_ runtime: Runtime, _ time: Double) {
        func seconds(_ sglang: Double) -> Double {
            var scenario = TinyServing.scenario(.static, requests: 0)
            scenario.workload.runtime = runtime
            scenario.chip.kernels.sglangLayerTime = sglang
            return StepTotals.of(scenario).seconds
        }
        #expect(isClose(seconds(40e-6) - seconds(0), time))
    }

    /// 1e9 bytes without 180,000 of weights and embedding.
    ///
    /// A request has 1000 tokens in the mean and 1100 at the end, of 400 bytes
    /// each, and 1200 of activations, which SGLang takes off once for the 64 that run (76,800).
    @Test(arguments: [
        (Runtime.vllm, 999_820_000.0, 401_200.0), (.trtllm, 999_820_000, 441_200), (.sglang, 999_743_200, 400_000),
    ])
    func roomForAnswersIsKept(_ runtime: Runtime, _ free: Double, _ each: Double) {
        let phases = ServedPhases(
            TinyServing.scenario(.disagg, requests: 64) {
                $0.workload.runtime = runtime
                $0.deployment.decodeWorkers = 1
                // No runtime keeps anything, and none limits what runs.
                ($0.deployment.memoryFraction, $0.deployment.maxRunning) = (1, 1e6)
            })
        #expect(isClose(phases.held, free / each), "\(phases.held)")
    }
}
