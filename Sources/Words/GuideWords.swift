import Language
import Text

/// What the guide asks, and what it says to an answer.
public enum GuideWords {
    // MARK: - Steps

    /// The heading of a step.
    public static func step(_ number: Int, of count: Int, _ title: String) -> String {
        say(en: "Step \(number) of \(count): \(title)")
    }

    /// The title of a step.
    public static var chipStep: String { say(en: "chip and load") }
    /// The title of a step.
    public static var spaceStep: String { say(en: "service level and search space") }
    /// The title of a step.
    public static var sweepStep: String { say(en: "sweep") }
    /// The title of a step.
    public static var choiceStep: String { say(en: "filter and rank") }
    /// The title of a step.
    public static var resultStep: String { say(en: "breakdown and save") }

    // MARK: - Every question

    /// What `back` does.
    public static var back: String { say(en: "return to the question before") }
    /// What `skip` does.
    public static var skip: String { say(en: "leave this as it is") }
    /// What `quit` does.
    public static var quit: String { say(en: "leave the guide; the session stays") }
    /// What `help` does.
    public static var help: String { say(en: "repeat what is said here") }

    /// There is no question before.
    public static var firstQuestion: Diagnostic { Diagnostic(say(en: "this is the first question")) }

    /// The session cannot do without an answer.
    public static var cannotSkip: Diagnostic {
        Diagnostic(
            say(en: "nothing is there yet, so this cannot be skipped"), expected: say(en: "an answer, or quit"))
    }

    /// The command that an answer will be part of.
    public static func later(_ command: String) -> String { say(en: "later: \(command)") }

    // MARK: - The chip and the load

    /// A question.
    public static var chip: String { say(en: "chip") }
    /// What stands in front of it.
    public static var chipNote: String {
        say(en: "arch list shows what there is; arch set changes any figure of a chip")
    }
    /// A question.
    public static var model: String { say(en: "model") }
    /// A question.
    public static func load(_ kinds: [String]) -> String { say(en: "plan for (\(kinds.joined(separator: ", ")))") }
    /// What stands in front of it.
    public static var loadNote: String {
        say(
            en:
                "decode or prefill: one phase alone; agg: both on the same chips; disagg: workers of their own for each; "
                + "rate: how many chips so many requests/s need"
        )
    }
    /// An answer is no kind of load.
    public static func notALoad(_ answer: String, of kinds: [String], at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "'\(answer)' is not a kind of load"), at: span,
            expected: LanguageWords.oneOf(kinds))
    }
    /// A question.
    public static var input: String { say(en: "input tokens") }
    /// A question.
    public static var output: String { say(en: "output tokens") }
    /// A question.
    public static var topology: String { say(en: "topology") }
    /// A question.
    public static var interBandwidth: String { say(en: "bandwidth between groups") }
    /// A question.
    public static var dramUtilisation: String { say(en: "share of DRAM bandwidth") }

    // MARK: - A load to be carried

    /// A question.
    public static var rate: String { say(en: "requests/s") }
    /// What stands in front of it.
    public static var rateNote: String {
        say(en: "50/s or 3000/min; 'workload set' spreads the lengths (input_cv) and makes bursts (arrival_cv)")
    }
    /// A question.
    public static var firstTokenLimit: String { say(en: "TTFT that 95 % of requests are to keep") }
    /// A question.
    public static var tokenLimit: String { say(en: "TPOT that 95 % of requests are to keep") }
    /// A question.
    public static var size: String { say(en: "size with") }
    /// What stands in front of it.
    public static var sizeNote: String {
        say(
            en: "margin: share of capacity that stays free; spare=1: a node may fail; by=cost: least cost; max_chips=64"
        )
    }
    /// A question.
    public static var take: String { say(en: "row to take over") }

    // MARK: - The service level and the search space

    /// A question.
    public static var speed: String { say(en: "output tokens/s that each request needs") }
    /// A question.
    public static var firstToken: String { say(en: "longest time to first token") }
    /// A question.
    public static var margin: String { say(en: "margin above that") }
    /// A question.
    public static var chips: String { say(en: "chips") }
    /// A question.
    public static var overlap: String { say(en: "TBO (two-batch overlap)") }
    /// A question.
    public static var expertTP: String { say(en: "MoE TP (chips that share an expert)") }
    /// A question.
    public static var attentionTP: String { say(en: "TP (chips that share attention)") }
    /// A question.
    public static var sequenceParallelism: String { say(en: "SP (groups that share a prompt)") }
    /// A question.
    public static var batchPerChip: String { say(en: "batch (sequences per chip)") }
    /// A question.
    public static var batchInAll: String { say(en: "batch (sequences in all)") }
    /// A question.
    public static var concurrency: String { say(en: "requests in flight in all") }

    /// A service level of nothing.
    public static func nothingAsked(at span: Range<Int>) -> Diagnostic {
        Diagnostic(say(en: "there is nothing to ask for"), at: span, expected: say(en: "more than 0"))
    }

    /// A share below zero or above one; one that may be meant in percent is offered so.
    public static func notAShare(_ answer: String, isPercent: Bool, at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "\(answer) is out of range"), at: span, expected: say(en: "a share from 0% to 100%"),
            hint: isPercent ? say(en: "did you mean \(answer)%?") : nil)
    }

    /// An answer of several words.
    public static func notValues(_ answer: String, at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "'\(answer)' is not a list of values"), at: span, expected: say(en: "values such as 2,4,8"))
    }

    // MARK: - The plans

    /// A question.
    public static var sweep: String { say(en: "sweep") }
    /// What stands in front of it.
    public static var sweepNote: String { say(en: "every combination of these values is evaluated") }
    /// A question.
    public static var filter: String { say(en: "filter") }
    /// What stands in front of it: a margin in percent.
    public static func filterNote(_ margin: String) -> String {
        say(en: "the service level with its margin of \(margin) %")
    }
    /// What stands in front of it where no plan keeps the margin.
    public static func marginIsLost(_ margin: String) -> String {
        say(en: "no plan keeps the margin of \(margin) %; the level itself is asked for")
    }
    /// An answer leaves no plan; what is best of each figure that is asked for.
    public static func noPlan(_ closest: [String]) -> Diagnostic {
        Diagnostic(
            say(en: "no plan meets this; the best of each is \(closest.joined(separator: ", "))"),
            expected: say(en: "a weaker condition, or back to widen the search space"))
    }
    /// A question.
    public static var rank: String { say(en: "rank by") }
    /// A question.
    public static var breakdown: String { say(en: "break down row") }
    /// A question.
    public static var savePlans: String { say(en: "save the plans to") }
    /// A question.
    public static var savePlan: String { say(en: "save the best plan to") }
    /// A question.
    public static var saveSession: String { say(en: "save the session to") }
}
