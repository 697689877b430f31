/// A runtime whose command lines are read, declared once: what starts it, its flags, and what its sizes mean.
public struct LaunchRuntime: Sendable {
    /// Whose defaults it has.
    public enum Family: Sendable { case vllm, sglang, trtllm, other }

    /// What it is called: `dynamo-vllm`.
    public let name: String
    /// Whose defaults it has.
    public let family: Family
    /// Its flags.
    public let table: FlagTable
    /// The words that start it, one after the other; of several the first that stands in a command.
    let starts: [[String]]
    /// Words within the name of a container that starts it without any of these.
    let images: [String]
    /// Whether a file of settings counts more than the command line.
    let filesOverride: Bool
    /// Reads what the flags say.
    let read: @Sendable (LaunchValues, _ positional: [ShellWord], inout LaunchReading) throws(LaunchFault) -> Void

    init(
        _ name: String, _ family: Family, _ table: FlagTable, starts: [[String]], images: [String] = [],
        filesOverride: Bool = false,
        read: @escaping @Sendable (LaunchValues, [ShellWord], inout LaunchReading) throws(LaunchFault) -> Void
    ) {
        self.name = name
        self.family = family
        self.table = table
        self.starts = starts
        self.images = images
        self.filesOverride = filesOverride
        self.read = read
    }

    /// The registry: a runtime is one file and one line here.
    ///
    /// What starts with the words of another stands before it.
    public static let all: [LaunchRuntime] = [
        .dynamoVLLM, .dynamoSGLang, .dynamoTensorRT, .vllm, .vllmAscend, .sglang, .tensorRT, .llamaCpp, .textGeneration,
    ]
}
