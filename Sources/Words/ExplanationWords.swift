import CostModel
import Planning
import Text
import Units

/// How a figure comes about, in words.
public enum ExplanationWords {
    /// The equation, then the same with numbers.
    public static func lines(_ line: Explanation.Line, _ explanation: Explanation) -> [String] {
        let indent = String(repeating: "  ", count: line.depth)
        guard !line.value.isNaN else {
            return [
                say(
                    en: "\(indent)\(line.name) has no value here  (\(phrase(line.summary)))",
                    zh: "\(indent)\(line.name) 在此没有取值（\(phrase(line.summary))）")
            ]
        }
        let value = number(line.value)
        let meaning = phrase(line.summary)
        let summary = say(en: "  (\(meaning))", zh: "（\(meaning)）")
        guard let formula = line.formula else { return ["\(indent)\(line.name) = \(value)\(summary)"] }
        let symbols = formula.text(name: { $0 }, number: number)
        let numbers = formula.text(name: { explanation.value($0).map(number) ?? $0 }, number: number)
        return [
            "\(indent)\(line.name) = \(symbols)\(summary)",
            "\(indent)\(String(repeating: " ", count: line.name.count)) = \(numbers) = \(value)",
        ]
    }

    /// A sentence as it stands in parentheses: without its full stop.
    private static func phrase(_ sentence: String) -> String {
        sentence.hasSuffix(".") || sentence.hasSuffix("。") ? String(sentence.dropLast()) : sentence
    }

    /// What stands above the operators of a step.
    public static var step: [String] {
        [
            say(
                en: "The step, operator by operator, on one chip. One call of a local operator takes",
                zh: "单步在单芯上逐算子的耗时。本地算子单次调用耗时为"),
            say(
                en:
                    "  max(compute, memory) + (1 - overlap) * min(compute, memory) + launch, with compute = 2 m k n, each "
                    + "padded to the matrix unit, / (peak * matrix_eff), memory = bytes / (dram_bw * dram_util):",
                zh:
                    "  max(计算, 访存) + (1 - overlap) * min(计算, 访存) + launch，其中 计算 = 2 m k n"
                    + "（各维补齐到矩阵单元）/ (峰值算力 * matrix_eff)，访存 = 字节数 / (dram_bw * dram_util)："),
        ]
    }

    /// What two-batch overlap does to a step of a batch: whole, and as two halves, in ms.
    public static func overlap(batch: Double, whole: String, halves: String) -> String {
        say(
            en: "batch=\(number(batch)): step \(whole) ms whole, \(halves) ms as two halves that overlap",
            zh: "batch=\(number(batch))：单步整批 \(whole) ms，拆为两个重叠的半批 \(halves) ms")
    }

    /// The title of the memory of a chip; of one at a place where these differ.
    public static func memory(of place: String) -> String {
        place.isEmpty
            ? say(en: "Memory of one chip:", zh: "单芯 DRAM 占用：")
            : say(en: "Memory of one chip of \(place):", zh: "\(place)的单芯 DRAM 占用：")
    }

    /// No constant of the chip matters.
    public static func noConstant(_ metric: String) -> String {
        say(en: "No constant of the chip moves \(metric).", zh: "没有芯片常数影响 \(metric)。")
    }

    /// What stands above the constants that matter.
    public static func constants(_ metric: String) -> String {
        say(
            en: "Constants of the chip that \(metric) depends on, and their sources:",
            zh: "\(metric) 所依赖的芯片常数及其来源：")
    }

    /// Constants that are zero, and would count if they were not.
    public static func zeros(_ names: [String]) -> String {
        let list = names.joined(separator: " ")
        return say(en: "  0 here, and would count: \(list)", zh: "  此处为 0，若非 0 则有影响：\(list)")
    }

    /// A constant was set by hand.
    public static var setInSession: String { say(en: "set in this session", zh: "本会话中设置") }

    /// `2 x [8 x 7168] x [7168 x 2048]: compute 1.0 us, memory 9.4 us (2.5 MB)`: what an operator's time is made of.
    public static func how(_ cost: OperatorCost, _ s: Scenario) -> String {
        func us(_ seconds: Double) -> String { "\(Decimal.fixed(seconds * 1e6, places: 1)) us" }
        func megabytes(_ bytes: Double) -> String { "\(Decimal.significant(bytes / 1e6, digits: 3)) MB" }
        if cost.network > 0 {
            let (sent, time) = (megabytes(cost.wireBytes), us(cost.network))
            return say(
                en: "\(BreakdownWords.name(cost.algorithm)): \(sent) a chip and start-ups, \(time)",
                zh: "\(BreakdownWords.name(cost.algorithm))：每芯 \(sent) 及启动时延，\(time)")
        }
        let p = cost.product
        let shapes = "\(number(p.count)) x [\(number(p.m)) x \(number(p.k))] x [\(number(p.k)) x \(number(p.n))]"
        let product = p.m > 0 ? say(en: "\(shapes): ", zh: "\(shapes)：") : ""
        let (compute, memory) = (us(cost.compute), us(cost.memory))
        // Small kernels count by their time alone.
        let read = megabytes(cost.dramBytes)
        let bytes = cost.dramBytes > 0 ? say(en: " (\(read))", zh: "（\(read)）") : ""
        let text = say(
            en: "\(product)compute \(compute), memory \(memory)\(bytes)",
            zh: "\(product)计算 \(compute)，访存 \(memory)\(bytes)")
        let visible = Roofline.visible(compute: cost.compute, memory: cost.memory, s.inputs)
        let hidden = us(max(0, visible - cost.exposed))
        return hidden == us(0)
            ? text : say(en: "\(text), \(hidden) behind the combine", zh: "\(text)，其中 \(hidden) 被 Combine 掩盖")
    }

    /// The heading of what an operator's time is made of.
    public static var how: String { say(en: "how", zh: "构成") }
    /// The heading of a constant.
    public static var constant: String { say(en: "constant", zh: "常数") }
    /// The heading of its value.
    public static var value: String { say(en: "value", zh: "取值") }
    /// The heading of where it comes from.
    public static var source: String { say(en: "source", zh: "来源") }

    /// Below this a figure is what rounding left of zero: the smallest that mean anything are a billionth of a unit.
    private static let rounding = 1e-9

    /// From here on a figure is printed with its power of ten.
    private static let large = 1e9

    /// A figure with six digits.
    public static func number(_ value: Double) -> String {
        guard value.magnitude >= rounding else { return "0" }
        guard value.isFinite, value.magnitude >= large else { return Decimal.significant(value, digits: 6) }
        var exponent = 0
        var mantissa = value
        while mantissa.magnitude >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
        let text = Decimal.significant(mantissa, digits: 6)
        // Six digits of 9.9999999 are 10.
        guard let shown = Double(text), shown.magnitude >= 10 else { return "\(text)e\(exponent)" }
        return "\(Decimal.significant(shown / 10, digits: 6))e\(exponent + 1)"
    }
}
