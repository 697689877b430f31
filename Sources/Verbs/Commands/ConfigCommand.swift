import CostModel
import Language
import Launch
import Notebook
import Planning
import Presentation
import Units
import Words

extension Command<Session> {
    static let configShow = Command(
        "config show", aliases: ["config"],
        abstract: say(en: "Shows the configuration that eval evaluates.", zh: "显示 eval 所评估的配置。"),
        examples: ["config show"]
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        var outcome = CatalogueVerb.show(.config, context.session.draft)
        guard case .table(var table) = outcome.output.first else { return outcome }
        let result = PlanResult(context.session.draft)
        for metric in Metric.all where ["dp", "ep", "total_batch"].contains(metric.name) {
            table.columns.append(Table.Column(metric.name, note: ConfigWords.derived(metric)))
            table.rows[0].append(.number(metric.read(result)))
        }
        outcome.output = [.table(table)]
        return outcome
    }

    static let configSet = Command(
        "config set", synonyms: ["配置"],
        abstract: say(en: "Changes the configuration that eval evaluates.", zh: "修改 eval 所评估的配置。"),
        discussion: say(
            en: "dp and ep follow from chips. Set several at once where one alone would not divide.",
            zh: "dp 和 ep 由 chips 推出。单独设置一项无法整除时，请同时设置几项。"),
        arguments: .assignments(.config), examples: ["config set tp 4", "config set chips=256 tp=4 batch=12"]
    ) { (context: Context, assignments: [Assignment]) throws(Diagnostic) -> Outcome in
        let (session, lines) = CatalogueVerb.set(assignments, context.session)
        // What the workload breaks is for its own verb to mend, and an sp that it left behind for who sets sp.
        var draft = session.draft
        if draft.brokenRule == .sequenceParallelDecode, !assignments.contains(where: { $0.parameter.name == "sp" }) {
            draft.deployment.sp = 1
        }
        if let rule = draft.brokenRule, rule != .outputInServing {
            let blamed = assignments.last { rule.parameters.contains($0.parameter.name) } ?? assignments.last
            throw DivisibilityWords.diagnostic(rule, draft, at: blamed?.span)
        }
        return CatalogueVerb.outcome(
            session, lines + Unheeded.remarks(on: assignments, context.session, session),
            of: assignments.map(\.parameter))
    }
}

extension Command<Session> {
    static let configFrom = Command(
        "config from", synonyms: ["take", "adopt"],
        abstract: say(en: "Takes a plan over into the configuration.", zh: "把方案采用为当前配置。"),
        discussion: say(
            en: """
                The whole configuration is that of the row from here on, and so is what its sweep varied of the workload, the
                chip or the model. What else was set since stays, and is named.
                """,
            zh: """
                整个配置改为该行的配置，该次批量评估所变化的负载、芯片或模型参数也一并采用。\
                评估之后另行设置的其他参数保持不变，并会列出。
                """),
        arguments: .row, examples: ["config from 1", "config from out[3]:2"]
    ) { (context: Context, row: Spanned<Row>?) throws(Diagnostic) -> Outcome in
        let session = context.session
        let plan = try session.plan(row)
        let plans = try session.plans(of: row)
        guard plans.title == session.title else {
            throw Diagnostic(
                ConfigWords.ofAnother(plans.title, loaded: session.title), at: row?.span,
                expected: ConfigWords.ofLoaded)
        }
        let varied = plans.result.space.axes.map(\.parameter)
        let (whole, picked) = session.picking(plan.scenario)
        let differences = Setting.differences(from: whole.draft, to: plan.scenario)
        let taken = differences.filter { $0.parameter.scope == .config || varied.contains($0.parameter) }
        let others = differences.filter { !($0.parameter.scope == .config || varied.contains($0.parameter)) }
        let (next, lines) = CatalogueVerb.set(
            taken.map { Assignment(parameter: $0.parameter, value: $0.value, span: 0..<0, name: 0..<0) }, whole)
        if let rule = next.draft.brokenRule { throw DivisibilityWords.diagnostic(rule, next.draft, at: row?.span) }
        var output = picked.map { ChangeWords.change($0.scope.rawValue, $0.before, $0.now) } + lines
        if output.isEmpty { output = [ConfigWords.same] }
        if !others.isEmpty {
            let now = others.prefix(4).map { Setting($0.parameter, $0.parameter.get(session.draft)) }
            output.append(ConfigWords.left(SettingWords.assignments(now), more: others.count - now.count))
        }
        return Outcome(next, output.map { .line($0) })
    }
}

extension Command<Session> {
    static let configLoad = Command(
        "config load", synonyms: ["command-line", "launch-file", "启动命令"],
        abstract: say(
            en: "Reads the configuration from a command line that starts a server.", zh: "从启动推理服务的命令行读取配置。"),
        discussion: say(
            en: """
                The command line of vLLM (and its fork for Ascend), SGLang, TensorRT-LLM, Dynamo, llama.cpp or TGI, in quotes; or
                a file with one: a script, a Deployment, LeaderWorkerSet, Dynamo graph, values of llm-d, or a file of engine
                settings. Files that the command names are read where they are there. Sizes mean what they mean in that runtime:
                SGLang's --tp is all chips of a stage, vLLM's one data-parallel rank. Model, formats, sizes, chunk, running
                requests, drafts and the memory share are set; what has no parameter here is named, and nothing is guessed.
                """,
            zh: """
                引号中给出 vLLM（含 Ascend 版）、SGLang、TensorRT-LLM、Dynamo、llama.cpp 或 TGI 的命令行；或给出包含它的文件：\
                脚本、Deployment、LeaderWorkerSet、Dynamo 图、llm-d 的 values，或引擎配置文件。命令中提到的文件若存在则一并读取。\
                各并行度按该框架的含义解释：SGLang 的 --tp 是一级流水线的全部芯片，vLLM 的 -tp 是一个数据并行 rank 的宽度。\
                据此设置模型、精度、并行度、分块、最大运行数、草稿 token 数和内存比例；没有对应参数的会列出，不作猜测。
                """),
        arguments: .launch,
        examples: [
            "config load \"vllm serve deepseek-ai/DeepSeek-R1-0528 -tp 1 -dp 8 --enable-expert-parallel --max-num-seqs 128\""
        ], takesForeignVariables: true
    ) { (context: Context, input: LaunchInput) throws(Diagnostic) -> Outcome in
        let readings = try input.readings(context.environment.files)
        // Of a pair the one that decodes goes first, so that the other is set beside it.
        let decode = readings.first { $0.role == .decode }
        let prefill = readings.first { $0.role == .prefill }
        let parts = decode != nil && prefill != nil ? [decode, prefill].compactMap(\.self) : Array(readings.prefix(1))
        var session = context.session
        var output: [Output] = []
        for reading in parts {
            let launched = try LaunchedSession(reading, session, input)
            session = launched.session
            let summary = LaunchWords.summary(reading, isSparse: launched.isSparse)
            output += ([summary] + launched.lines).map { .line($0) }
            let taken = LaunchTables.taken(reading, launched)
            if !taken.rows.isEmpty { output.append(.table(taken)) }
            if let noted = LaunchTables.noted(reading) { output.append(.table(noted)) }
            output += LaunchTables.remarks(reading).map { .line($0) }
        }
        let others = readings.filter { reading in !parts.contains { $0.isLike(reading) } }
        if !others.isEmpty { output.append(.line(LaunchWords.several(others.count + parts.count))) }
        return Outcome(session, output)
    }
}
