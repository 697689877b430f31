import Text
import Units

/// Why a file, or a run in it, is no result that can be read.
public struct ResultFault: Error, Sendable, Equatable {
    /// What is wrong.
    public enum Problem: Sendable, Equatable {
        /// It is a result of nothing that is known.
        case foreign
        /// It ends too early, or is damaged.
        case broken(expected: String)
        /// There is nothing in it.
        case empty
        /// No request was completed, of so many that were sent.
        case noneCompleted(sent: Double?)
        /// A field lacks that such files have.
        case lacks(field: String)
        /// It is a template whose places were not filled in.
        case template
        /// All loads of a run are mixed.
        case mixed
        /// It belongs to a table beside it, which has the latencies.
        case companion
        /// Prompts and answers are measured as one.
        case oneFigure
    }

    /// What is wrong.
    public let problem: Problem
    /// The line, from 1.
    public var line: Int

    /// Says what is wrong in a line.
    public init(_ problem: Problem, line: Int = 1) {
        self.problem = problem
        self.line = line
    }
}

extension ResultFault {
    /// What is wrong, in words.
    public var message: String {
        switch problem {
        case .foreign:
            say(en: "this is no result of a load generator that is known", zh: "不是已知压测工具的结果文件")
        case .broken: say(en: "the file is cut or damaged here", zh: "文件在此处被截断或损坏")
        case .empty: say(en: "the file is empty", zh: "文件为空")
        case .noneCompleted(let sent):
            sent.map {
                say(
                    en: "no request was completed of \(Decimal.grouped(Int($0)))",
                    zh: "\(Decimal.grouped(Int($0))) 个请求均未完成")
            } ?? say(en: "no request was completed", zh: "没有完成任何请求")
        case .lacks(let field): say(en: "there is no \(field)", zh: "缺少 \(field)")
        case .template: say(en: "this is a template with places to fill in", zh: "这是未填写的模板")
        case .mixed: say(en: "this mixes all loads of a run", zh: "此文件混合了一次压测的所有负载")
        case .companion:
            say(en: "this has no latencies, which are in the table beside it", zh: "此文件没有时延，时延在同名的表格中")
        case .oneFigure: say(en: "one figure for prompt and answer together", zh: "输入与输出合并为一个数值")
        }
    }

    /// What would have been right.
    public var expected: String {
        switch problem {
        case .foreign:
            say(
                en: "a table with Sextant's names, or a result of a kind that 'help validate' lists",
                zh: "使用 Sextant 参数名的数据表，或“help validate”所列压测工具的结果")
        case .broken(let expected): expected
        case .empty: say(en: "a result of a load generator", zh: "压测工具的结果")
        case .noneCompleted: say(en: "a run in which requests were answered", zh: "有请求得到回答的压测结果")
        case .lacks: say(en: "a whole result", zh: "完整的结果")
        case .template: say(en: "numbers", zh: "数值")
        case .mixed: say(en: "the file of one stage", zh: "单个阶段的结果文件")
        case .companion: say(en: "the CSV of the same name", zh: "同名的 CSV")
        case .oneFigure: say(en: "tests of prompts and of answers apart", zh: "输入与输出分开测试的结果")
        }
    }
}
