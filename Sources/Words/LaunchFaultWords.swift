import Language
import Launch
import Units

/// Command lines that cannot be read, in words.
public enum LaunchFaultWords {
    /// What is wrong.
    public static func sentence(_ problem: LaunchFault.Problem) -> String {
        switch problem {
        case .notClosed(let sign): say(en: "\(sign) is not closed", zh: "\(sign) 未闭合")
        case .noLaunch:
            say(en: "nothing in the text starts a runtime that is known", zh: "文本中没有启动已知推理框架的命令")
        case .notANumber(let flag, let value), .notACount(let flag, let value):
            say(en: "\(flag) takes a whole number, not '\(value)'", zh: "\(flag) 需为整数，而不是“\(value)”")
        case .notAShare(let flag, let value):
            say(
                en: "\(flag) takes a share above 0 and up to 1, not '\(value)'",
                zh: "\(flag) 需为大于 0 且不超过 1 的比例，而不是“\(value)”")
        case .notJSON(let flag, let value):
            say(en: "\(flag) takes a JSON object, not '\(value)'", zh: "\(flag) 需为 JSON 对象，而不是“\(value)”")
        case .noValue(let flag): say(en: "\(flag) has no value", zh: "\(flag) 缺少取值")
        case .notMultiple(let flag, let value, let other, let divisor):
            say(
                en: "\(flag)=\(value) is not a multiple of \(divisor), which \(other) asks for",
                zh: "\(flag)=\(value) 不能被 \(divisor) 整除（\(other) 的要求）")
        case .contradiction(let one, let other):
            say(en: "\(one) and \(other) do not go together", zh: "\(one) 与 \(other) 不能同时使用")
        case .above(let flag, let value, let bound, let limit):
            say(en: "\(flag)=\(value) is above \(bound)=\(limit)", zh: "\(flag)=\(value) 大于 \(bound)=\(limit)")
        case .notYAML(let file, let line, _):
            say(en: "\(file):\(line) is not YAML that can be read", zh: "\(file):\(line) 不是可读取的 YAML")
        }
    }

    /// What would have been right.
    public static func expected(_ problem: LaunchFault.Problem) -> String? {
        switch problem {
        case .noLaunch:
            say(
                en: "a command such as vllm serve, python3 -m sglang.launch_server or trtllm-serve",
                zh: "如 vllm serve、python3 -m sglang.launch_server 或 trtllm-serve 的命令")
        case .notACount: say(en: "a whole number from 1", zh: "不小于 1 的整数")
        case .notANumber: say(en: "a whole number", zh: "整数")
        case .notAShare: say(en: "a share such as 0.9", zh: "比例，如 0.9")
        case .notJSON: say(en: "an object such as {\"method\": \"mtp\"}", zh: "对象，如 {\"method\": \"mtp\"}")
        case .noValue: say(en: "a value behind it", zh: "其后的取值")
        case .notYAML(_, _, let expected): expected
        default: nil
        }
    }

    /// A number is none that the parameter takes.
    public static func outOfRange(_ flag: String, _ value: Int, _ parameter: String) -> String {
        say(en: "\(flag)=\(value) is not a value of \(parameter)", zh: "\(flag)=\(value) 超出 \(parameter) 的取值范围")
    }
}
