import CostModel

extension ModelDraft {
    /// The gated delta rule.
    func gatedDelta() throws(ModelConfigError) -> Parts.Delta {
        let taps = try fields.number("linear_conv_kernel_dim", or: 4)
        return Parts.Delta(
            keyHeads: try fields.count("linear_num_key_heads"), valueHeads: try fields.count("linear_num_value_heads"),
            keyDim: try fields.count("linear_key_head_dim"), valueDim: try fields.count("linear_value_head_dim")
        ) { $0.taps = taps }
    }

    /// Kimi delta attention, whose channels decay each by itself.
    func kimiDelta(heads: Double, width: Double) -> Parts.Delta {
        Parts.Delta(keyHeads: heads, valueHeads: heads, keyDim: width, valueDim: width) {
            ($0.decay, $0.decayRank) = (.lowRank, width)
            ($0.gate, $0.gateRank) = (.lowRank, width)
        }
    }

    /// Lightning attention: as many key as value heads, a gate for the output, no convolution.
    func lightning() throws(ModelConfigError) -> Parts.Delta {
        let attention = try attention()
        return Parts.Delta(
            keyHeads: attention.heads, valueHeads: attention.heads, keyDim: attention.headDim,
            valueDim: attention.headDim
        ) { $0.taps = 0 }
    }

    /// A state-space layer (Mamba-2).
    ///
    /// - Parameter width: the name of a head's width, where a model without attention calls it so.
    func stateSpace(width name: String = "mamba_d_head") throws(ModelConfigError) -> LayerPart {
        let expand = try fields.number("mamba_expand", "expand", or: 2)
        let inner = try fields.number("mamba_d_ssm", or: expand * hidden)
        let heads = try fields.count("mamba_n_heads", "mamba_num_heads", "n_mamba_heads", "num_heads")
        let isAutomatic = fields.textIfAny("mamba_d_head") == "auto"
        let width =
            try isAutomatic
            ? inner / heads
            : fields.count("mamba_d_head", "mamba_head_dim", "mamba_headdim", name, or: inner / heads)
        let space = Parts.StateSpace(
            heads: heads, headDim: width,
            state: try fields.count("mamba_d_state", "ssm_state_size", "mamba_state_dim", "state_size"))
        let groups = try fields.count("mamba_n_groups", "n_groups", "mamba_num_groups", "mamba_ngroups", or: 1)
        return .stateSpace(try convolved(space, groups: groups))
    }

    /// A state-space layer of the first kind (Mamba), with a step of low rank.
    func mamba() throws(ModelConfigError) -> LayerPart {
        let inner = try fields.number("mamba_expand", "expand", or: 2) * hidden
        let isAutomatic = fields.textIfAny("mamba_dt_rank") == "auto" || fields.textIfAny("time_step_rank") == "auto"
        let rank =
            try isAutomatic
            ? (hidden / 16).rounded(.up)
            : fields.count("mamba_dt_rank", "time_step_rank", or: (hidden / 16).rounded(.up))
        var space = Parts.StateSpace(
            heads: inner / 64, headDim: 64, state: try fields.count("mamba_d_state", "state_size"))
        space.stepRank = rank
        return .stateSpace(try convolved(space, groups: 1))
    }

    private func convolved(_ space: Parts.StateSpace, groups: Double) throws(ModelConfigError) -> Parts.StateSpace {
        var space = space
        space.groups = groups
        space.taps = try fields.count("mamba_d_conv", "conv_kernel", or: 4)
        return space
    }
}
