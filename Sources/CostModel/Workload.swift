import Lanes

extension Engine {
    /// What the deployment serves: the phase, the lengths of its sequences, and speculative decoding.
    public struct Workload: Sendable, Equatable {
        /// The two halves of inference.
        public typealias Phase = InferencePhase

        /// How requests are served.
        public typealias Serving = ServingMode

        /// The phase that is evaluated where serving is static.
        public var staticPhase = Phase.decode
        /// How requests are served.
        public var serving = Serving.static
        /// What serves them.
        public var runtime = Runtime.custom
        /// Its release, as `ReleaseNumber` counts them; 0 for the newest that is known.
        public var runtimeVersion: V = 0
        /// Requests that each of the concurrent clients sends one after the other; 0 for a steady state.
        ///
        /// A benchmark starts with all clients at once, so that the first round waits for one another's prefills.
        public var rounds: V = 0
        /// Requests/s that come from outside at their own times; 0 for a closed loop.
        public var rate: V = 0
        /// Coefficient of variation of the gaps between requests: 0 for a clock, 1 for a Poisson stream, more for bursts.
        public var arrivalVariation: V = 1
        /// Coefficient of variation of the lengths of prompts; 0 if all are equal, else they are lognormal.
        public var inputVariation: V = 0
        /// Coefficient of variation of the lengths of answers; 0 if all are equal, else they are lognormal.
        public var outputVariation: V = 0
        /// People who send a request, read the answer, think and send the next; 0 where requests come on their own.
        public var users: V = 0
        /// Seconds that they think between an answer and the next request, on average.
        public var think: V = 0
        /// Seconds within which a first token counts as good; 0 for whenever it comes.
        public var goodFirstToken: V = 0
        /// Seconds a token within which an answer counts as good; 0 for however long they take.
        public var goodPerToken: V = 0
        /// Seconds within which a whole answer counts as good; 0 for however long it takes.
        public var goodEndToEnd: V = 0
        /// What prices and costs are in.
        public var currency = Currency.usd
        /// CNY for a USD; 0 where that is not known.
        public var exchangeRate: V = 0
        /// Price of a kWh, in that currency.
        public var electricity: V = 0
        /// Power of the site over that of the chips (power usage effectiveness).
        public var pue: V = 1
        /// CO2 of a kWh, grams; 0 where it is not known.
        public var carbon: V = 0
        /// Prompt length, tokens.
        public var input: V
        /// Answer length, tokens.
        public var output: V
        /// Prompt tokens whose KV cache is there already.
        public var prefix: V = 0
        /// Share of the requests that find the prefix there; the others compute it.
        public var prefixHit: V = 1
        /// Different prefixes that a replica holds at once; requests that find the same one share its KV cache.
        public var prefixes: V = 1
        /// Context of the evaluated decode step, tokens; 0 means the default.
        public var contextOverride: V = 0
        /// Images of a prompt, whose tokens are part of its length.
        public var images: V = 0
        /// Pixels of the side of an image, which is square.
        public var imageSide: V = 1024
        /// Tokens of other sequences that go through the products of each prefill pass beside the prompts.
        var guests: V = 0
        /// Tokens that are drafted in front of each decode step; 0 without speculative decoding.
        public var draft: V = 0
        /// Probability that a drafted token is accepted, given that all before it were.
        public var acceptance: V = 0.85
        /// Load of the busiest expert over the mean, which overrides `routing`; 1 where that says all.
        public var hottest: V = 1
        /// How unevenly experts are visited.
        public var routing = ExpertRouting.measured
        /// The spread of their loads, or the exponent of its law.
        public var routingAmount: V = 0

        /// Makes a workload of the decode phase.
        public init(input: V, output: V = 0) {
            self.input = input
            self.output = output
        }

        /// The phase; serving modes other than static put both together and count output tokens, as decode does.
        @inline(__always) public var phase: Phase { serving == .static ? staticPhase : .decode }

        /// Whether requests come at their own times, so that they queue: at a rate, or from users who think in between.
        @inline(__always) public var isOpen: Bool { serving != .static && (rate > 0 || hasThinkers) }

        /// Whether each request that ends is followed by the next and they differ in length, so that prompts queue for one
        /// another.
        @inline(__always) public var hasUnequalClients: Bool {
            serving != .static && !isOpen && (inputVariation > 0 || outputVariation > 0)
        }

        /// Whether the equations of a queue say what becomes of requests.
        @inline(__always) public var isQueued: Bool { isOpen || hasUnequalClients }

        /// Whether requests come from users who think in between, whatever the rate says.
        @inline(__always) public var hasThinkers: Bool { users > 0 && think > 0 }

        /// Whether some of its requests may not count as good.
        var hasLimits: Bool { goodFirstToken > 0 || goodPerToken > 0 || goodEndToEnd > 0 }

        /// Tokens in the KV cache of a sequence during the evaluated decode step: half-way through the answer.
        @inline(__always) public var context: V {
            contextOverride > 0 ? contextOverride : input + output / 2
        }

        /// Prompt tokens whose KV cache is there already, on average over requests.
        @inline(__always) public var cached: V { prefix * prefixHit }

        /// Prompt tokens that a prefill computes for each sequence, on average over requests.
        @inline(__always) public var fresh: V { input - cached }

        /// Tokens that a decode step yields for each sequence, 1 + p and so on up to p to the power of `draft`.
        ///
        /// Leviathan, Kalman and Matias, "Fast inference from transformers via speculative decoding", ICML 2023, equation 1.
        @inline(__always) public var tokensPerStep: V {
            guard phase == .decode, draft > 0 else { return 1 }
            if acceptance >= 1 { return draft + 1 }
            return (1 - acceptance.wholePower(draft + 1)) / (1 - acceptance)
        }
    }
}

/// The two halves of inference, evaluated separately.
public enum InferencePhase: Int, Choice {
    case decode, prefill

    /// The name that is typed.
    public var name: String { self == .decode ? "decode" : "prefill" }
}

/// How requests are served: one phase of inference alone, or both together.
public enum ServingMode: Int, Choice {
    case `static`, disagg, agg

    /// The name that is typed.
    public var name: String {
        switch self {
        case .static: "static"
        case .disagg: "disagg"
        case .agg: "agg"
        }
    }
}
