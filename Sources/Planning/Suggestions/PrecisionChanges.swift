import CostModel

// Narrower formats: fewer bytes to read and to send, at a risk to accuracy that the engine does not know.

extension Change {
    static let precision: [Change] = [
        Change("weights", .precision) { plan in
            narrower("precision", plan.scenario.model.precision.weights, plan.scenario)
        },
        Change("weights_experts", .precision) { plan in
            let s = plan.scenario
            return s.model.moeLayers > 0 ? narrower("expert_precision", s.model.precision.experts, s) : []
        },
        Change("weights_attention", .precision) { plan in
            narrower("attn_precision", plan.scenario.model.precision.attention, plan.scenario)
        },
        Change("weights_ffn", .precision) { plan in
            let s = plan.scenario
            return s.model.denseLayers > 0 || s.model.sharedIntermediate > 0
                ? narrower("ffn_precision", s.model.precision.ffn, s) : []
        },
        Change("weights_head", .precision) { plan in
            narrower("head_precision", plan.scenario.model.precision.head, plan.scenario)
        },
        Change("kv_cache", .precision) { plan in
            element("kv_precision", plan.scenario.model.precision.kvCache)
        },
        Change("dispatch", .precision) { plan in
            let s = plan.scenario
            return s.model.moeLayers > 0 && s.deployment.ep > 1
                ? element("dispatch_precision", s.model.precision.dispatch) : []
        },
        Change("combine", .precision) { plan in
            let s = plan.scenario
            return s.model.moeLayers > 0 && s.deployment.ep > 1
                ? element("combine_precision", s.model.precision.combine) : []
        },
    ]

    /// The next narrower weights than the widest, and narrower activations for the same weights where the chip multiplies them.
    private static func narrower(_ name: String, _ mix: WeightMix, _ s: Scenario) -> [[Setting]] {
        let widest = mix.formats.max { $0.weightBytes < $1.weightBytes } ?? mix.main
        let formats: [PrecisionFormat] =
            switch widest {
            case .bf16: s.chip.fp8Share > 0 ? [.fp8] : [.w8a16]
            case .fp8, .mxfp8: s.chip.fp4Share > 0 ? [.nvfp4] : [.w4a8]
            case .int8, .w8a8: [.w4a8]
            case .w8a16: s.chip.int8Share > 0 ? [.w4a16, .w8a8] : [.w4a16]
            case .w6a16, .w5a16: [.w4a16]
            case .w4a16, .w4a8, .w4afp8, .w4aint8, .w3a16, .w2a16, .nvfp4, .nvfp4a16, .mxfp4, .mxfp4a4: []
            }
        // Of a mix some weights may be narrower than one format for all would be.
        return formats.filter { mix.only != nil || $0.weightBytes < mix.bytes }.map { Setting.list((name, $0.code)) }
    }

    private static func element(_ name: String, _ format: ElementFormat) -> [[Setting]] {
        switch format {
        case .bf16: [Setting.list((name, ElementFormat.fp8.code))]
        case .fp8, .int8: [Setting.list((name, ElementFormat.fp4.code))]
        case .fp4: []
        }
    }
}
