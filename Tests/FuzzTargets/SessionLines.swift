import Language
import Notebook
import Verbs
import Storage
import TestSupport

/// Lines that are run one after the other on a session with a chip, a model and plans, whether they fail or not.
struct SessionLines {
    private let lines: [Substring]

    /// Takes the lines of a text, as many as a person types before looking up.
    init(_ text: String) {
        // A measurement of the machine takes its seconds, whatever it is asked.
        lines = text.split(separator: "\n").filter { !$0.contains("bench") }
    }

    /// The session that all begin with.
    private static let prepared: Session = {
        let interpreter = Interpreter<Session>(environment: environment())
        for line in ["arch load sg2260e", "model load deepseek-v3", "sweep chips=128 tp=2,4,8 batch=6,8,10"] {
            try? interpreter.run(SourceLine(file: nil, number: 1, text: line), sink())
        }
        precondition(interpreter.session.title == "sg2260e/deepseek-v3", "the session is prepared")
        return interpreter.session
    }()

    /// Files as people have them.
    private static let files = [
        (
            "runs.csv",
            """
            chip,model,serving,chips,tp,batch,input,output,tpot_ms,ttft_ms,lab
            h200,llama-3.1-8b,static,8,8,8,1024,128,5,,a
            h200,llama-3.1-70b,static,8,4,16,2048,128,20,,"b, c"
            h200,qwen3-32b,static,8,2,32,1024,1,,300,

            """
        ),
        (
            "old.sextant",
            """
            # Sextant session
            config set tp=4
            #> tp: 1 -> 4
            eval
            #> another text
            # a note
            rows all

            """
        ),
        (
            "llama/config.json",
            """
            {"model_type": "llama", "hidden_size": 64, "num_attention_heads": 4, "vocab_size": 100,
             "intermediate_size": 128, "num_hidden_layers": 2}
            """
        ),
        (
            "chip.json",
            """
            {"flops": "100TFLOPS", "dram": "64GiB", "dram_bw": 2e12, "intra_bw": "100GB/s", "inter_bw": "400Gb/s",
             "group": 8, "name": "mine"}
            """
        ),
    ]

    /// One core, a disk in memory, and Ctrl-C after a number of questions whether it was pressed: no line takes long.
    static func environment() -> Environment {
        let asked = SharedCounter()
        let disk = MemoryDisk()
        for (name, text) in files { disk.put(text, at: MemoryDisk.current + "/" + name) }
        return Environment(
            cores: 1, now: { 0 }, isCancelled: { asked.increment() > 64 }, files: disk.fileSystem)
    }

    private static func sink() -> OutputSink { OutputSink(standardOutput: { _ in }, standardError: { _ in }) }

    /// Runs them all, and asks behind each what Tab would offer.
    func run() {
        let environment = Self.environment()
        let interpreter = Interpreter<Session>(environment: environment, session: Self.prepared)
        for (index, line) in lines.prefix(16).enumerated() where !interpreter.hasQuit {
            let line = SourceLine(file: nil, number: index + 1, text: String(line))
            do {
                try interpreter.run(line, Self.sink())
            } catch {
                precondition(error.render().contains("error: "), "a message")
            }
            _ = Completer(Session.registry, interpreter.session, environment.files).complete(line.text)
        }
    }
}
