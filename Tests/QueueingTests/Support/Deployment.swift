import Queueing

/// Deployments whose step times a cost model gave: seconds over sequences and over rows.
enum Deployment: CaseIterable {
    /// Llama 3.1 70B in FP8 on four H100.
    case llama
    /// Qwen3 32B in BF16 on two H200.
    case qwen
    /// DeepSeek R1 in FP8 on eight H200.
    case deepSeek

    var kvTokens: Double {
        switch self {
        case .llama: 664_000
        case .qwen: 737_000
        case .deepSeek: 695_000
        }
    }

    func times() throws -> StepTimes {
        switch self {
        case .llama:
            try StepTimes(
                decode: [.init(8, 0.0124), .init(64, 0.0147), .init(256, 0.0218), .init(512, 0.0359)],
                contextTime: 27.5e-9, pass: [.init(512, 0.0372), .init(2048, 0.112), .init(8192, 0.413)],
                pairTime: 0.776e-9)
        case .qwen:
            try StepTimes(
                decode: [.init(8, 0.0114), .init(64, 0.0122), .init(256, 0.0189), .init(512, 0.0339)],
                contextTime: 30.7e-9, pass: [.init(512, 0.0329), .init(2048, 0.112), .init(8192, 0.428)],
                pairTime: 2.486e-9)
        case .deepSeek:
            try StepTimes(
                decode: [.init(8, 0.016), .init(64, 0.0303), .init(256, 0.0362), .init(512, 0.0444)],
                contextTime: 20.2e-9, pass: [.init(512, 0.0468), .init(2048, 0.086), .init(8192, 0.252)],
                pairTime: 0.74e-9)
        }
    }
}
