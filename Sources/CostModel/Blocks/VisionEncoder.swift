import Lanes

extension Engine {
    /// What makes tokens of images in front of the layers, in 16 bits: an encoder of patches and a projector.
    ///
    /// Every chip holds it, and the images of a pass are spread over the chips of a tensor-parallel group (vLLM,
    /// `--mm-encoder-tp-mode data`).
    public struct VisionEncoder: Sendable, Equatable {
        /// Parameters of the encoder, which each patch passes.
        public var parameters: V
        /// Parameters of the projector, which each token passes.
        public var projector: V
        /// Layers.
        public var layers: V
        /// Width of all heads together.
        public var width: V
        /// Pixels of a patch's side.
        public var patch: V
        /// Patches along the side of a token.
        public var merge: V
        /// Patches of an image, whatever its side; 0 where the side says.
        public var fixedPatches: V = 0
        /// Tokens of an image, whatever its side; 0 where the patches say.
        public var fixedTokens: V = 0
        /// Tokens of an image at most; 0 for no limit.
        public var mostTokens: V = 0
        /// Tokens that stand behind each row of tokens.
        public var rowTokens: V = 0
        /// Patches along the side of a window of attention; 0 where all layers see the whole image.
        public var window: V = 0
        /// Layers that see the whole image where the others have windows.
        public var fullLayers: V = 0

        /// Parameters and shapes.
        public init(
            parameters: V, projector: V, layers: V, width: V, patch: V, merge: V,
            _ fill: (inout VisionEncoder) -> Void = { _ in }
        ) {
            self.parameters = parameters
            self.projector = projector
            self.layers = layers
            self.width = width
            self.patch = patch
            self.merge = merge
            fill(&self)
        }

        func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.VisionEncoder {
            var copy = Engine<U>.VisionEncoder(
                parameters: number(parameters), projector: number(projector), layers: number(layers),
                width: number(width), patch: number(patch), merge: number(merge))
            copy.fixedPatches = number(fixedPatches)
            copy.fixedTokens = number(fixedTokens)
            copy.mostTokens = number(mostTokens)
            copy.rowTokens = number(rowTokens)
            copy.window = number(window)
            copy.fullLayers = number(fullLayers)
            return copy
        }
    }
}

extension Engine.VisionEncoder {
    /// Tokens along the side of an image of `side` pixels; the image is scaled to whole ones.
    private func tokensAlong(_ side: V) -> V {
        let whole = greater(1, floored(side / (patch * merge) + 0.5))
        return mostTokens > 0 ? lesser(whole, floored(mostTokens.root)) : whole
    }

    /// Patches of an image.
    public func patches(side: V) -> V {
        let along = tokensAlong(side) * merge
        return fixedPatches > 0 ? fixedPatches : along * along
    }

    /// Tokens that an image becomes.
    public func tokens(side: V) -> V {
        let along = tokensAlong(side)
        return fixedTokens > 0 ? fixedTokens : along * along + rowTokens * along
    }

    /// FLOP of the products of an image: 2 a parameter, for each patch and for each token.
    func products(side: V) -> V {
        2 * parameters * patches(side: side) + 2 * projector * tokens(side: side)
    }

    /// FLOP of the attention of an image: 4 a pair of patches and element, in windows or over the whole image.
    func attention(side: V) -> V {
        let patches = patches(side: side)
        let inWindows = window > 0 ? (layers - fullLayers) * lesser(window * window, patches) : 0
        let whole = window > 0 ? fullLayers : layers
        return 4 * width * patches * (whole * patches + inWindows)
    }

    /// FLOP of an image.
    public func flops(side: V) -> V { products(side: side) + attention(side: side) }

    /// Bytes of its weights.
    public var bytes: V { (parameters + projector) * Engine.StepShape.residualBytes }
}

extension Engine {
    /// The images of the prompts that a pass computes, and the weights that wait for them.
    enum Vision: Block {
        static var kind: BlockKind { .visionEncoder }

        static func calls(_ s: Inputs, _ shape: StepShape) -> V { s.model.encoder == nil ? 0 : 1 }

        static func record<Recorder: StepRecorder<V>>(
            _ s: Inputs, _ shape: StepShape, into recorder: inout Recorder
        ) {
            guard let encoder = s.model.encoder else { return }
            recorder.hold(StagedBytes(first: encoder.bytes))
            guard !shape.isDecode, s.workload.images > 0 else { return }
            let images = ceiling(shape.prompts * s.workload.images / s.deployment.tp)
            let (side, rates) = (s.workload.imageSide, MatrixRates(WeightMix(.bf16), s.chip))
            recorder.record(
                .encoderProducts,
                Roofline.cost(
                    flops: images * encoder.products(side: side), bytes: encoder.bytes,
                    secondsPerFLOP: rates.secondsPerFLOP, s, shape))
            recorder.record(
                .encoderAttention,
                Roofline.cost(
                    flops: images * encoder.attention(side: side), bytes: 0,
                    secondsPerFLOP: rates.secondsPerFLOP * s.chip.matrixEfficiency / s.chip.attentionEfficiency, s,
                    shape))
        }
    }
}

extension BlockKind {
    /// Vision_Encoder.
    public static var visionEncoder: BlockKind { BlockKind("Vision_Encoder") }
}

extension OperatorName {
    static var encoderProducts: OperatorName { OperatorName("encoder") }
    static var encoderAttention: OperatorName { OperatorName("encoder_attention") }
}
